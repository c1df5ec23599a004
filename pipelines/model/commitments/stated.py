"""Figures as statements about money, and whether two of them can be about the same money.

Belongs here: what is compared (amount, currency, years, recipient) and nothing of why they would be the same; that is
for `repeats`, `parts` and `across`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from pipelines.model.allocation import UNKNOWN
from pipelines.model.commitments.wording import stems

_SIGNIFICANT = 3


@dataclass(frozen=True)
class StatedFigure:
    """A figure of a current document version, with what its surroundings say.

    Attributes:
        figure_id: figure_id or total_id.
        figure_key: the same figure through versions of its document.
        kind: funding | allocation | total.
        document_id: its document version.
        document_key: its document.
        published_on: publication date of the document, None where not known.
        title: title of the document.
        block_no: the block that it stands in.
        block_kind: heading | paragraph | list_item | footnote | table.
        amount: whole units of currency, the low end of a range.
        amount_high: the high end of a range, else None.
        currency: ISO 4217 code.
        modifier: exact | about | over | under | at_most | at_least | range.
        amount_text: characters as printed.
        start_year: first year, None where not stated.
        end_year: last year, None where not stated or open-ended.
        is_annual: True for a sum for each year.
        open_ended: True for a period without a stated end.
        period_id: its period.
        status: indicative | calculation_example | proposed | decided | paid; None where the text does not say.
        recipient_text: who receives, as printed.
        organisation_id: who receives, unknown where no register has it.
        geography_id: likewise.
        programme_id: programme of a table, else unknown.
        purpose: the sentence, or table title and row.
        quality: ok | repaired | suspect | reviewed.
        table_id: its table, None outside tables.
        row_no: its row, None outside tables and for totals.
        column_no: its column, None outside tables.
        total_id: the stated total that this figure is.
        char_start: first character.
        char_end: character after the last.
    """

    figure_id: str
    figure_key: str
    kind: str
    document_id: str
    document_key: str
    published_on: date | None
    title: str
    block_no: int
    block_kind: str
    amount: Decimal
    amount_high: Decimal | None
    currency: str
    modifier: str
    amount_text: str
    start_year: int | None
    end_year: int | None
    is_annual: bool
    open_ended: bool
    period_id: str
    status: str | None
    recipient_text: str | None
    organisation_id: str
    geography_id: str
    programme_id: str
    purpose: str
    quality: str
    table_id: str | None
    row_no: int | None
    column_no: int | None
    total_id: str | None
    char_start: int
    char_end: int

    @cached_property
    def words(self) -> frozenset[str]:
        """Stems of the words of its sentence that say what the money is for."""
        return stems(self.purpose)

    @cached_property
    def recipient_words(self) -> frozenset[str]:
        """Stems of the recipient's words."""
        return stems(self.recipient_text or "")

    @property
    def is_cell(self) -> bool:
        """True for a figure of a table's row."""
        return self.row_no is not None

    @property
    def is_heading(self) -> bool:
        """True for a figure that a heading states: the text below states it again."""
        return self.block_kind == "heading"

    @property
    def digits(self) -> int:
        """Digits of the amount that carry meaning: 1 for 500 million, 4 for 507.5 million counted in 100,000."""
        return significant_digits(self.amount)

    @property
    def unit(self) -> Decimal:
        """What one step of the last printed digit is worth: 100,000 for 507.5 million."""
        _, _, exponent = self.amount.normalize().as_tuple()
        return Decimal(1).scaleb(int(exponent))


def significant_digits(amount: Decimal) -> int:
    """Count the digits of an amount without the zeros at its end."""
    return len(amount.normalize().as_tuple().digits)


def is_same_sum(one: StatedFigure, other: StatedFigure) -> bool:
    """Tell whether two amounts are the same sum: equal, or one of them the other one rounded.

    Rounding counts where at least three digits are left: 507 million is 507.5 million, half a billion is not.
    """
    if one.currency != other.currency or (one.amount_high is None) != (other.amount_high is None):
        return False
    if one.amount == other.amount:
        return one.amount_high == other.amount_high
    coarse, fine = sorted((one, other), key=lambda figure: figure.digits)
    if coarse.digits < _SIGNIFICANT or fine.digits == coarse.digits or one.amount_high is not None:
        return False
    return abs(coarse.amount - fine.amount) < coarse.unit


def periods_agree(one: StatedFigure, other: StatedFigure) -> bool:
    """Tell whether two figures can be for the same years: nothing stated agrees with anything.

    A sum for each year agrees with a sum for each year where they share one; a sum for a whole period only with the
    same period.
    """
    if one.start_year is None or other.start_year is None:
        return True
    if (one.start_year, one.end_year, one.open_ended) == (other.start_year, other.end_year, other.open_ended):
        return True
    if not (_is_level(one) and _is_level(other)):
        return False
    return _years(one)[0] <= _years(other)[1] and _years(other)[0] <= _years(one)[1]


def is_year_of(one: StatedFigure, level: StatedFigure) -> bool:
    """Tell whether one figure is for a single year of those that another is for each of."""
    if one.start_year is None or one.start_year != one.end_year or level.start_year is None or not _is_level(level):
        return False
    first, last = _years(level)
    return first < last and first <= one.start_year <= last


def is_within_period(part: StatedFigure, whole: StatedFigure) -> bool:
    """Tell whether the years of a part can lie within those of the whole."""
    if part.start_year is None or whole.start_year is None:
        return True
    first, last = _years(part)
    return _years(whole)[0] <= first and last <= _years(whole)[1]


def recipients_agree(one: StatedFigure, other: StatedFigure) -> bool:
    """Tell whether two figures can be for the same recipient: nothing stated agrees with anyone."""
    if UNKNOWN not in {one.geography_id, other.geography_id}:
        return one.geography_id == other.geography_id
    if UNKNOWN not in {one.organisation_id, other.organisation_id}:
        return one.organisation_id == other.organisation_id
    if not one.recipient_words or not other.recipient_words:
        return True
    shared = one.recipient_words & other.recipient_words
    return len(shared) * 2 > min(len(one.recipient_words), len(other.recipient_words))


def is_known_conflict(one: StatedFigure, other: StatedFigure) -> bool:
    """Tell whether two figures go to different places or organisations that the registers know."""
    return (one.geography_id != other.geography_id and UNKNOWN not in {one.geography_id, other.geography_id}) or (
        one.organisation_id != other.organisation_id and UNKNOWN not in {one.organisation_id, other.organisation_id}
    )


def _is_level(figure: StatedFigure) -> bool:
    return figure.is_annual or figure.open_ended


def _years(figure: StatedFigure) -> tuple[int, int]:
    start = figure.start_year or 0
    return start, 9999 if figure.open_ended or (
        figure.is_annual and figure.end_year is None
    ) else figure.end_year or start
