"""What the unit behind a number makes of it, unit by unit, with the words that only begin like one."""

import pytest

from pipelines.text.number_before import words_before
from pipelines.text.number_units import Unit, role_of_unit, tells_age


def told(behind: str, *, number: str = "12", before: str = "Det var ") -> Unit | None:
    text = f"{before}{number}{behind}"
    start = len(before)
    return role_of_unit(text, start + len(number), words_before(text, start))


@pytest.mark.parametrize(
    "behind",
    [
        *("%", " %", ")%", ") %", "-)%", "- %", "‰", " ‰", " procent", "procent", " procenten", " procentenheter"),
        *(" viktprocent", " promille", " promillen", " percent", " percentage", " per cent", " percent.", " percents"),
        *("-procent", "-procentig", " percent", ")procent", " " + "a" * 20 + "procent", "-promille"),
    ],
)
def test_a_share_is_told_whatever_stands_before(behind: str) -> None:
    assert told(behind) == Unit("percent", is_certain=True)


@pytest.mark.parametrize(
    "behind", ["  %", "  procent", " proc", " promenad", " per capita", " " + "a" * 21 + "procent", "--procent", "))%"]
)
def test_what_looks_like_a_share_is_none(behind: str) -> None:
    assert told(behind) is None


@pytest.mark.parametrize(
    "behind",
    [
        *(
            "§",
            " §",
            " a §",
            " ab §",
            "a §",
            " a§",
            " §§",
            " kap.",
            " kap",
            " kap 3",
            "kap.",
            " a kap.",
            " mom",
            " mom.",
        ),
        *(" st. ", "st. "),
    ],
)
def test_a_section_of_a_law_is_told_whatever_stands_before(behind: str) -> None:
    assert told(behind) == Unit("reference", is_certain=True)


@pytest.mark.parametrize("behind", ["  §", " abc §", " A §", " kapitel", " kapten", " momang", " moment", " st.a"])
def test_what_looks_like_a_section_is_none(behind: str) -> None:
    unit = told(behind)
    assert unit is None or unit.role != "reference"


@pytest.mark.parametrize(
    "behind",
    [
        *("-åring", " åring", "åring", "-åringar", " åringarna", " år eller äldre", " år och äldre", " år el. äldre"),
        *(" års eller äldre", "år och äldre", " år  och  äldre", " år och yngre", " år och uppåt", " år och över"),
        *(" år och därunder", " år gammal", " år gamla", " år  gamla", "år gamla", "-årsålder", "-årsåldern"),
        *(" års ålder", " årsålder", "-års-ålder", " år ålder", "-årsdag", "-årsdagen", " års dag", "-årsgräns"),
        *("-årsgränsen", " år fyllda", " år  fyllda", " year old", "-year-old", "-years-olds", " years olds"),
        *("åringarna", "-års-dag", " åringar."),
    ],
)
def test_an_age_is_told_whatever_stands_before(behind: str) -> None:
    assert told(behind) == Unit("age", is_certain=True)


@pytest.mark.parametrize(
    "behind",
    [
        *(" år och mer", " år eller", " år garanti", " år fyller", "-årsdagar", " year", " years", " årsgammal"),
        *(" år upp", "--årsdag"),
    ],
)
def test_what_looks_like_an_age_is_none(behind: str) -> None:
    unit = told(behind)
    assert unit is None or unit.role != "age"


@pytest.mark.parametrize(
    ("number", "behind"),
    [
        *(("90", behind) for behind in ("-tal", "-talet", "-talets", "tal", "talet", "talets", "-talist", " talist")),
        *(("40", behind) for behind in ("-talisterna", " -talister", "talisterna", ":or", ":orna", ":or,")),
        *(("1990", behind) for behind in ("s ", "s,", "s.")),
    ],
)
def test_a_decade_is_told_whatever_stands_before(number: str, behind: str) -> None:
    if behind in {"-tal", "tal"}:
        assert told(behind, number=number) == Unit("count", is_certain=True)
    else:
        assert told(behind, number=number) == Unit("year", is_certain=True)


@pytest.mark.parametrize(
    ("number", "behind"),
    [("1991", "s "), ("1990", "s"), ("1990", "s:"), ("1990", "sa"), ("90", ":ornas"), ("90", ":o"), ("90", "  talist")],
)
def test_what_looks_like_a_decade_is_none(number: str, behind: str) -> None:
    assert told(behind, number=number) is None


_MAGNITUDES = (
    *("hundra", "tusen", "tusentals", "miljoner", "miljontals", "miljarder", "miljardtals", "biljon", "biljoner"),
    *("mn", "md", "mdr"),
)


@pytest.mark.parametrize(
    "behind",
    [
        *(":-", " :-", "€", " €", "$", " $"),
        *(
            f" {unit}"
            for unit in ("kronor", "kronorna", "kronors", "kronan", "krona", "kr", "mkr", "mnkr", "tkr", "mdkr")
        ),
        *(f" {unit}" for unit in ("öre", "euro", "dollar", "SEK", "MSEK", "EUR", "USD", "pund", "franc", "francs")),
        *("kr", "kronor", "SEK", " nya kronor", " norska kronor", " svenska  kr", f" {'a' * 20} kronor"),
        *(f" {magnitude} kronor" for magnitude in _MAGNITUDES),
        *(f" {magnitude} friska kronor" for magnitude in _MAGNITUDES),
        *(f" {magnitude}." for magnitude in _MAGNITUDES),
        *("  miljoner,", " miljoner;", " miljoner:", " miljoner)", " miljoner  .", "  tusen  ."),
        *(" miljoner  kronor", " miljoner friska  kronor", "tusen kronor"),
    ],
)
def test_money_that_was_not_read_has_no_role_of_its_own(behind: str) -> None:
    assert told(behind) == Unit(None, is_certain=True)


@pytest.mark.parametrize(
    "behind",
    [
        *("  kronor", " kronofogdar", " krav", " ören", " europeiska", " dollarn", " pundare", " SEKEL", " MSEKS"),
        *(f" {'a' * 21} kronor", " miljoner", " miljoner!", " miljonerna.", " tusenfota.", " hundratals.", ".-", ": -"),
        *(" två nya fina kronor", " tkrs", " mdkrs", " mnkrs", " mkrs", " EURS", " USDA", "miljoner."),
        *(" tusental.", " biljoners.", " mns.", " mdrs."),
    ],
)
def test_what_looks_like_money_is_none(behind: str) -> None:
    assert told(behind) is None


@pytest.mark.parametrize(
    "behind", [":a", ":e", ":an", ":en", ":de", ":ans", ":ens", "st", "nd", "rd", "th", ":e.", "th,"]
)
def test_an_ordinal_is_told_whatever_stands_before(behind: str) -> None:
    assert told(behind) == Unit("ordinal", is_certain=True)


@pytest.mark.parametrize(
    "behind", [":et", ":ar", " :e", ":anden", "sta", "nda", "rda", "tha", " nd", ":enskild", ": e"]
)
def test_what_looks_like_an_ordinal_is_none(behind: str) -> None:
    assert told(behind) is None


_TIME_UNITS = (
    *("år", "åren", "års", "året", "månad", "månader", "månaderna"),
    *("månaders", "månads", "månaden", "mån", "vecka", "veckor", "veckorna", "veckors", "veckas", "veckan", "dag"),
    *("dagar", "dagarna", "dagars", "dags", "dagen", "arbetsdagar", "bankdagar", "vardagar", "dygn", "dygnet", "dygns"),
    *("timme", "timmar", "timmarna", "timmars", "timmes", "timmen", "tim", "minut", "minuter", "minuterna"),
    *("minuters", "minuten", "minuts", "min", "sekund", "sekunder", "sekunderna", "sekunden", "kvartal", "kvartalen"),
    *("kvartalet", "decennier", "decennierna", "decennium", "halvår", "årtionden", "mandatperioder", "terminer"),
    *("year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute", "minutes"),
)


@pytest.mark.parametrize(
    "behind",
    [
        *(f" {unit}" for unit in _TIME_UNITS if unit not in {"åren", "års", "året"}),
        *(f"-{unit}" for unit in ("dagar", "år", "veckor", "timmar")),
        *(" åren", " året", " års", "-årig", "-åriga", " årig", "årig", "-månaders", "månaders", " månadersperiod"),
        *("-veckors", "-veckorsperiod", "-dagars", "-dagarsperiod", "-timmars", "-timmarspass", "-minuters"),
        *("-minutersregel", "-årsplan", "-årsperiod", "-dagen", "-dagarna", "-åren", "-månad", "-månadersstöd"),
        *("-veckan", "-veckorna", "-tim", "-timmen", "-minut", "-dygn", "-dygnsvila", "h", "h,"),
        *(
            f" {word} {unit}"
            for word in ("senaste", "närmaste", "kommande", "följande", "första", "sista")
            for unit in ("åren", "veckorna")
        ),
        *(" allra senaste åren", " av kommande åren", " kommande dagar"),
    ],
)
def test_a_span_of_time_is_told_if_no_word_before_says_otherwise(behind: str) -> None:
    assert told(behind) == Unit("duration", is_certain=False)


@pytest.mark.parametrize(
    "behind",
    [
        *(
            "  år",
            " ården",
            " årskurser",
            " årsverken",
            " årsarbetskrafter",
            " årskullar",
            " månaderna2",
            " månskott",
            " veckotidningar",
            " dagis",
            " dagbarn",
        ),
        *(" arbetsdagars", " vardagarna", " dygnsrytmer", " timotej", " minuterade", " minor", " sekundära"),
        *(" kvartaler", " decenniers", " halvåriga", " mandatperiodens", " terminerna", " yearn", " monthly"),
        *(" weekend", " daylight", " hourly", " senaste", " senaste skolorna", " allra allra senaste åren"),
        *(" kommande årskurser", " h", "ha", "--dag", " bankdagars", " årtiondena"),
    ],
)
def test_what_looks_like_a_span_of_time_is_none(behind: str) -> None:
    unit = told(behind)
    assert unit is None or unit.role != "duration"


_MEASURES = (
    *("km/h", "km/tim", "km2", "km²", "km", "m2", "m²", "m3", "m³", "cm2", "cm3", "cm", "mm", "mil", "dm", "meter"),
    *("meters", "kilometer", "kilometers", "centimeter", "centimeters", "millimeter", "millimeters", "kvadratmeter"),
    *("kvadratkilometer", "kubikmeter", "kvm", "hektar", "ha", "ton", "tonnes", "kg", "kilo", "kilogram", "milligram"),
    *("mg", "µg", "gram", "g", "liter", "cl", "dl", "ml", "kWh", "MWh", "GWh", "TWh", "MW", "GW", "kW", "TW", "kV"),
    *("volt", "watt", "kilowatt", "kilowattimmar", "megawatt", "megawattimmar", "gigawatt", "gigawattimmar"),
    *("terawatt", "terawattimmar", "°C", "° C", "°", "grad", "grader", "graders", "gradig", "gradigt", "ºC", "dB"),
    *("decibel", "bit", "Mbit", "Gbit", "kbit", "Tbit", "Mbit/s", "bit/s", "Mbps", "Gbps", "megabit", "megabits"),
    *("GB", "MB", "TB", "MHz", "GHz", "kHz", "Hz", "hertz", "hkr", "hästkrafter", "knop", "sjömil", "distansminuter"),
    *("kcal", "kJ", "MJ", "GJ", "bar", "ppm", "mSv", "Bq", "becquerel", "fot", "tum", "mm2", "gCO2", "gCO2e", "m", "l"),
    *("W", "högskolepoäng", "skolepoäng", "hp"),
)


@pytest.mark.parametrize("unit", _MEASURES)
def test_a_measure_is_told_if_no_word_before_says_otherwise(unit: str) -> None:
    for behind in (unit, f" {unit}", f" {unit},", f" miljoner {unit}", f" tusen  {unit}", f"-{unit} "):
        assert told(behind) == Unit("measure", is_certain=False), behind


@pytest.mark.parametrize(
    "magnitude",
    [
        *("hundra", "tusen", "tusentals", "miljon", "miljoner", "miljontals", "miljard", "miljarder", "miljardtals"),
        *("biljon", "biljoner", "mn", "md", "mdr"),
    ],
)
def test_a_measure_may_be_counted_in_a_magnitude(magnitude: str) -> None:
    assert told(f" {magnitude} ton") == Unit("measure", is_certain=False)
    assert told(f" {magnitude} kr") == Unit(None, is_certain=True)
    assert told(f" {magnitude}.") == Unit(None, is_certain=True)


@pytest.mark.parametrize(
    "behind", ["-gradig", "-grads", "-kilometersloppet", "-meters", "-voltsledning", "-ton", "-tons", "-megawattsverk"]
)
def test_a_compound_of_a_measure_is_told(behind: str) -> None:
    assert told(behind) == Unit("measure", is_certain=False)


@pytest.mark.parametrize(
    "behind",
    [
        *(" kmh", " km2a", " mila", " dmx", " meterna", " kilometern", " hektarer", " hav", " tonåringar", " kga"),
        *(" kilon", " grama", " gA", " literna", " cla", " MWs", " kWa", " volter", " wattal", " gradering", " dBa"),
        *(" bitar", " Mbitar", " GBs", " Hza", " knopar", " tummar", " foton", " barn", " barer", " ppma", " m's"),
        *(" m.", " la", " lag", " WC", " hpa", "  km", " mils", " lägenheter", " högskolor", " poäng"),
        *(" miljoner barn", "--km", " fotboll"),
    ],
)
def test_what_looks_like_a_measure_is_none(behind: str) -> None:
    unit = told(behind)
    assert unit is None or unit.role != "measure"


@pytest.mark.parametrize(
    "behind", ["-tal", "-tals", "tal", "tals", " st", "st ", " st,", " stycken", "stycken", " x 4", "x 4"]
)
def test_so_many_pieces_are_told_whatever_stands_before(behind: str) -> None:
    if behind == "st ":
        # English prints "1st".
        assert told(behind) == Unit("ordinal", is_certain=True)
    else:
        assert told(behind) == Unit("count", is_certain=True)


@pytest.mark.parametrize(
    "behind", [" tal", "-tala", " stad", " styckena", " x fyra", " x4", "  st", " steg", "/4", " / 4", " /4"]
)
def test_what_looks_like_pieces_tells_nothing(behind: str) -> None:
    assert told(behind) is None


@pytest.mark.parametrize(
    ("number", "behind", "expected"),
    [
        ("2010", " års lag", Unit("year", is_certain=True)),
        ("1998", " åren", Unit("year", is_certain=True)),
        ("1499", " års lag", Unit("duration", is_certain=False)),
        ("2100", " år", Unit("duration", is_certain=False)),
        ("2010", " dagar", Unit("duration", is_certain=False)),
        ("2010", "-årig", Unit("duration", is_certain=False)),
        ("10", " år", Unit("duration", is_certain=False)),
    ],
)
def test_the_years_of_a_year_are_not_counted(number: str, behind: str, expected: Unit) -> None:
    assert told(behind, number=number) == expected


_PEOPLE = (
    *("barn", "barnen", "unga", "ungdomar", "personer", "kvinnor", "män", "flickor", "pojkar", "elever", "människor"),
    *("vuxna", "arbetslösa", "åldern", "åldrarna", "medborgare", "patienter", "befolkningen", "någon", "invånare"),
    *("individer", "pensionärer"),
)


@pytest.mark.parametrize(
    "before",
    [
        *(f"{people} {bound} " for people in _PEOPLE for bound in ("under", "från")),
        *(f"barn {bound} " for bound in ("över", "mellan", "till", "vid", "än")),
        *("den som fyller ", "den som fyllt ", "i åldern ", "i åldrarna ", "en ålder "),
    ],
)
def test_so_many_years_are_an_age_behind_words_of_people(before: str) -> None:
    assert told(" år", before=before) == Unit("age", is_certain=True)
    assert told(" dagar", before=before) == Unit("duration", is_certain=False)
    assert tells_age(words_before(before, len(before)))


@pytest.mark.parametrize(
    "before",
    [
        *(
            "ungar under ",
            "mänskliga över ",
            "vuxnare än ",
            "arbetslösare än ",
            "medborgares under ",
            "någonting under ",
        ),
        *("invånaren under ", "husen under ", "barn i ", "barn på ", "barn efter ", "anbarn under ", "i medelåldern "),
        *("vi fyl ", "under ", ""),
    ],
)
def test_so_many_years_are_no_age_behind_other_words(before: str) -> None:
    assert told(" år", before=before) == Unit("duration", is_certain=False)
    assert not tells_age(words_before(before, len(before)))
