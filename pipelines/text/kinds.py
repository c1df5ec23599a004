"""Is it money at all, and is it public money given to a purpose, or a tax, fee, price or statistic?

Belongs here: the words that tell funding from other money, a bare "miljoner" of crowns from one of people, and the unit
of a rate. How much it is belongs to `money`.
"""

import re
from collections.abc import Iterable, Iterator

from pipelines.text.money import Amount
from pipelines.text.spans import Span

# After a bare magnitude these words go on about the money; any other lower-case word is most likely what is counted
# ("miljoner människor", "miljoner ton").
_GOES_ON = re.compile(
    r"\s*(?:\Z|[.,;:!?)\]»”\"–—*|-]|(?:till|för|på|i|under|per|om|från|som|och|att|har|är|ska|skall|kommer|kan|får|går|respektive"
    r"|av\s+(?:dessa|detta|medlen|de|dem)|extra|ytterligare|mer|mindre|årligen|varje|inom|med|mot|vid|via|genom|då|när|samt|eller|men"
    r"|så|över|utöver|nästa|fördel\w+|satsa\w*|avs[äa]tt\w*|tillför\w*|tilldela\w*|skjut\w*|beräkna\w*|föreslå\w*|läggs?|lagts"
    r"|betala\w*|används|använts|redan|inklusive|exklusive|totalt|sammanlagt|därefter|vilket|varav|plus|minus|de\s+kommande"
    r"|den|det|nu|i\s+år|år|20\d\d|\d)\b)",
    re.IGNORECASE,
)
_SPEAKS_OF_MONEY = re.compile(
    r"kron(?:or|a)|\bkr\b|mnkr|mdkr|\bmkr\b|tkr|satsa|satsning|avs[äa]tt|anslag|medel|budget|bidrag|stöd|tillför|tillskott"
    r"|finansier|investe|kostnad|kostar|tilldela|ersättning|biståndet|förstärk|betala|skatt|belopp|resurser|reform|pengar"
    r"|skjuter|får\b|lägger|ger\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"skatt(?:en|er|ebas|esats|elättnad|skyldig|eplikt|ehöjning)?\b|skattereduktion|avgift|pris(?:et|er|erna)?\b|prisbasbelopp|\blön(?:en|er)?\b"
    r"|löne|fribelopp|\bböter|sanktion|vite\b|skuld|omsätt|\bköp(?:a|er|te|s)?\b|hyra|hyror|inkomst|export|import|handel"
    r"|bnp|lån(?:et|en|a|ar)?\b|kreditgaranti|garanti|intäkt|vinst|besparing|kostnad(?:en|er|erna)?\b|kosta[rd]?\b|värde[rt]?\b"
    r"|penningtvätt|bedrägeri|brottsvinst|beslag|maxtak|gräns(?:en|belopp)?\b|försäkring|avdrag|utgifter\w*\s+\w+\s+minska",
    re.IGNORECASE,
)
_FUNDING = re.compile(
    r"satsa|satsning|avs[äa]tt|anslag|anvisa|bidrag|stöd|tillför|tillskott|tillskjut|finansier|tilldela|förstärk|medel\b"
    r"|beviljar|disponera|bistånd|budget|resurser|utbetala|använda\b|stärk|fördela|skjut|reform",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\s*(?:/\s*|(?:kronor\s+)?(?:per|om|i)\s+)(?P<unit>(?:(?:påbörjad|kalender)\s*)?[a-zåäöA-ZÅÄÖ]+(?:\s+och\s+(?!år\b)[a-zåäö]+)?)",
)
_NOT_A_RATE = frozenset({"år", "året", "kalenderår", "budgetår"})
_TIMES = {"i månaden": "månad", "i timmen": "timme", "i veckan": "vecka", "om dagen": "dag", "i månad": "månad"}


def money_in(text: str, block: Span, amounts: Iterable[Amount]) -> Iterator[Amount]:
    """Give the amounts that are money: with a currency, or in a block about money and counting nothing else."""
    speaks_of_money: bool | None = None
    for amount in amounts:
        if amount.names_currency:
            yield amount
        elif _GOES_ON.match(text, amount.span.end, min(block.end, amount.span.end + 40)):
            if speaks_of_money is None:
                speaks_of_money = bool(_SPEAKS_OF_MONEY.search(text, *block))
            if speaks_of_money:
                yield amount


def is_funding(text: str, sentence: Span, amount: Amount) -> tuple[bool, str | None]:
    """Tell whether an amount is public money given, set aside, proposed or paid, and give the unit of its rate.

    Returns:
        Whether it is funding, and what it is per ("passagerare") where it is a rate other than per year.
    """
    per = _rate(text, Span(amount.span.end, sentence.end))
    before = text[sentence.start : amount.span.start]
    near = before[-80:] + text[amount.span.end : min(sentence.end, amount.span.end + 50)]
    other, funding = _OTHER.search(near), _FUNDING.search(before + text[amount.span.end : sentence.end])
    if per is not None:
        return bool(funding and not other), per
    return not other or bool(funding), None


def _rate(text: str, after: Span) -> str | None:
    for printed, unit in _TIMES.items():
        if text[after.start : after.end].lstrip().startswith(printed):
            return unit
    match = _RATE.match(text, *after)
    if match is None or not re.match(r"\s*(?:/|(?:kronor\s+)?per\s)", text[after.start : after.end]):
        return None
    unit = match["unit"]
    return None if unit.split()[0].lower() in _NOT_A_RATE else unit
