"""Is it public money given to a purpose, or a tax, fee, price, penalty or statistic?

Belongs here: the words that tell funding from other money, and the unit of a rate. How much it is belongs to `money`.
"""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Literal

from pipelines.text.money import Amount
from pipelines.text.passages import Passage
from pipelines.text.spans import Span

Kind = Literal["funding", "other"]


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


# Whatever else the sentence says, money near these words is no funding.
_NEVER_FUNDING = _any_of(
    # taxes and what they are counted from
    r"(?<!före\s)(?<!efter\s)skatt(?:e(?!verket|myndighet|pengar|medel|betalar)\w*|en|er)?\b",
    r"avdrag(?:et|en|s)?\b|arbetsgivaravgift|egenavgift|inkomst(?!länder)|\blön(?:en|er|erna)?\b",
    # limits
    r"basbelopp|fribelopp|tröskelvärde|beloppsgräns|pristak|nypris",
    # penalties and damages
    r"\bböter|\bvite[nt]?\b|sanktionsavgift|skadestånd|förlikning|kränkning",
    # crime and mistakes
    r"bedrägeri|felaktig|\bfusk|bidragsbrott|avsiktliga\s+fel|penningtvätt|brottsvinst",
    # business, trade and debt
    r"omsätt|intäkt|\bvinst(?:en|er)?\b|\bresultat(?:et)?\s+(?:efter|före|ökade|uppg)|portfölj|investeringar\s+i\s+Sverige",
    r"\bexport(?:en)?\b|\bimport(?:en)?\b|handeln?\b|bnp|skuld(?:en|er)?\b",
    # savings
    r"besparing|utgift\w*\s[^.]{0,80}\bminska",
    # others' money and goals
    r"samla\w*\s+in\b|mobilisera|finansieringsmål|\bmål(?:et)?\s+(?:på|om|omfattar|för)\b",
)
_RATHER_OTHER = _any_of(
    r"avgift|pris(?:et|er|erna|uppgift)?\b|hyr(?:a|an|or|orna)\b|\blån(?:et|en|a|ar)?\b|\bkosta[rd]?\b|värdet\b|beslag",
    r"lön(?:en|er|erna)?\b|(?:ex|im)porten\b|maxtak|gräns(?:en|er|erna|värde\w*)?\b|försäkring(?:en|ar)\b|överstig|understig|nedsättning",
)
_GIVING = (
    r"bidrag(?!sbrott|sfusk)|bidra[rs]?\b|bidrog|stöd|bistånd|anslag|medel\b|avs[äa]tt|fördela|tilldela|bevilja",
    r"utbetala|betala\w*\s+ut\b|skänk|doner|budget(?!ram)",
)
_FUNDING = _any_of(
    *_GIVING,
    r"satsa|satsning|anvisa|tillför|tillskott|tillskjut|skjut|finansier|disponera|resurser|använda\b",
    r"garanti|låneram|\wpenning(?:en)?\b|tillägg(?:et)?\b|bonus|pension(?:en)?\b",
)
# Sums in foreign money are mostly told of others' undertakings; these words tell of public money given.
_FOREIGN_FUNDING = _any_of(*_GIVING, r"\bprogram|facilitet|\bge[rs]?\b|\bgav\b")
_PARTIES = "person|anställd|elev|barn|hushåll|arbetsgivare|företag|kommun|plats|tillfälle|dag|vecka|månad|kalendermånad"
_RATE = re.compile(
    r"\s*(?:/\s*|(?:kronor\s+)?per\s+)(?P<unit>(?:(?:kalender|(?!(?:kalender)?månad)[a-zåäö]+(?:ad|at|ald|igt?))\s+)?[a-zåäöA-ZÅÄÖ]+"
    rf"(?:\s+och\s+(?:{_PARTIES})\b)?)",
)
_NOT_A_RATE = frozenset({"år", "året", "kalenderår", "budgetår"})
# The beginning of "i månaden" as well.
_TIMES = {"i månad": "månad", "i timmen": "timme", "i veckan": "vecka", "om dagen": "dag"}
_NEAR_BEFORE = 110
_NEAR_BEHIND = 32
# Behind these words stands what the money is for, which may well be taxes or losses.
_PURPOSE = re.compile(r"\s(?:för|till|på|av|åt|ska)\s")
_PURPOSE_FIRST = re.compile(r"För\s+att\s[^.]*?\b[Rr]egeringen\b")
_RATED_BEFORE = re.compile(r"\s*(?:/|per\s)\s*\w+(?:\s+\w+)?")
_IN_BRACKETS = re.compile(r"\s*\((?:\w+\s+){0,2}")


def kinds_of(text: str, passages: Sequence[Passage]) -> list[list[tuple[Kind, str | None]]]:
    """Say for each amount of each passage whether it is funding, and what it is per.

    An amount that nothing near it tells about is of the kind of the one before it in its block.

    Args:
        text: the document.
        passages: its passages, in order.

    Returns:
        Kind, and the unit of a rate other than per year ("passagerare"), None where it is no rate.
    """
    kinds: list[list[tuple[Kind, str | None]]] = []
    for _, of_block in groupby(passages, key=lambda passage: passage.prose_no):
        last: Kind | None = None
        for passage in of_block:
            read: list[tuple[Kind, str | None]] = []
            for amount, stretch in zip(passage.amounts, passage.stretches, strict=True):
                per = _rate(text, Span(amount.span.end, passage.sentence.end))
                told = _kind(text, passage.sentence, amount, stretch, rated=per is not None)
                if read and _IN_BRACKETS.fullmatch(text, stretch.start, amount.span.start):
                    # "40 miljoner kronor (3,6 miljoner euro)": the same money.
                    told = last
                elif told is None and amount.currency == "SEK":
                    told = last or _told_before(text, passage)
                last = told or _unless_told(amount, rated=per is not None)
                read.append((last, per))
            kinds.append(read)
    return kinds


def _kind(text: str, sentence: Span, amount: Amount, stretch: Span, *, rated: bool) -> Kind | None:
    """Give the kind that the words around an amount tell, None where they tell nothing."""
    start = stretch.start
    if purpose := _PURPOSE_FIRST.match(text, start, amount.span.start):
        start = purpose.end()
    elif rated_before := _RATED_BEFORE.match(text, start, amount.span.start):
        start = rated_before.end()
    near = text[max(start, amount.span.start - _NEAR_BEFORE) : amount.span.start]
    # What a rate is per ("per betald avgift") says nothing of the money.
    if not rated:
        behind = text[amount.span.end : min(stretch.end, amount.span.end + _NEAR_BEHIND)]
        near += " " + _PURPOSE.split(behind)[0]
    if _NEVER_FUNDING.search(near):
        return "other"
    given = _FOREIGN_FUNDING if amount.currency != "SEK" else _FUNDING
    if given.search(near):
        return "funding"
    if _RATHER_OTHER.search(near):
        return "other"
    whole = text[start : sentence.end]
    if given.search(whole):
        return "funding"
    return "other" if _NEVER_FUNDING.search(text, start, amount.span.start) else None


def _told_before(text: str, passage: Passage) -> Kind | None:
    """Give the kind of money that the sentence before speaks of, where it speaks of none that is given."""
    if passage.before is None or _FUNDING.search(text, *passage.before):
        return None
    return "other" if _NEVER_FUNDING.search(text, *passage.before) else None


def _unless_told(amount: Amount, *, rated: bool) -> Kind:
    return "other" if rated or amount.currency != "SEK" else "funding"


def _rate(text: str, after: Span) -> str | None:
    behind = " ".join(text[after.start : min(after.end, after.start + _NEAR_BEHIND)].split())
    for printed, unit in _TIMES.items():
        if behind.startswith(printed):
            return unit
    match = _RATE.match(text, *after)
    if match is None:
        return None
    unit = match["unit"]
    return None if unit.split()[0].lower() in _NOT_A_RATE else unit
