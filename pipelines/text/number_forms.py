"""Numbers whose form tells what they are: dates, times, document numbers, telephone numbers, web addresses.

Belongs here: whole expressions that begin with a digit, and stretches of a text that are no language. Document numbers
follow Ds 2014:1 ("Gröna boken"): SFS 2018:218, prop. 2017/18:1, SOU 2018:5, dnr S2018/01234/FS; acts of the European
Union are numbered 2016/679, 1408/71 and 2004/8/EG, its cases C-341/05, its proposals COM(2023) 273.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipelines.text.number_before import Before, is_year

_YEAR = r"(?:19|20)\d\d"
MONTH = (
    r"(?:(?i:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|january|february|march|may|june|july|august|october"
    r"|janvier|février|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|januar|februar|märz|juni|oktober|dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre"
    r"|noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro)\b"
    r"|(?:jan|feb|febr|mar|apr|jun|jul|aug|sep|sept|okt|oct|nov|dec)\b\.?)"
)
_DAY = r"\d{1,2}(?::[ae]|\.|st|nd|rd|th)?"
_DASH = r"\s?[-–—]\s?"
# "2017/2018", told from the number of an act by whether the one year follows the other.
_SCHOOL_YEAR = rf"{_YEAR}/{_YEAR}(?![\d:/-])"
_NO_MORE = r"(?![\d/:]|[.,]\d)"

# In order: the first that matches counts. The names of the groups are roles.
_FORM = re.compile(
    # The day and month before the year; "5–7 juni", "den 5 och 6 juni", "5 juni–7 juli" one after the other.
    rf"(?P<date>{_DAY}(?:{_DASH}(?:den\s)?{_DAY}|\s?(?:,|och|eller|samt|till|and)\s(?:den\s)?{_DAY}){{0,6}}"
    rf"\s{{0,3}}(?:i\s|of\s|de\s)?{MONTH}(?:,?\s{_YEAR}\b)?"
    rf"|{_YEAR}[-–](?:0[1-9]|1[0-2])[-–](?:[0-2]\d|3[01]){_NO_MORE}"
    rf"|{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)"
    rf"|\d{{1,2}}/(?:1[0-2]|0?[1-9])[\s-]+{_YEAR}\b)"
    # Numbers of documents whose form is theirs alone.
    r"|(?P<document_number>"
    r"(?:1[5-9]|20)\d\d/(?:\d\d){1,2}:\s?[^\W\d_]{0,8}\s?\d+(?:[.:]\d+)?"
    r"|(?:1[5-9]|20)\d\d\*{0,2}:\*{0,2}\s?[^\W\d_]{0,6}\d+(?:[-–]\d+)?(?::\d+)?|(?:19|20)\d\d:[A-ZÅÄÖ]{1,2}\b"
    r"|\d{1,4}/\d{1,4}/(?:EU|EG|EEG|EC|EEC|RIF|GUSP|FRG|KSG|JHA|CFSP|Euratom|EKSG)\b"
    rf"|{_YEAR}/\d+/[A-ZÅÄÖ][\w-]*+(?:/[\w-]++)?"
    rf"|(?!{_SCHOOL_YEAR})(?:19|20)\d\d/\d{{3,6}}(?:-\d{{1,4}})?(?:/[A-ZÅÄÖ]\w*)?"
    # The dash of "2028–2034" lost before the number of a document.
    r"|(?:19|20)\d\d(?:19|20)\d\d/\d\d:\s?[A-Z]{0,6}\d+"
    rf"|(?!{_SCHOOL_YEAR})\d{{3,4}}/(?:19\d\d|20[0-4]\d|[6-9]\d)\b)"
    # "2017/18" is a year of parliament; whether "2005/06" or "2005-09" is one is told by its parts.
    rf"|(?P<year>(?:19[5-9]|20[0-4])\d(?:199\d|20[0-4]\d)(?![\d/:]))"
    rf"|(?P<years>(?P<first>{_YEAR})[/–-](?P<last>\d\d(?:\d\d)?)(?![\d:/]))"
    r"|(?P<time>(?:[01]?\d|2[0-4])[.:][0-5]\d(?:\s?[-–]\s?|\s+till\s+|\s+och\s+)(?:[01]?\d|2[0-4])[.:][0-5]\d(?!\d)"
    r"|(?:[01]?\d|2[0-3])[.:][0-5]\d(?!\d)(?:\s?(?:[ap]\.?m\b|CET|CEST|GMT|UTC)))"
    r"|(?P<telephone>0\d{1,3}[ \u00a0]?[-–/][ \u00a0]?\d{2,3}(?:[ \u00a0-]?\d{2,3}){1,4}(?!\d)"
    r"|07\d\d? ?\d{2,3}(?: ?\d{2,3}){2,3}(?!\d)|1177(?!\d))"
    r"|(?P<address>\d{5}\s(?=[A-ZÅÄÖ][a-zåäö])|\d{1,3}\s(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Ss]treet)\b"
    r"|\d{3}[ \u00a0]\d\d[ \u00a0]{1,2}[A-ZÅÄÖ][a-zåäöA-ZÅÄÖ]+)"
    r"|(?P<account_number>\d{6}[-–]\d{4}(?!\d))"
    r"|(?P<reference>\d{1,3}\s?[a-z]?\s?(?:kap(?:\.|\b)|§)|\d{1,2}:\d{1,3}(?:\.\d+)?(?![\d:/])|\d+(?:\.\d+){2,5}(?!\d))"
    r"|(?P<day_of_month>(?:[0-2]?\d|3[01])/(?:1[0-2]|0?[1-9])(?![\d/]))"
)
# An area code in brackets, or a country's code.
_TELEPHONE_AFTER_SIGN = re.compile(r"\d{1,3}[\s()-]*(?:\(0\)\s?)?\d{1,3}(?:[\s-]{0,3}\d{2,3}){1,4}")
_TIME = re.compile(r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?(?:\s?[-–]\s?(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?)?(?!\d)")
_TIME_OF_LINE = re.compile(r"(?:[01]\d|2[0-3])[.:][0-5]\d(?!\d)")
_CASE = re.compile(r"\d{1,4}/\d\d(?:\d\d)?(?!\d)(?:\sP(?:PU)?\b)?")
_ACT = re.compile(r"\d{1,4}/\d{1,4}(?!\d)")
LIST_MARK = re.compile(r"\\?(?:[.)](?=[\s*_\\])|(?:\.\d{1,2}){1,3}\.?\s+(?=[A-ZÅÄÖ]))")
"""What ends the number of an item of an enumeration."""

_COURT_PREFIXES = ("C-", "T-", "C‑", "T‑", "F-", "C–")
_OF_ACTS = frozenset(
    {"eu", "eg", "eeg", "ec", "euratom", "gusp", "rif", "nr", "no", "ramdirektiv"}
    | {"direktiv", "direktivet", "direktiven", "förordning", "förordningen", "förordningar"}
)
_CLOCK = frozenset({"kl", "klockan", "tid"})
_PROPOSAL_SERIES = ("com", "kom", "sec", "swd", "join", "com(", "kom(", "swd(", "sec(", "join(")
_PROPOSAL = re.compile(r"(?:19|20)\d\d\)\s?\d{1,5}(?:/\d+)?")
_DOCUMENT_NUMBER = re.compile(r"\d+(?:[/:.–-]\d+)*")


class Form(NamedTuple):
    """What the number that begins an expression is, and where the expression ends."""

    role: str
    end: int


def form_at(text: str, start: int, before: Before) -> Form | None:
    """Tell the role of a number by its form, None where that tells nothing."""
    if told := _told_by_word(text, start, before):
        return told
    match = _FORM.match(text, start)
    if match is None:
        return _of_line(text, start)
    role = match.lastgroup or ""
    if role in {"last", "years"}:
        return _years(text, start, match, before)
    if role == "day_of_month":
        return _fraction_or_day(text, start, match, before)
    if role == "reference" and (clock := _TIME_OF_LINE.match(text, start)) and _opens(text, start):
        return Form("time", clock.end())
    return Form(role, match.end())


def _told_by_word(text: str, start: int, before: Before) -> Form | None:
    """Read the forms that are theirs only after a certain word or sign."""
    glued, word = before.glued, before.word
    if (word in _CLOCK or glued.endswith("kl.")) and (clock := _TIME.match(text, start)):
        return Form("time", clock.end())
    if glued.endswith(_COURT_PREFIXES) and (case := _CASE.match(text, start)):
        return Form("document_number", case.end())
    if glued.endswith("+") and (phone := _TELEPHONE_AFTER_SIGN.match(text, start)):
        return Form("telephone", phone.end())
    if (word in _PROPOSAL_SERIES or glued.lower() in _PROPOSAL_SERIES) and (act := _PROPOSAL.match(text, start)):
        return Form("document_number", act.end())
    return None


def document_number_from(text: str, start: int) -> Form:
    """Give the whole of a document's number, known as such by a keyword: "dnr 12/345-6"."""
    match = _DOCUMENT_NUMBER.match(text, start)
    return Form("document_number", match.end() if match else start + 1)


def _of_line(text: str, start: int) -> Form | None:
    """Read a programme: lines that open with a time."""
    clock = _TIME_OF_LINE.match(text, start)
    return Form("time", clock.end()) if clock and _opens(text, start) else None


def _opens(text: str, start: int) -> bool:
    return not text[text.rfind("\n", max(0, start - 8), start) + 1 : start].strip(" *|-•") if start else True


def _years(text: str, start: int, match: re.Match[str], before: Before) -> Form | None:
    first, last = int(match["first"]), int(match["last"])
    is_slash = match["years"][4] == "/"
    follows = last == first + 1 or last == (first + 1) % 100
    if is_slash and not follows:
        # Numbers of acts and cases: 2016/679 is told by its form, 2004/83 by what it follows or by its glue.
        return Form("document_number", match.end())
    if is_slash and (before.glued[-1:].isalpha() or before.word in _OF_ACTS):
        return Form("document_number", match.end())
    if not is_slash and len(match["last"]) == 2 and last <= 12 and last <= first % 100:
        return Form("date", match.end())
    return Form("year", match.end()) if is_year(text[start : start + 4]) else None


def _fraction_or_day(text: str, start: int, match: re.Match[str], before: Before) -> Form | None:
    if before.word in _OF_ACTS:
        act = _ACT.match(text, start)
        return Form("document_number", act.end() if act else match.end())
    if before.glued[-1:].isalpha():
        return None
    return Form("date", match.end())


_LINK = re.compile(r"\]\((?!data:)(?:[^\s()]|\([^\s()]{0,200}\)){0,3000}")
_WEB = re.compile(r"(?:https?://|www\.)[^\s)>\]\"]{1,3000}", re.IGNORECASE)
_HOST = re.compile(r"[\w-]+\.[\w.-]+")
_NAME = re.compile(r"[\w.+-]*\Z")
_LONGEST_NAME = 64
_ENCODED = re.compile(r";base64,[A-Za-z0-9+/=%]*+")


def regions(text: str) -> Iterator[tuple[int, int, str]]:
    """Give the stretches of a text that are no language, with the role of the numbers in them; they may overlap."""
    if ";base64," in text:
        for match in _ENCODED.finditer(text):
            yield (*match.span(), "encoded_data")
    if "](" in text:
        for match in _LINK.finditer(text):
            yield (*match.span(), "url")
    if "://" in text or "www." in text or "WWW." in text:
        for match in _WEB.finditer(text):
            yield (*match.span(), "url")
    for at in re.finditer("@", text):
        host = _HOST.match(text, at.end())
        if host:
            yield (_start_of_name(text, at.start()), host.end(), "url")


def _start_of_name(text: str, at: int) -> int:
    left = max(0, at - _LONGEST_NAME)
    name = _NAME.search(text, left, at)
    return name.start() if name else at
