"""Running a harness under Atheris, which is in no lock file: it is fetched by hand where somebody wants to fuzz.

Belongs here: finding Atheris and starting it. What is fuzzed stands in `fuzz_numbers` and `fuzz_tables`.
"""

import importlib
import sys
from collections.abc import Callable
from typing import Any


def fuzz(harness: Callable[[bytes], None], packages: tuple[str, ...]) -> None:
    """Fuzz until a rule is broken, or for as long as the command line says; never returns.

    Args:
        harness: takes the fuzzer's bytes, and raises where a rule is broken.
        packages: what to watch the coverage of; not imported before this.
    """
    try:
        atheris: Any = importlib.import_module("atheris")
    except ModuleNotFoundError:
        sys.exit("Atheris is not installed: .venv/bin/pip install atheris, then run this again.")
    with atheris.instrument_imports(include=list(packages)):
        importlib.import_module("pipelines.text.reading")
    atheris.Setup(sys.argv, harness)
    atheris.Fuzz()
