"""The sentences that state amounts of money, in order.

Belongs here: joining sentences and the amounts in them. What the text says of an amount belongs to the readings that
work on passages: `dating` (years), `firmness` (status), `kinds` (funding or not), `recipients` (who receives).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.text.bare_magnitudes import money_in
from pipelines.text.blocks import Block
from pipelines.text.money import Amount, find_amounts
from pipelines.text.sentences import split_sentences
from pipelines.text.spans import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that states amounts.

    Attributes:
        block_no: position of its block in the document.
        prose_no: position of its block among the blocks that are searched.
        block: the block.
        sentence: the sentence.
        before: the sentence before it in the block, None for the first.
        behind: the sentence behind it in the block, None for the last.
        amounts: its amounts, in order; at least one.
    """

    block_no: int
    prose_no: int
    block: Block
    sentence: Span
    before: Span | None
    behind: Span | None
    amounts: tuple[Amount, ...]

    @property
    def stretches(self) -> list[Span]:
        """For each amount the text from the amount before to the amount behind, or to the ends of the sentence."""
        starts = [self.sentence.start, *(amount.span.end for amount in self.amounts)]
        ends = [*(amount.span.start for amount in self.amounts[1:]), self.sentence.end]
        return [Span(start, end) for start, end in zip(starts, ends, strict=False)]


def find_passages(text: str, blocks: Sequence[tuple[int, Block]]) -> Iterator[Passage]:
    """Find every sentence that states an amount of money.

    Args:
        text: the document.
        blocks: position and block of everything that is not a table.
    """
    read = [list(find_amounts(text, block.span)) for _, block in blocks]
    on_money = any(amount.names_currency for amounts in read for amount in amounts)
    for prose_no, ((number, block), amounts_read) in enumerate(zip(blocks, read, strict=True)):
        found = list(money_in(text, block.span, amounts_read, on_money=on_money))
        if not found:
            continue
        # Both lists are in order: each amount goes to the first sentence that ends behind it.
        sentences = split_sentences(text, block.span)
        waiting = 0
        for before, sentence, behind in zip([None, *sentences[:-1]], sentences, [*sentences[1:], None], strict=True):
            first = waiting
            while waiting < len(found) and found[waiting].span.end <= sentence.end:
                waiting += 1
            if waiting > first:
                amounts = tuple(found[first:waiting])
                yield Passage(number, prose_no, block, sentence, before, behind, amounts)
