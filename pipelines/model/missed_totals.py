"""Stated amounts that a column is far from adding up to, and that are its total all the same.

Belongs here: telling such an amount by what kept the column from adding up, and how exactly an amount is printed, which
that rests on. Totals that a column does add up to, and which sentence states them, belong to `totals`.
"""

import re
from collections.abc import Collection, Sequence
from decimal import Decimal

from pipelines.model.slips import slip_between
from pipelines.model.staged import MentionRow
from pipelines.model.staged_tables import StagedTable

TOTAL_WORD = re.compile(r"\b(?:totalt|sammanlagt|tillsammans|summa|ram(?:en)?)\b", re.IGNORECASE)
"""A word that calls an amount a total."""
LEAST_STEPS = 100_000
"""Of so many steps of the figures an amount is not met by one slip of one figure by chance."""
_LEAST_FIGURES = 3
# With fewer a sole amount may as well be of something else.
_LEAST_FIGURES_OF_SOLE = 7
_UNIT = 1000
_ROUND = 1000
_MOST_ROUNDING = Decimal("0.02")
_FARTHEST = 2
_FIRST_NUMBER = re.compile(r"\d[\d\s.]*(?:,(?P<decimals>\d+))?")


def printed_rounding(amount_text: str, amount: Decimal) -> Decimal:
    """Give how far an amount may be from what it was rounded from: half a unit of its last printed digit.

    Args:
        amount_text: the amount as printed ("4,3 miljarder kronor").
        amount: its value in currency units.

    Returns:
        Currency units (50 million for the example); 0 for a number in words.
    """
    match = _FIRST_NUMBER.search(amount_text)
    digits = re.sub(r"\D", "", match.group()) if match else ""
    return abs(amount) / int(digits) / 2 if digits.strip("0") else Decimal(0)


def is_in_other_unit(summed: Decimal, stated: Decimal, rounding: Decimal) -> bool:
    """Tell whether a sum is a thousand times what is stated, or a thousandth, as far as that is rounded."""
    far = abs(summed * _UNIT - stated) <= rounding or abs(summed / _UNIT - stated) <= rounding
    return bool(summed) and bool(stated) and far


def missed_total(table: StagedTable, column_no: int, mentions: Sequence[MentionRow]) -> MentionRow | None:
    """Give the amount that is the total of a column which is far from adding up to it; None where that is not known.

    Args:
        table: the table.
        column_no: the column; all its figures have a value.
        mentions: the amounts of the document that may be of the column's years, none of them near its sum.
    """
    amounts = {mention.amount_low for mention in mentions}
    is_sole = len(amounts) == 1
    missed = [mention for mention in mentions if _is_missed(table, column_no, mention, is_sole=is_sole)]
    return missed[0] if len({mention.amount_low for mention in missed}) == 1 else None


def _explaining(figures: Collection[Decimal], stated: Decimal, multiplier: Decimal) -> int:
    """Count the figures that add up to a stated amount but for one slip in that figure."""
    left = stated - sum(figures, Decimal(0))
    return sum(slip_between((figure + left) / multiplier, figure / multiplier) is not None for figure in figures)


def _is_missed(table: StagedTable, column_no: int, mention: MentionRow, *, is_sole: bool) -> bool:
    """Tell whether an amount is a column's total by what kept it from adding up.

    One slip in one figure, or another unit for all of them, explains the whole difference; or the sentence calls it a
    total, and it is printed as exactly as the figures. Where figures are coarse one slip may meet an amount by chance:
    then it must be the only amount that there is.
    """
    figures = [cell.amount for cell in table.figures(column_no) if cell.amount is not None]
    stated, summed = mention.amount_low, sum(figures, Decimal(0))
    rounding = printed_rounding(mention.quote, stated)
    if len(figures) < _LEAST_FIGURES:
        return False
    if rounding and rounding <= stated * _MOST_ROUNDING and is_in_other_unit(summed, stated, rounding):
        return True
    is_near = stated / _FARTHEST <= summed <= stated * _FARTHEST
    step = table.printed_step(column_no)
    is_exact = rounding * 2 <= step and stated % (step * _ROUND) != 0 and stated >= step * LEAST_STEPS
    if is_exact and is_near and TOTAL_WORD.search(mention.purpose):
        return True
    slips = _explaining(figures, stated, Decimal(table.columns[column_no].multiplier or 1))
    is_fine = stated >= table.usual_step(column_no) * LEAST_STEPS
    is_only = is_sole and is_near and rounding * 2 <= step and len(figures) >= _LEAST_FIGURES_OF_SOLE
    return (slips > 0 and (is_fine or is_only)) or (is_exact and slips == 1)
