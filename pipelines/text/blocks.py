"""Blocks of a text: headings, paragraphs, list items, Markdown tables, footnotes, in reading order.

Belongs here: the outer form of plain text and Markdown. Flattened tables (one cell a line) look like paragraphs here;
`flat_tables` finds them. What a block says is the business of other modules.
"""

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from pipelines.text.spans import Line, Span, split_lines

BlockKind = Literal["heading", "paragraph", "list_item", "table", "footnote"]

_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_BULLET = re.compile(r"(?:[•▪◦‣·∙●○*+-]|–(?=\s))\s+(?=\S)")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s+(?=\S)")
# Asterisks that close again on the same line are Markdown's emphasis.
_EMPHASIS = r"(?P<stars>\*{1,3})(?=[^\s*])[^\n]*?[^\s*](?P=stars)(?!\w)"
_FOOTNOTE = re.compile(
    rf"(?!{_EMPHASIS})(?P<mark>(?:\\?\*){{1,6}}|[¹²³⁴⁵⁶⁷⁸⁹†‡]+|\[?\d{{1,2}}\)|\[\d{{1,2}}\])\s*(?=[^\s*])"
)
_SENTENCE_END = re.compile(r"[.!?:;,…][\"”»')]*\Z")
_CREDIT = re.compile(r"(?:Foto|Fotograf|Bild|Illustration|Källa)\s*:", re.IGNORECASE)
_LONGEST_HEADING = 120
_SPEECH_DASHES = frozenset({"–", "—"})
_LEAST_DASHED_ITEMS = 3


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text.

    Attributes:
        kind: what form it has.
        span: its characters, without bullet, heading marks or footnote mark.
        mark: the bullet or footnote mark as printed; empty where there is none.
    """

    kind: BlockKind
    span: Span
    mark: str = ""


def split_blocks(text: str, lines: list[Line] | None = None) -> list[Block]:
    """Split plain text or Markdown into its blocks.

    Lines that follow each other without a blank line make one paragraph, as in Markdown; a heading of plain text is a
    short line alone between blank lines that does not end like a sentence and has a paragraph under it.

    Args:
        text: the document.
        lines: its lines, where the caller has split it already.
    """
    blocks: list[Block] = []
    lines = split_lines(text) if lines is None else lines
    index = 0
    while index < len(lines):
        if not lines[index].text:
            index += 1
            continue
        last = _last_of_block(lines, index)
        blocks.append(_block(lines, index, last))
        index = last + 1
    return _with_headings(text, lines, _with_speech(_with_first_footnotes(blocks)))


def footnote_mark(text: str) -> str | None:
    """Give the mark that opens a footnote ("**", "1)", "²"), or None where the text opens with none."""
    match = _FOOTNOTE.match(text)
    return match["mark"].replace("\\", "") if match else None


def _opens_block(line: Line) -> bool:
    if line.text[0].isalpha():
        return False
    return bool(
        _MARKDOWN_HEADING.match(line.text)
        or _BULLET.match(line.text)
        or _NUMBERED.match(line.text)
        or line.text.startswith("|")
        or _FOOTNOTE.match(line.text)
    )


def _last_of_block(lines: list[Line], first: int) -> int:
    if _MARKDOWN_HEADING.match(lines[first].text):
        return first
    in_table = lines[first].text.startswith("|")
    last = first
    while last + 1 < len(lines) and lines[last + 1].text:
        following = lines[last + 1]
        if in_table != following.text.startswith("|") or (not in_table and _opens_block(following)):
            break
        last += 1
    return last


def _block(lines: list[Line], first: int, last: int) -> Block:
    span = Span(lines[first].span.start, lines[last].span.end)
    opening = lines[first].text
    if opening[0].isalpha():
        return Block("paragraph", span)
    if opening.startswith("|"):
        return Block("table", span)
    is_heading = _MARKDOWN_HEADING.match(opening)
    if match := is_heading or _BULLET.match(opening) or _NUMBERED.match(opening):
        inner = Span(span.start + match.end(), span.end)
        return Block("heading" if is_heading else "list_item", inner, match.group().strip())
    if match := _FOOTNOTE.match(opening):
        return Block("footnote", Span(span.start + match.end(), span.end), match["mark"].replace("\\", ""))
    return Block("paragraph", span)


def _with_first_footnotes(blocks: list[Block]) -> list[Block]:
    """Tell a footnote marked * from a bullet: where a footnote marked ** follows at once, it is a footnote."""
    followers = [*blocks[1:], None][: len(blocks)]
    return [
        Block("footnote", block.span, block.mark)
        if block.mark == "*" and following is not None and following.mark == "**"
        else block
        for block, following in zip(blocks, followers, strict=True)
    ]


def _with_speech(blocks: list[Block]) -> list[Block]:
    """Tell speech from lists: a dash opens a quotation (Språkrådet, Svenska skrivregler) unless several follow."""
    result: list[Block] = []
    for is_dash, run in groupby(blocks, key=lambda block: block.kind == "list_item" and block.mark in _SPEECH_DASHES):
        together = list(run)
        if is_dash and len(together) < _LEAST_DASHED_ITEMS:
            together = [Block("paragraph", block.span, block.mark) for block in together]
        result.extend(together)
    return result


def _with_headings(text: str, lines: list[Line], blocks: list[Block]) -> list[Block]:
    """Tell the headings of plain text from its paragraphs by their form and by what follows them."""
    if any(block.kind == "heading" for block in blocks):
        return blocks
    alone = {
        line.span.start
        for index, line in enumerate(lines)
        if line.text
        and (index == 0 or not lines[index - 1].text)
        and (index + 1 == len(lines) or not lines[index + 1].text)
    }
    result: list[Block] = []
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        is_heading = (
            block.kind == "paragraph"
            and block.span.start in alone
            and following is not None
            and _reads_as_heading(block.span.of(text))
            and (following.kind != "paragraph" or bool(_SENTENCE_END.search(following.span.of(text))))
        )
        result.append(Block("heading", block.span) if is_heading else block)
    return result


def _reads_as_heading(line: str) -> bool:
    return (
        len(line) <= _LONGEST_HEADING
        and line[:1].isupper()
        and not _SENTENCE_END.search(line)
        and not _CREDIT.match(line)
    )
