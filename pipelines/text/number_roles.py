"""What a number that is no money may be, told by its form and the words beside it.

Belongs here: the patterns, each a statement about Swedish text that is true of every document. `ledger` applies them.
Document numbers follow Ds 2014:1 ("Gröna boken"): SFS 2018:218, prop. 2017/18:1, SOU 2018:5, dnr S2018/01234/FS.
"""

import re

from pipelines.text.numerals import DIGITS, GROUP_SPACES

_YEAR = r"(?:19|20)\d\d"
_MONTH = "(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
# Read as a whole and from its first digit only: parts of a number are none, and long runs of digits cost no more.
_NUMBER = rf"(?<!\d)(?>{DIGITS})"
_UNIT_OF_MEASURE = (
    r"(?:km|m|cm|mm|mil|meter|kilometer|kvadratmeter|kvm|m2|hektar|ha|ton|kg|kilo|gram|g|liter|l|kWh|MWh|GWh|TWh|MW|GW|kW"
    r"|W|°C|grader|kubikmeter|m3|dB|Mbit/s|Gbit/s|min|minuter|timmar|dagar|veckor|månader|år|års)"
)
# A number before one of these does not count what follows.
_FUNCTION_WORD = (
    r"(?:och|eller|samt|som|att|är|var|har|hade|kan|ska|skall|men|för|till|från|under|över|med|utan|vid|via|per|än|när"
    r"|där|då|om|i|på|av|inte|även|också|enligt|respektive|den|det|de|en|ett|vi|man|ger|får)\b"
)
# Well-formed amounts are figures; what is left before these is no count of crowns but an amount that was not read.
_MAGNITUDE = r"(?:tusen|miljon(?:er)?|miljard(?:er)?|biljon(?:er)?)"
_MONEY = rf"(?:{_MAGNITUDE}\s+)?(?:kron(?:or|orna|an|a)|kr|öre|euro|dollar)\b"
_NUMBERED_THING = (
    r"(?:(?i:utgiftsområde|anslag(?:et|en)?|anslagspost(?:en|er)?|kapitel|kap\.?|artikel|art\.?|sid(?:an|a|orna)?|s\.|bilaga"
    r"|punkt(?:en)?|avsnitt|tabell|diagram|figur|steg|del|fas|nivå|kategori|klass|årskurs(?:erna)?|mål|agenda|etapp"
    r"|nummer|nr|version|riksväg|väg)|E)"
)
_DOCUMENT_SERIES = r"(?i:SFS|prop\.?|bet\.?|rskr\.?|dir\.?|dnr|Ds|SOU|skr\.?|artikel|nr|COM|KOM|diarienummer)"

# Whole expressions, the more telling first: a digit keeps the first role that claims it.
_PATTERNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "url",
        (
            r"(?:https?://|www\.)[^\s)>\]]+",
            r"\]\([^()\s]{0,1000}\)",
            r"(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.]+",
            r"(?<![\w-])[\w-]++\.(?:se|eu|com|org|nu)\b(?:/\S*)?",
        ),
    ),
    (
        "identifier",
        (
            r"\b[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,4}\s?(?:19|20)?\d\d(?:\d\d)?/\d+(?:/[A-ZÅÄÖ]\w*)*",
            rf"\b{_DOCUMENT_SERIES}\s*\(?{_YEAR}(?:/\d\d(?:\d\d)?)?:\w+(?:[.:]\d+)*",
            rf"\b{_YEAR}(?:/\d\d(?:\d\d)?)?:[A-ZÅÄÖa-zåäö]{{0,6}}\d+\b",
            r"\b(?:EU|EG|EEG|Euratom)?\s?\(?(?:EU|EG|EEG)?\)?\s?(?:nr\s)?\d{1,4}/(?:19|20)?\d{2,4}(?:/(?:EU|EG|EEG))?\b",
            r"\b[A-ZÅÄÖ]+[a-zåäö]?-?\d+[A-Z\d-]*\b",
            r"\b\d+[A-ZÅÄÖ]{2,}\b",
            r"\b[A-Za-zÅÄÖåäö]{3,}-\d{1,3}\b",
        ),
    ),
    (
        "contact",
        (
            r"(?:\+46|\b0[1-9]\d{0,2})[\s()-]*(?:\(0\)\s?)?\d{1,3}(?:[\s-]?\d{2,3}){1,4}\b",
            r"\b\d{3}\s?\d{2}\s+[A-ZÅÄÖ]\w+",
        ),
    ),
    ("list_number", (r"(?m:^[ \t]*\(?\d{1,2}[.)](?=\s))",)),
    (
        "reference",
        (
            rf"\b{_NUMBERED_THING}\s*\d+(?:[.:]\d+)*(?:\s?(?:[–-]|och|,)\s?\d+(?:[.:]\d+)*)*",
            r"\b\d+\s?(?:kap\.?|§+)(?:\s*\d+\s?§+)?",
            r"(?<!§)§++\s?\d+",
            r"\b\d+:\d+\b",
        ),
    ),
    (
        "date",
        (
            rf"\b\d{{1,2}}(?:\s?[–-]\s?\d{{1,2}}|\s+och\s+\d{{1,2}})?\.?\s+{_MONTH}(?:\s+{_YEAR})?\b",
            rf"\b{_MONTH}\s+{_YEAR}\b",
            rf"\b{_YEAR}-\d\d(?:-\d\d)?\b",
            r"\b\d{1,2}/\d{1,2}(?:[\s-]+(?:19|20)?\d\d)?\b",
        ),
    ),
    (
        "time",
        (
            r"\b(?i:kl\.?|klockan)\s*\d{1,2}(?:[.:]\d\d)?(?:\s?[–-]\s?\d{1,2}(?:[.:]\d\d)?)?",
            r"\b\d{1,2}[.:]\d\d\s?[–-]\s?\d{1,2}[.:]\d\d\b",
        ),
    ),
    (
        "percent",
        (rf"(?:{_NUMBER}\s?(?:[–-]|till|och|respektive|eller)\s?)?{_NUMBER}\s?(?:%|‰|procent\w*|promille)",),
    ),
    ("year", (rf"\b{_YEAR}/(?:19|20)?\d\d\b", rf"\b(?:{_YEAR}|\d0)-?talet\b", rf"\b{_YEAR}\b")),
    ("ordinal", (r"\b\d+:(?:a|e|an|en)\b",)),
    ("age", (rf"\b{_NUMBER}(?:\s?[–-]\s?\d+)?[\s-](?:år|åring\w*|års\w*)\b",)),
    ("measure", (rf"\b{_NUMBER}(?:\s?[–-]\s?{_NUMBER})?[\s-]?{_UNIT_OF_MEASURE}\b",)),
    ("footnote_mark", (r"\[\d{1,2}\]", r"(?<=[a-zåäö.])\d\)")),
    (
        "count",
        (
            # Not the last digits of a number with malformed grouping: what that counts, if anything, is not known.
            rf"(?<!\d[{GROUP_SPACES}])\b{_NUMBER}\s+(?!{_MONEY})(?:{_MAGNITUDE}\s+)?(?!{_FUNCTION_WORD})[a-zåäö]{{2,}}",
            r"\b\d+-tals?\b",
            rf"\b{_NUMBER}\s?(?:–|-|till|och|eller|av|respektive)\s?{_NUMBER}\s+(?!{_FUNCTION_WORD})[a-zåäö]{{3,}}",
        ),
    ),
)

ROLE_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE if role == "url" else 0))
    for role, patterns in _PATTERNS
)
"""Roles and what their numbers look like, in order of precedence."""
