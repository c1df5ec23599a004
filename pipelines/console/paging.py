"""What is longer than the screen, shown in a pager: the user's own, else less, else all at once.

Belongs here: choosing a pager and running it. What is shown has no character in it that a terminal would act on.
"""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping

_LESS = "FRSX"
"""Leave where it fits, keep colours, do not wrap, leave the text on the screen."""


def pager(environment: Mapping[str, str]) -> list[str]:
    """Give the command of the pager that an environment names, empty where there is none.

    `ANSLAG_PAGER` comes before `PAGER`; one that is empty, or `cat`, means that nothing pages.
    """
    named = environment.get("ANSLAG_PAGER", environment.get("PAGER"))
    if named is None:
        return ["less"] if shutil.which("less") and environment.get("TERM") != "dumb" else []
    try:
        command = shlex.split(named)
    except ValueError:
        # A quotation mark too few.
        return []
    return [] if command == ["cat"] else command


def show(text: str) -> None:
    """Print a text on the terminal, by way of the pager where it has more lines than the screen."""
    command = pager(os.environ)
    if command and text.count("\n") >= shutil.get_terminal_size().lines and _paged(text, command):
        return
    sys.stdout.write(text)
    sys.stdout.flush()


def _paged(text: str, command: list[str]) -> bool:
    """Tell whether the pager could be started; what the user does with it is the user's business."""
    environment = {"LESS": _LESS, "LESSCHARSET": "utf-8"} | dict(os.environ)
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603 - the user's own
    except OSError:
        return False
    # Ctrl-C is the pager's for as long as it runs.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process.communicate(text.encode("utf-8", "replace"))
    finally:
        signal.signal(signal.SIGINT, before)
    return True
