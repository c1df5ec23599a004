"""What a number may be: the closed set of roles, and how forms, neighbouring words and structure decide on one.

Belongs here: the roles and the order in which the evidence counts. The evidence itself stands in `number_forms` and
`number_glue` (how a number is printed), `number_before`, `number_units` and `number_nouns` (the words beside it) and
`number_series` (the numbers beside it).
"""

from typing import Final

from pipelines.text.number_before import is_day, is_name, is_year, role_of_keyword, words_before
from pipelines.text.number_forms import LIST_MARK, Form, document_number_from, form_at
from pipelines.text.number_glue import role_of_glued
from pipelines.text.number_nouns import follows_amount_word, role_of_noun
from pipelines.text.number_units import role_of_unit

ROLES: Final[dict[str, str]] = {
    "figure": "an amount of money",
    "table_value": "a number in a table cell that is no money",
    "year": "a year, a span of years, a decade or a century",
    "date": "a day, a month or a week",
    "time": "a time of day",
    "duration": "so many years, months, days or hours",
    "age": "somebody's age",
    "percent": "a share in percent or permille",
    "count": "so many people or things, in digits or words",
    "measure": "a quantity with a unit (length, weight, power, rate), or an index",
    "ordinal": "a place in an order (5:e, plats 33, år 1 i planen)",
    "document_number": "the number of a law, bill, report, case or decision",
    "designation": "a number in a name, or that names one of a kind (covid-19, G20, klass 2)",
    "reference": "a place in a text, plan or budget: chapter, section, article, page, appropriation",
    "list_number": "the number of an item in an enumeration",
    "footnote_mark": "the mark of a footnote",
    "telephone": "a telephone number",
    "address": "a street or postal address",
    "account_number": "a bank account or a registration number of an organisation",
    "url": "part of a web or mail address",
    "encoded_data": "part of a picture that is printed in the text as letters",
    "unaccounted": "nobody knows",
}
"""Every role that a number can have, and what it means."""

# "Årskurs fyra", "steg två".
_NAMED_IN_WORDS = frozenset({"designation", "reference"})


def read_role(text: str, start: int, end: int) -> Form | None:
    """Tell the role of a number printed with digits from what stands in and around it.

    Args:
        text: the document.
        start: first character of the number.
        end: the one after its last.

    Returns:
        The role and how far the expression goes that the number is part of; None where nothing tells the role.
    """
    before = words_before(text, start)
    form = form_at(text, start, before)
    if form is not None:
        return form
    unit = role_of_unit(text, end, before)
    if unit is not None and unit.is_certain:
        return Form(unit.role, end) if unit.role else None
    role = (
        _role_of_line(text, start, end)
        or role_of_keyword(text, start, end, before)
        or (unit and unit.role)
        or role_of_glued(text, start, end, before)
        or role_of_noun(text, start, end, before)
    )
    if role is None and is_day(text, start, end, before):
        role = "date"
    if role == "document_number":
        return document_number_from(text, start)
    return Form(role, end) if role else None


def is_named(text: str, start: int) -> bool:
    """Tell whether a number that nothing else tells of is part of the name right before it: "Stridsfordon 90"."""
    before = words_before(text, start)
    return not follows_amount_word(before) and is_name(before) and not opens_line(text, start)


def read_word_role(text: str, start: int, end: int) -> str | None:
    """Tell the role of a number printed as a word by its unit, noun or keyword, None where nothing tells it."""
    before = words_before(text, start)
    unit = role_of_unit(text, end, before)
    if unit is not None:
        return unit.role or "unaccounted"
    if noun := role_of_noun(text, start, end, before):
        return noun
    named = role_of_keyword(text, start, end, before)
    return named if named in _NAMED_IN_WORDS else None


def _role_of_line(text: str, start: int, end: int) -> str | None:
    is_item = LIST_MARK.match(text, end) and not is_year(text[start:end]) and opens_line(text, start)
    return "list_number" if is_item else None


def opens_line(text: str, start: int) -> bool:
    """Tell whether nothing but the signs of a heading, list, quotation, link or bold type precede on the line."""
    floor = max(0, start - 16)
    left = max(floor, text.rfind("\n", floor, start) + 1, text.rfind("\r", floor, start) + 1)
    return (left == 0 or text[left - 1] in "\n\r") and not text[left:start].strip(" \t#*>[_(|\\+-–•")
