"""The keyboard and the screen of the prompt: keys, colours, the menu of completions.

Belongs here: what prompt_toolkit is told. What an entry leads to belongs to `conversation`.
"""

import os
from collections.abc import Callable, Iterable

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.lexers import Lexer
from prompt_toolkit.styles import Style

from pipelines.console.paging import show
from pipelines.console.prompt.commands import is_command
from pipelines.console.prompt.completion import candidates
from pipelines.console.prompt.conversation import Conversation
from pipelines.console.prompt.entry import is_complete
from pipelines.console.prompt.history import history, history_file
from pipelines.console.prompt.tokens import tokens
from pipelines.console.terminal import console, visible
from pipelines.settings import Home

_PROMPT = "anslag> "
_CONTINUED = "...> ".rjust(len(_PROMPT))
# The sixteen colours of the terminal itself, so that its theme decides.
_STYLE = Style.from_dict(
    {
        "sql.keyword": "ansiblue bold",
        "sql.string": "ansigreen",
        "sql.open": "ansigreen",
        "sql.number": "ansicyan",
        "sql.comment": "ansibrightblack",
        "sql.command": "ansimagenta",
    }
)


def converse(home: Home) -> None:
    """Ask, answer, and ask again until the user leaves.

    Raises:
        NoWarehouseError: nothing is published.
    """
    conversation = Conversation(home, console(), show)
    try:
        conversation.greet()
        session = _session(conversation)
        goes_on = True
        while goes_on:
            goes_on = _entry(conversation, session)
    finally:
        conversation.close()


def _entry(conversation: Conversation, session: "PromptSession[str]") -> bool:
    """Read and answer one entry, and tell whether the conversation goes on."""
    try:
        conversation.tell_news()
        entry = session.prompt(_PROMPT)
        return not entry.strip() or conversation.answer(entry)
    except KeyboardInterrupt:
        # The line is given up, or the printing of an answer.
        return True
    except EOFError:
        return False


def _session(conversation: Conversation) -> "PromptSession[str]":
    return PromptSession(
        multiline=True,
        prompt_continuation=_CONTINUED,
        completer=_Completer(conversation),
        complete_while_typing=False,
        lexer=_Lexer(lambda: frozenset(conversation.catalogue.keywords)),
        style=_STYLE,
        include_default_pygments_style=False,
        history=history(history_file(os.environ)),
        key_bindings=_keys(),
    )


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("enter")
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.complete_state is not None and buffer.complete_state.current_completion is not None:
            # The menu is open: what is marked is taken.
            buffer.complete_state = None
        elif is_complete(buffer.text):
            # Without the empty line that ends it, which nobody wants back from the history.
            buffer.document = Document(buffer.text.rstrip())
            buffer.validate_and_handle()
        else:
            buffer.newline(copy_margin=False)

    return keys


class _Completer(Completer):
    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation

    def get_completions(self, document: Document, _event: CompleteEvent) -> Iterable[Completion]:
        found = candidates(document.text_before_cursor, document.text_after_cursor, self._conversation.catalogue)
        for each in found:
            yield Completion(each.text, start_position=-each.replaces, display_meta=visible(each.meaning))


class _Lexer(Lexer):
    """Colours for the words of a question."""

    def __init__(self, keywords: Callable[[], frozenset[str]]) -> None:
        self._keywords = keywords

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        lines = coloured(document.text, self._keywords())
        return lambda number: lines[number] if number < len(lines) else []


def coloured(text: str, keywords: frozenset[str]) -> list[StyleAndTextTuples]:
    """Give the lines of an entry, each piece with the name of its style."""
    pieces: StyleAndTextTuples = []
    end = 0
    for token in tokens(text) if not is_command(text) else ():
        style = "keyword" if token.kind == "word" and token.lower in keywords else token.kind
        pieces += [("", text[end : token.start]), (f"class:sql.{style}", token.text)]
        end = token.end
    pieces.append(("class:sql.command" if is_command(text) else "", text[end:]))
    lines: list[StyleAndTextTuples] = [[]]
    for style, piece, *_ in pieces:
        first, *others = piece.split("\n")
        lines[-1].append((style, first))
        lines += [[(style, other)] for other in others]
    return lines
