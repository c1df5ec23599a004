"""When Enter asks, and when it begins a new line.

Belongs here: that rule alone; it looks at the text and at nothing else.
"""

from pipelines.console.prompt.commands import is_command
from pipelines.console.prompt.tokens import tokens


def is_complete(text: str) -> bool:
    """Tell whether an entry is to be answered now.

    A command is, and so is a question that ends with a semicolon, or behind which a line was left empty; not within a
    string, a quoted name or a comment that is still open.
    """
    if not text.strip() or is_command(text):
        return True
    found = [token for token in tokens(text) if token.kind != "comment"]
    if found and found[-1].kind == "open":
        return False
    ends = bool(found) and found[-1].text == ";"
    return ends or not text.rpartition("\n")[2].strip()
