"""Tables that errors are put into: the document in `raw/`, tables in the manner of the government's, those of a corpus.

Belongs here: the tables and what they state truly. All figures of the written ones are invented.
"""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

import pyarrow.parquet as pq

from pipelines.model.staged_tables import StagedTable
from pipelines.settings import CODE_ROOT
from pipelines.text.extraction import year_of
from pipelines.text.reading import read_money
from torture.error_judging import Judged, Values, judge
from torture.error_subjects import Subject

_FIRST = CODE_ROOT / "raw" / "regeringens-langsiktiga-insatser-mot-segregation.txt"
# What the two misprints of June 2018 were meant to say.
_MENDED = {("Stockholm", 2): Decimal(164_000_000), ("Göteborg", 2): Decimal(106_000_000)}
_FIRST_YEAR = 2018
WRITTEN_YEAR = 2025
"""Year that the written documents are of."""
_LEAST_ROWS = 3

# Inhabitants in thousands, roughly: what such grants are shared out by.
_COUNTIES = {
    "Stockholms län": 2455,
    "Uppsala län": 405,
    "Södermanlands län": 302,
    "Östergötlands län": 473,
    "Jönköpings län": 369,
    "Kronobergs län": 204,
    "Kalmar län": 247,
    "Gotlands län": 61,
    "Blekinge län": 158,
    "Skåne län": 1422,
    "Hallands län": 345,
    "Västra Götalands län": 1768,
    "Värmlands län": 284,
    "Örebro län": 308,
    "Västmanlands län": 281,
    "Dalarnas län": 288,
    "Gävleborgs län": 287,
    "Västernorrlands län": 242,
    "Jämtlands län": 132,
    "Västerbottens län": 279,
    "Norrbottens län": 249,
}
_REGIONS = {
    "Region Blekinge": 158,
    "Region Dalarna": 288,
    "Region Gotland": 61,
    "Region Gävleborg": 287,
    "Region Halland": 345,
    "Region Jämtland Härjedalen": 132,
    "Region Jönköpings län": 369,
    "Region Kalmar län": 247,
    "Region Kronoberg": 204,
    "Region Norrbotten": 249,
    "Region Skåne": 1422,
    "Region Stockholm": 2455,
    "Region Sörmland": 302,
    "Region Uppsala": 405,
    "Region Värmland": 284,
    "Region Västerbotten": 279,
    "Region Västernorrland": 242,
    "Region Västmanland": 281,
    "Region Örebro län": 308,
    "Region Östergötland": 473,
    "Västra Götalandsregionen": 1768,
}
_MUNICIPALITIES = {
    "Botkyrka": 95,
    "Södertälje": 102,
    "Uppsala": 245,
    "Eskilstuna": 108,
    "Linköping": 167,
    "Norrköping": 145,
    "Jönköping": 145,
    "Växjö": 97,
    "Malmö": 362,
    "Helsingborg": 151,
    "Borås": 114,
    "Örebro": 158,
    "Gävle": 104,
    "Umeå": 133,
}
_AGENCIES = {
    "Polismyndigheten": "412,5",
    "Säkerhetspolisen": "86,2",
    "Åklagarmyndigheten": "74,8",
    "Ekobrottsmyndigheten": "31,6",
    "Sveriges Domstolar": "118,4",
    "Kriminalvården": "655,0",
    "Brottsförebyggande rådet": "12,7",
    "Brottsoffermyndigheten": "9,3",
    "Tullverket": "143,9",
    "Kustbevakningen": "58,1",
}
_UNIVERSITIES = {
    "Chalmers tekniska högskola": 2_917_400,
    "Göteborgs universitet": 5_264_800,
    "Högskolan Dalarna": 1_206_300,
    "Högskolan i Borås": 1_148_900,
    "Högskolan i Gävle": 1_093_700,
    "Karlstads universitet": 1_871_200,
    "Karolinska institutet": 4_418_500,
    "Linköpings universitet": 4_092_600,
    "Linnéuniversitetet": 2_653_100,
    "Lunds universitet": 6_031_900,
    "Malmö universitet": 2_247_500,
    "Mittuniversitetet": 1_539_800,
    "Stockholms universitet": 5_812_400,
    "Umeå universitet": 3_976_300,
    "Uppsala universitet": 6_183_700,
    "Örebro universitet": 2_014_600,
}


def own_subjects() -> Iterator[Subject]:
    """Give the table of June 2018 and the written ones."""
    yield from _subjects("June 2018", judge(_FIRST.read_bytes().decode("utf-8"), _FIRST_YEAR), _FIRST_YEAR, _MENDED)
    for name, text in written_tables().items():
        yield from _subjects(name, judge(text, WRITTEN_YEAR), WRITTEN_YEAR)


def corpus_subjects() -> Iterator[Subject]:
    """Give the tables of the corpus that the environment names (CORPUS), none without one.

    What they state truly is taken to be what they print.
    """
    path = os.environ.get("CORPUS")
    for row in pq.read_table(path, columns=["path", "text"]).to_pylist() if path else []:
        year = year_of(row["path"])
        money = read_money(row["text"], published_year=year)
        if money and any(any(column.role == "amount" for column in table.columns) for table in money.tables):
            yield from _subjects(row["path"], judge(row["text"], year), year)


def written_tables() -> dict[str, str]:
    """Give the documents that are written for this, by what is telling about their tables."""
    return {
        "counties, kronor, sum row": _document(
            "Regeringen fördelar 580 miljoner kronor till skolor i landets 21 län under 2025.",
            _pipe(["Län", "Belopp 2025 (kronor)"], _shared(_COUNTIES, 236_417), sums=True),
        ),
        "regions, two years, sum row": _document(
            "Här är fördelningen av stödet till regionerna.",
            _pipe(["Region", "2025 (kronor)", "2026 (kronor)"], _shared(_REGIONS, 104_231, 156_908), sums=True),
        ),
        "municipalities, three years, flat": _document(
            "Så här mycket kan kommunerna ansöka om.",
            _flat(
                ["Kommun", "Belopp 2025", "Belopp 2026", "Belopp 2027"],
                _shared(_MUNICIPALITIES, 118_433, 241_000, 352_000, round_to=1_000),
            ),
        ),
        "agencies, mnkr, three years, sum row": _document(
            "Regeringen föreslår att rättsväsendets myndigheter förstärks.",
            _pipe(["Myndighet", "2025 (mnkr)", "2026 (mnkr)", "2027 (mnkr)"], _millions(1, 2, 3), sums=True),
        ),
        "agencies, mnkr, row sums": _document(
            "Regeringen föreslår att rättsväsendets myndigheter förstärks.",
            _pipe(
                ["Myndighet", "2025 (mnkr)", "2026 (mnkr)", "Totalt 2025–2026 (mnkr)"],
                [(name, a, b, _plus(a, b)) for name, a, b in _millions(1, 2)],
            ),
        ),
        "agencies, tkr, sum row": _document(
            "Myndigheternas anslag redovisas i tusental kronor.",
            _pipe(
                ["Myndighet", "Anslag 2025 (tkr)"],
                [(name, _spaced(int(_number(each) * 1_000) + 7 * at)) for at, (name, each) in enumerate(_agencies())],
                sums=True,
            ),
        ),
        "universities, kronor, no total": _document(
            "Lärosätena får medel för fler platser på ingenjörsutbildningar.",
            _pipe(["Lärosäte", "Kronor"], [(name, _spaced(each + 37)) for name, each in _UNIVERSITIES.items()]),
        ),
        "universities, flat, total in prose": _document(
            f"Lärosätena får totalt {_spaced(sum(_UNIVERSITIES.values()))} kronor 2025.",
            _flat(["Lärosäte", "Belopp 2025"], [(name, _spaced(each)) for name, each in _UNIVERSITIES.items()]),
        ),
        "regions, flat, sum row": _document(
            "Stödet betalas ut till regionerna i mars.",
            _flat(["Region", "Belopp (kronor)"], _shared(_REGIONS, 87_654), sums=True),
        ),
        "counties, tkr, two years, footnote": _document(
            "Länsstyrelserna disponerar medlen.",
            _pipe(["Län", "2025, tkr\\*", "2026, tkr"], _shared(_COUNTIES, 41, 63)),
            f"\\* Totalt {_spaced(sum(each * 41 for each in _COUNTIES.values()))} tkr.",
        ),
        "cuts and additions, sum row": _document(
            "Förslagen finansieras delvis genom omfördelning inom utgiftsområdet.",
            _pipe(
                ["Åtgärd", "2026 (mnkr)", "2027 (mnkr)"],
                [
                    ("Fler poliser i yttre tjänst", "310,5", "415,0"),
                    ("Stöd till brottsoffer", "42,4", "57,6"),
                    ("Nya häktesplatser", "126,9", "180,3"),
                    ("Minskade lokalkostnader", "-38,7", "-51,2"),
                    ("Forensiska analyser", "67,1", "88,9"),
                    ("Ändrad organisation av tillsynen", "-12,3", "-16,8"),
                ],
                sums=True,
            ),
        ),
    }


def _document(lead: str, *parts: str) -> str:
    return "\n\n".join(["# Ny fördelning av medel", lead, *parts, "Läs mer på myndighetens webbplats."]) + "\n"


def _pipe(headers: Sequence[str], rows: Sequence[Sequence[str]], *, sums: bool = False) -> str:
    printed = [headers, ["---"] * len(headers), *rows, *([_sum_row(rows)] if sums else [])]
    return "\n".join(f"| {' | '.join(row)} |" for row in printed)


def _flat(headers: Sequence[str], rows: Sequence[Sequence[str]], *, sums: bool = False) -> str:
    return "\n\n".join(cell for row in [headers, *rows, *([_sum_row(rows)] if sums else [])] for cell in row)


def _sum_row(rows: Sequence[Sequence[str]]) -> list[str]:
    return ["Summa", *(_plus(*column) for column in list(zip(*rows, strict=True))[1:])]


def _shared(weights: dict[str, int], *kronor: int, round_to: int = 1) -> list[tuple[str, ...]]:
    """Share sums out by weight: so many kronor for each unit of weight, one sum a column."""
    return [
        (name, *(_spaced(round(weight * each / round_to) * round_to) for each in kronor))
        for name, weight in weights.items()
    ]


def _agencies() -> list[tuple[str, str]]:
    return list(_AGENCIES.items())


def _millions(*times: int) -> list[tuple[str, ...]]:
    """Give the agencies' sums for years in which they grow, each in its own way."""
    return [
        (name, *(_decimal(_number(each) * (10 + time * (at % 3)) / 10) for time in times))
        for at, (name, each) in enumerate(_agencies())
    ]


def _plus(*printed: str) -> str:
    summed = sum(map(_number, printed), Decimal(0))
    return _decimal(summed) if any("," in each for each in printed) else _spaced(int(summed))


def _number(printed: str) -> Decimal:
    return Decimal(printed.replace(" ", "").replace(",", "."))


def _decimal(value: Decimal) -> str:
    return f"{value:,.1f}".replace(",", " ").replace(".", ",")


def _spaced(value: int) -> str:
    return f"{value:,}".replace(",", " ")


def _subjects(name: str, judged: Judged, year: int | None, mended: Values | None = None) -> Iterator[Subject]:
    for table in judged.tables:
        truth = _truth(judged, table) | dict(mended or {})
        if len({label for label, _ in truth}) >= _LEAST_ROWS:
            yield Subject(name, judged, table, truth, year)


def _truth(judged: Judged, table: StagedTable) -> dict[tuple[str, int], Decimal]:
    """Give what a table states as it is read untouched; figures without a value, and names that recur, are left out."""
    figures = [figure for figure in judged.figures if figure.table_id == table.table.table_id]
    times = Counter((figure.recipient_text, figure.column_no) for figure in figures)
    return {
        (figure.recipient_text, figure.column_no): figure.amount
        for figure in figures
        if figure.amount is not None and times[figure.recipient_text, figure.column_no] == 1
    }
