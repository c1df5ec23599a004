"""The constructions that give money to someone named before the amount ("X får …", "stödet till X uppgår till …").

Belongs here: what must stand before that party and between it and the amount. Those with the party behind the amount
stand in `recipient_behind`; which amounts share a recipient is the business of `recipients`.
"""

import re

from pipelines.text.recipient_clauses import ADVERBS, BODIES, ENABLED, MEANS, any_of
from pipelines.text.recipient_names import Party
from pipelines.text.spans import Span

_LONGEST_HEAD = 70
_GETTING = (
    r"får|fick|få|fått|erhåll\w*|erhöll|tar\s+emot|tilldela[ts]s?|tilldelades|tillför[ts]s?|tillfördes|tillföras"
    r"|tillskjut[ia]?[st]\w*|bevilja[ts]s?|beviljades|(?:för)?stärk[tas]?s|(?:för)?stärktes|ges|gavs|getts|kompenseras?"
    r"|disponera\w*|rekvirera\w*|använda|utöka[ts]s?|öka(?:s|ts|r)|höj[st]s?|kvalificera\s+sig|dela\s+på|investerar"
    r"|(?:an)?sök(?:a|er)|garanteras|stöttas"
)
_AUXILIARY = r"ska|skall|kan|kommer|kunde|bör|föreslås|beräknas|har"
_GETS = re.compile(rf"\b(?:{_GETTING})\b")
_GETS_BEFORE = re.compile(rf"\b(?:{_GETTING}|(?P<auxiliary>{_AUXILIARY}))\s+{ADVERBS}\Z", re.IGNORECASE)
_GIVES_BEFORE = re.compile(
    r"\b(?:ger|ge|gav|gett|givit|tilldelar?|tilldelat|beviljar?|beviljat|beviljade|tillför|tillföra|tillfört|anvisar?"
    r"|medge[rs]?(?:\s+att)?|bemyndigar?|ersätt[ea]r?|(?:ut)?betalar|erbjuder|garanterar|skänker|donerar)\s+(?:att\s+)?"
    rf"{ADVERBS}\Z",
    re.IGNORECASE,
)
_SUPPORTS_BEFORE = re.compile(
    r"\b(?:stött(?:ar?|at|ade)|stöd(?:er|jer|ja|de|jt)|stött|(?:för)?stärk(?:er|a|te|t)|kompensera[rt]?|utöka[rt]?"
    rf"|hjälp(?:a|er|t)|bidra(?:r|git)?\s+(?:nu\s+|också\s+|även\s+)?till|bidrog\s+till)\s+{ADVERBS}(?:arbetet\s+(?:hos|i|inom)\s+)?\Z",
    re.IGNORECASE,
)
_WITH_BEFORE = re.compile(r"\bmed\s+(?:[\w-]+\s+){0,2}\Z")
_WITH = re.compile(r"\b(?:med|genom)\b")
_PREPOSITION_BEFORE = re.compile(
    r"\b(?:i|på|för|av|till|från|med|hos|vid|om|mot|genom|via|enligt|under|mellan|åt|inom|efter|kring|än|utöver|bland"
    r"|tillsammans\s+med)\s+\Z",
    re.IGNORECASE,
)
_OBJECT_BEFORE = re.compile(r"\b(?:ska|skall|att|kan|bör)\s+(?:\w+\s+){0,2}\w+a\s+\Z", re.IGNORECASE)
# Behind a verb of getting: something else than the amount is got, or it is got for others.
_PASSED_ON = any_of(
    r"[;:](?!\s*\Z)|\buppdrag\b|\bansvara|\bregeringen\b|\bsom\b|\batt\s+(?:de|den|det|vi)\b|,\s+(?:men|medan)\b",
    r",\s+och\s+(?:regeringen|att|det|vi)\b|\b(?:för)?delar?\s+ut\b|\b(?:(?:om)?fördela|utbetala|bevilja|lämna|besluta|utfärda)\b",
    r"\b(?:teckna|utlysa|bidra|initiera|donera)\b|\b(?:åter|in)?betalar?\b|\b(?:ställa|låna)\s+ut\b|\batt\s*(?:(?:cirka|ca|drygt|högst|totalt|ytterligare|knappt|över)\s+)*\Z|\btillgång\b",
)
# Between a subject and its verb of getting: another clause with another subject.
_OTHER_SUBJECT = any_of(r"[;:]|\bregeringen\b|\b(?:vi|sverige)\b|,\s+(?:men|medan)\b|\b(?:föreslår|avsätter)\b")
_ANOTHER_SENTENCE = re.compile(r"[;:]|\bär\s+en\s+del\b")
_FUNDS = (
    r"\w*(?:stöd(?:et|en|s)?|(?:bidrag|anslag|tillskott)(?:et|en)?|paket(?:et)?|ram(?:en)?|garantier(?:na)?|finansiering(?:en)?"
    r"|satsning(?:en|ar|arna)?|(?:förstärkning|betalning|ökning)(?:en|ar)?|kostnad(?:er|erna|en)?)"
    r"|medel|medlen|bistånd(?:et)?|(?:resurser|pengar)(?:na)?|nivån?|bemyndigande(?:t|na)?|ersättning(?:en|ar|arna)?"
    r"|överföring(?:ar|en)?|(?:tilldelning|höjning)(?:en)?|regleringsbrev\w*"
)
_FUNDS_TO_BEFORE = re.compile(
    rf"\b(?:{_FUNDS})\b(?:\s+(?!(?:och|att|samt)\b)[\w-]+){{0,4}}?\s+(?:till|åt)\s+{ADVERBS}\Z", re.IGNORECASE
)
_FUNDS_FOR_BEFORE = re.compile(
    r"\b(?:\w*anslag(?:et|en)?|\w*bemyndigande(?:t|na|ram)?|(?<!inom\s)\bramen|ersättning)\s+för\s+\Z", re.IGNORECASE
)
_TO_BEFORE = re.compile(rf"\btill\s+{ADVERBS}\Z", re.IGNORECASE)
_PAID = re.compile(
    r"\b(?:avsätt|avsatt|utbetal|betala|(?:om)?fördela|tillför|överför|anvisa|reservera|(?:går|gå|gick|lämna[ts]?|ge[rs]?|avse[rs]?)\b)"
)
# "skänka materiel till X till ett värde av"
_VALUED = re.compile(r"\s+(?:[\w-]+\s+){0,2}?till\s+ett\s+(?:\w+\s+)?(?:belopp|värde)\s+(?:av|på|om)\b")
_SUBORDINATE = re.compile(r"\b(?:när|medan|eftersom|sedan|då)\b")
_OWN_FUNDS = re.compile(
    r"(?::?s)?\s+(?:(?!(?:för|till|på|i|av|om|som|att|och|med)\b)[\w-]+\s+){0,3}?"
    r"(?:\w*(?:anslag|ram|budget|bemyndigande|medel"
    r"|resurser|verksamhet|kostnader|insatser|tilldelning|ekonomi|uppgift|utlåning))(?:et|en|na|ar|er|erna|t)?\b"
)
_DONATED = re.compile(r"(?::?s)?\s+(?:[\w-]+\s+){0,4}givare\b.*\bbidra")
_IMPROVES_BEFORE = re.compile(r"\b(?:stärka|förbättra|öka|förstärka)\s+\Z")
_COMPENSATES_BEFORE = re.compile(r"\batt\s+kompensera\s+\Z", re.IGNORECASE)
_COMPRISES_BEFORE = re.compile(r"\bomfattar\s+för\s+\Z")
_REQUESTED_BEFORE = re.compile(r"\brekvisition(?:er)?\s+från\s+\Z", re.IGNORECASE)
_TOLD_BEFORE = (_FUNDS_FOR_BEFORE, _REQUESTED_BEFORE, _COMPENSATES_BEFORE, _COMPRISES_BEFORE)
_SO_THAT_BEFORE = re.compile(r"\bför\s+att\s+\Z", re.IGNORECASE)
_FOR_BEFORE = re.compile(r"(?:\A|,\s|\boch\s|[.–]\s)\s*för\s+\Z", re.IGNORECASE)
_MEANT = re.compile(
    r"(?:\s+(?:med|i|utan)\s+[^,;:.]{1,40}?)?\s+(?:[\w-]+\s+){0,2}?(?:ökar|höjs|höjer|motsvarar|föreslås|avsätts|beräknas|uppgår"
    r"|innebär|blir|fördubblar|omfattar|stärker|kan)\b"
)


def is_subject(text: str, party: Party, amount: Span) -> bool:
    """Tell whether someone before an amount is said to get it: "X får …", "får X använda …", "ger X …"."""
    gap, head = text[party.span.end : amount.start], _head(text, party)
    if party.genitive:
        # "stödjer föreningarnas arbete med"
        return bool(_SUPPORTS_BEFORE.search(head) and _WITH_BEFORE.search(gap)) and not _PASSED_ON.search(gap)
    if _SO_THAT_BEFORE.search(head):
        return False
    if _GIVES_BEFORE.search(head):
        return not _PASSED_ON.search(gap)
    if _SUPPORTS_BEFORE.search(head):
        return bool(_WITH.search(gap)) and not _PASSED_ON.search(gap)
    verbs = list(_GETS.finditer(gap))
    got = gap[verbs[-1].end() :] if verbs else gap
    if _PASSED_ON.search(got) or _OTHER_SUBJECT.search(gap[: len(gap) - len(got)]):
        return False
    if inverted := _GETS_BEFORE.search(head):
        # "får X i uppdrag att använda": what follows the party counts too.
        return not _PASSED_ON.search(gap) and bool(verbs or not inverted["auxiliary"])
    return bool(verbs) and not _PREPOSITION_BEFORE.search(head) and not _OBJECT_BEFORE.search(head)


def gets_before(text: str, party: Party, amount: Span) -> bool:
    """Tell whether someone before an amount has or gets what is that large: "stödet till X uppgår till …"."""
    gap, head = text[party.span.end : amount.start].removeprefix(":"), _head(text, party)
    if _FUNDS_TO_BEFORE.search(head):
        vague = party.kind == "person" or (party.kind == "unknown" and party.genitive)
        return not vague and not _ANOTHER_SENTENCE.search(gap)
    if party.genitive:
        if MEANS.match(gap) and _IMPROVES_BEFORE.search(head):
            return True
        owns = _OWN_FUNDS.match(gap) and not _PASSED_ON.search(gap.replace("uppdrag", ""))
        return party.kind != "person" and bool(owns or _DONATED.match(gap))
    if _ANOTHER_SENTENCE.search(gap):
        return False
    if any(told.search(head) for told in _TOLD_BEFORE):
        return True
    if _TO_BEFORE.search(head) and (_VALUED.match(gap) or (_PAID.search(gap) and not _SUBORDINATE.search(gap))):
        return True
    if _SO_THAT_BEFORE.search(head):
        return party.kind in BODIES and bool(ENABLED.match(gap))
    return bool(_FOR_BEFORE.search(head)) and bool(_MEANT.match(gap))


def _head(text: str, party: Party) -> str:
    """Give the text before a party, from the start of its line at most."""
    return text[max(0, party.lead - _LONGEST_HEAD) : party.lead].rpartition("\n\n")[2]
