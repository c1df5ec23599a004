"""Does a bare "652 miljoner" count crowns, or people, tons and clicks?

Belongs here: the evidence around a magnitude that names no currency. How much an amount is belongs to `money`, what
kind of money it is to `kinds`.
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
    r"|betala\w*|använd\w*|använts|redan|inklusive|exklusive|totalt|sammanlagt|därefter|vilket|varav|plus|minus|de\s+kommande"
    r"|bidra[rs]?|bidrog|gå[rs]?|gick|öronmärk\w*|motsvarar|vardera|extra|riktas?|finns"
    r"|den|det|nu|i\s+år|år|20\d\d|\d)\b)",
    re.IGNORECASE,
)
_SPEAKS_OF_MONEY = re.compile(
    r"kron(?:or|a)|\bkr\b|mnkr|mdkr|\bmkr\b|tkr|satsa|satsning|avs[äa]tt|anslag|medel|budget|bidrag|stöd|tillför|tillskott"
    r"|finansier|investe|kostnad|kostar|tilldela|ersättning|biståndet|förstärk|betala|skatt|belopp|resurser|reform|pengar"
    r"|skjuter|får\b|lägger|ger\b",
    re.IGNORECASE,
)
# "19 miljoner får användas av Socialstyrelsen, 4 miljoner av Boverket": the user of the money, not what is counted.
_BY_A_USER = re.compile(r"\s+av\s+[A-ZÅÄÖ]")
_USED = re.compile(r"\banvänd\w*")
# What is counted may stand before the number: "antalet flyktingar uppgår till 1,6 miljoner".
_COUNTS_OTHERS = re.compile(
    r"\b(?:[Aa]ntal(?:et)?|befolkning\w*|invånar\w*|människor|flyktingar|personer|drabba\w*)\b[^.;:]*\Z"
)
_LOOK_BACK = 120


def money_in(text: str, block: Span, amounts: Iterable[Amount], *, on_money: bool) -> Iterator[Amount]:
    """Give the amounts that are money: with a currency, or bare in a text about money and counting nothing else.

    Args:
        text: the document.
        block: the block that holds the amounts.
        amounts: its amounts.
        on_money: whether the document states amounts with a currency elsewhere, so that its bare ones are read as such.
    """
    speaks_of_money: bool | None = None
    for amount in amounts:
        if amount.names_currency:
            yield amount
        elif _may_be_money(text, block, amount.span):
            if speaks_of_money is None:
                speaks_of_money = on_money or bool(_SPEAKS_OF_MONEY.search(text, *block))
            if speaks_of_money:
                yield amount


def _may_be_money(text: str, block: Span, amount: Span) -> bool:
    before = Span(max(block.start, amount.start - _LOOK_BACK), amount.start)
    if not _GOES_ON.match(text, amount.end, min(block.end, amount.end + 40)):
        return bool(_BY_A_USER.match(text, amount.end, block.end) and _USED.search(text, *before))
    return not _COUNTS_OTHERS.search(text, *before)
