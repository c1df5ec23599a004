"""The constructions that give money to someone named behind the amount ("… till X", "… får användas av X").

Belongs here: what must stand between the amount and that party, and behind it. Those with the party before the amount
stand in `recipient_before`; which amounts share a recipient is the business of `recipients`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.text.recipient_clauses import ADVERBS, BODIES, ENABLED, MEANS, any_of
from pipelines.text.recipient_names import Party
from pipelines.text.spans import Span

# Between an amount and a party behind it, up to the party.
_TO = re.compile(rf"\b(?:till|åt)\s+{ADVERBS}\Z", re.IGNORECASE)
# Before a "till" that leads to no recipient.
_NO_TO = any_of(
    # reports, applications and money that goes back
    r"redovis|rekvisition|återbetal|betalas\s+tillbaka|rapport|inlämn|inkom|överläm|senast|\bansökan?\b|\bställ\w*\b|vänd(?:a|er)\b",
    # nouns that take "till" by themselves
    r"tillgång\b|\brätt\b|koppl|hänsyn|förhållande|anledning|upphov|\btack\b|tillstånd|\bexport|\bmål\b|sekonder",
    r"\bväg\w*\s+till|\bmöjlighet\w*\s+till|res(?:a|or)\s+till|\binsatser\s+till",
    # verbs that do, and comparisons
    r"\bled(?:a|er|de)\b|\bbidra[rs]?\b|\bköp|skänka|ansl[uö]t|jämför|uppgå|\bkunna\b|\bbehöv|\bär\b|\b(?:fram|upp)\b",
    # other clauses, amounts and givers
    r"[;:]|\bvilken\b|\bdär\b|\bnär\b|\bvarav\b|\boch\s+(?:\w+\s+)?(?:\w*(?:stöd|anslag|bidrag)et|medlen)\b|\bsamt\s+att\b|\d\s*(?:kronor|procent)",
    r"(?<!flyttas\s)(?<!överförs\s)(?<!omfördelas\s)(?<!stöd\s)\bfrån\b",
)
_SERVICE = re.compile(r"\bstöd\b", re.IGNORECASE)
_FOR_BODY = re.compile(r"försvar|organisation|länsstyrels|region|kommun|civilsamhäll", re.IGNORECASE)
_ACADEMIC = re.compile(r"universitet|högskol|lärosät|Chalmers|institut", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Behind:
    """A construction with the party behind its amount.

    Attributes:
        between: all that may stand between them.
        kinds: kinds of parties that it fits.
        genitive: whether the party must (True) or must not (False) stand in the genitive; None for both.
        after: what must follow the party.
        named: what the party's own words must hold.
    """

    between: re.Pattern[str]
    kinds: frozenset[str] = frozenset({"known", "unknown", "body", "person"})
    genitive: bool | None = None
    after: re.Pattern[str] = re.compile("")
    named: re.Pattern[str] = re.compile("")


_STRONG = (
    _Behind(  # "… tillförs X", "… beviljas X"
        re.compile(
            r"(?:[^.;:]{0,90}?\s)?(?:tillför(?:s|as|des|ts)?|tilldela(?:s|des|ts)?|bevilja(?:s|des|ts)|tillfaller|ges"
            r"|tillgodoförs)\s+"
        ),
        genitive=False,
    ),
    _Behind(  # "… får användas av X"
        re.compile(
            r"[^;:]{0,170}?\b(?:användas?|använts|används|disponeras?|rekvireras?|nyttjas|utnyttjas|sökas)"
            r"\s+av\s+"
        )
    ),
    _Behind(  # "… som X får använda"
        re.compile(r",?\s+(?:som|vilka|vilket)\s+"),
        genitive=False,
        after=re.compile(
            r"\s+(?:[\w-]+\s+){0,2}?(?:får|fick|tilldelas|kan\s+(?:använda|söka|få|ansöka|ta\s+del)|disponerar|erhåller"
            r"|ska\s+(?:få|använda))\b"
        ),
    ),
    _Behind(  # "… fördelas mellan X"
        re.compile(
            r"(?:[^.;:]{0,90}?\b(?:fördela\w*|delas?|jämnt)\s+(?:[\w-]+\s+){0,2}?(?:mellan|på|bland)|\s+mellan)\s+"
        ),
        genitive=False,
    ),
    _Behind(re.compile(r"\s+per\s+"), kinds=frozenset({"body"})),
    _Behind(re.compile(r"\s+för\s+"), kinds=frozenset({"body"}), named=re.compile(r"\Avarje\b")),
    _Behind(  # "… för den som är ensamstående"
        re.compile(r"[^.;:]{0,60}\bför\s+"),
        kinds=frozenset({"person"}),
        named=re.compile(r"\A(?:den|dem|de)\s+som\b"),
    ),
    _Behind(re.compile(r"\s+avs(?:er|åg)\s+"), kinds=BODIES),
)
_WEAK = (
    _Behind(  # "… för att X ska kunna"
        re.compile(r"[^.;:]{0,110}?\b(?:för|så)\s+att\s+"), kinds=BODIES, genitive=False, after=ENABLED
    ),
    _Behind(re.compile(r"[^.;:]{0,170}?\bvid\s+"), named=_ACADEMIC),
    _Behind(  # "… för X:s kostnader"
        re.compile(r"(?:\s+(?!(?:för|och|samt)\b)[\w-]+){0,6}\s+för\s+(?:ökade\s+)?(?:kostnader\s+för\s+)?"),
        kinds=frozenset({"known"}),
    ),
    _Behind(
        re.compile(r"(?:\s+(?!(?:för|och|samt)\b)[\w-]+){0,6}\s+för\s+"),
        kinds=frozenset({"body"}),
        named=_FOR_BODY,
    ),
    _Behind(re.compile(r"\s+i\s+"), kinds=frozenset({"body"}), named=re.compile(r"försvar")),
    _Behind(  # "… på X:s anslag"
        re.compile(r"(?:\s+[\w-]+){0,4}\s+(?:på|i|inom|genom)\s+"),
        genitive=True,
        after=re.compile(r"(?::?s)\s+(?:[\w-]+\s+)?\w*anslag\w*"),
    ),
    _Behind(  # "… för att stärka X:s förutsättningar"
        re.compile(r"[^.;:]{0,60}?\bför\s+att\s+(?:stärka|förbättra|öka|stödja|stötta|förstärka)\s+"),
        genitive=True,
        after=MEANS,
    ),
    _Behind(  # "… med de aktörer som"
        re.compile(r"[^.;:]{0,60}?\bmed\s+"), kinds=frozenset({"body"}), after=re.compile(r"\s+som\s")
    ),
)


def gets_behind(text: str, party: Party, amount: Span) -> bool:
    """Tell whether someone behind an amount gets it: "… till X", "… tillförs X", "… får användas av X"."""
    gap = text[amount.end : party.lead]
    if _TO.search(gap):
        person_served = party.kind == "person" and (party.genitive or _SERVICE.search(gap))
        return not _NO_TO.search(gap) and not person_served and not (party.kind == "unknown" and party.genitive)
    return _fits(text, party, gap, _STRONG)


def may_get_behind(text: str, party: Party, amount: Span) -> bool:
    """Tell whether an amount is for someone behind it, if it is for no one else: "… för att X ska kunna"."""
    return _fits(text, party, text[amount.end : party.lead], _WEAK)


def _fits(text: str, party: Party, gap: str, rules: Sequence[_Behind]) -> bool:
    words = party.span.of(text)
    return any(
        party.kind in rule.kinds
        and rule.genitive in {None, party.genitive}
        and rule.between.fullmatch(gap) is not None
        and rule.after.match(text, party.span.end) is not None
        and rule.named.search(words) is not None
        for rule in rules
    )
