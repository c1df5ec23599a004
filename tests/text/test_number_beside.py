"""What touches a number, the noun behind it and the line that it opens: each rule with its border."""

import pytest

from pipelines.text.number_before import words_before
from pipelines.text.number_glue import role_of_glued
from pipelines.text.number_nouns import role_of_noun
from pipelines.text.number_roles import opens_line


def place(text: str) -> tuple[str, int, int]:
    """Give a text without its marks, and where the number between them stands."""
    start, end = text.index("⟨"), text.index("⟩") - 1
    return text.replace("⟨", "").replace("⟩", ""), start, end


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("[⟨1⟩]", "footnote_mark"),
        ("[⟨12⟩]", "footnote_mark"),
        ("[⟨123⟩]", None),
        ("[⟨1,5⟩]", None),
        ("[⟨1⟩)", None),
        ("(⟨1⟩) x", "list_number"),
        ("(⟨12⟩) x", "list_number"),
        ("(⟨123⟩) x", None),
        ("artikel 2 (⟨1⟩)", "reference"),
        ("artikel 2(⟨1⟩)", "reference"),
        ("artikel 2a (⟨1⟩)", "reference"),
        ("artikel 2 a(⟨1⟩)", "list_number"),
        ("artikel 2ab (⟨1⟩)", "list_number"),
        ("sidan två (⟨1⟩)", "list_number"),
        (" ⟨1⟩) x", "list_number"),
        ("⟨1⟩) x", "list_number"),
        ("\n⟨1⟩) x", "list_number"),
        ("(⟨1⟩] x", None),
        (",⟨1⟩) x", None),
        ("ord⟨2019⟩", "year"),
        ("Fi⟨2019⟩", "year"),
        ("S-⟨10333⟩ Ort", "address"),
        ("S-⟨1033⟩ Ort", "address"),
        ("S-⟨103⟩ Ort", "designation"),
        ("S-⟨103333⟩ Ort", None),
        ("s-⟨10333⟩ Ort", None),
        ("s-⟨1033⟩ Ort", "designation"),
        ("ord-⟨12⟩", "designation"),
        ("ord–⟨12⟩", "designation"),
        ("ord‑⟨12⟩", "designation"),
        ("ord+⟨12⟩", "designation"),
        ("ord-⟨1234⟩", "designation"),
        ("ord-⟨12345⟩", None),
        ("COP⟨27⟩", "designation"),
        ("CO⟨2⟩", "designation"),
        *((f"{gas}⟨2⟩", "designation") for gas in ("co", "pm", "no", "nox", "covid")),
        *((f"{unit}⟨2⟩", "measure") for unit in ("m", "km", "cm")),
        ("Km⟨2⟩", "measure"),
        ("dm⟨2⟩", "footnote_mark"),
        ("Covid⟨19⟩", "designation"),
        ("Lag⟨19⟩", "designation"),
        ("lag⟨19⟩", "footnote_mark"),
        ("lag⟨1⟩ och", "footnote_mark"),
        ("lag⟨191⟩", None),
        ("lag⟨1⟩x", None),
        ("x⟨1⟩", None),
        ("S/⟨123⟩", "document_number"),
        ("s/⟨123⟩", None),
        ("a_⟨123⟩", "document_number"),
        ("dnr 12 /⟨123⟩", "document_number"),
        ("dnr tolv /⟨123⟩", None),
        ("artikel 20a.⟨1⟩", "reference"),
        ("artikel 20.⟨1⟩", "reference"),
        ("artikel 20ab.⟨1⟩", "footnote_mark"),
        ("covid (-⟨19⟩", "designation"),
        ("ord.⟨1⟩", "footnote_mark"),
        ("ord.⟨12⟩ och", "footnote_mark"),
        ("ord.⟨12⟩\n", "footnote_mark"),
        ("ord.⟨12⟩)", "footnote_mark"),
        ("ord.⟨12⟩,", None),
        ("ord.⟨123⟩", None),
        ("ord,⟨1⟩", "footnote_mark"),
        ("ord;⟨1⟩", "footnote_mark"),
        ("ord)⟨1⟩", "footnote_mark"),
        ("ord).⟨1⟩", "footnote_mark"),
        ("ord:⟨1⟩", None),
        ("ord)).⟨1⟩", None),
        ("ORD.⟨1⟩", None),
        ("⟨2019⟩-fluor", None),
        ("en ⟨2⟩-fluor", "designation"),
        *(
            (f"en ⟨2⟩-{word}", "designation")
            for word in ("hydro", "metyl", "klor", "etyl", "amin", "fenyl", "oxi", "hexa", "meta", "bensyl", "difluor")
        ),
        ("en ⟨3⟩-MMC", "designation"),
        ("en ⟨3⟩‑MMC", "designation"),
        ("en ⟨3⟩-4", "designation"),
        ("en ⟨2⟩-" + "a" * 60 + "metyl", "designation"),
        ("en ⟨2.0⟩", "designation"),
        ("en ⟨12.0⟩", "designation"),
        ("en ⟨123.0⟩", None),
        ("en ⟨2.1⟩", None),
        ("en ⟨2.00⟩", None),
        ("en ⟨5⟩G", "designation"),
        ("en ⟨5⟩G-mast", "designation"),
        ("en ⟨5⟩kV", "designation"),
        ("en ⟨5⟩mmV", "designation"),
        ("en ⟨5⟩mmmV", None),
        ("en ⟨5⟩G/", None),
        ("en ⟨5⟩G:", None),
        ("en ⟨5⟩g", None),
        ("-⟨5⟩G", None),
        ("en ⟨9⟩-klassare", "count"),
        ("en ⟨9⟩‑klassare", "count"),
        ("en ⟨9⟩–klassare", "count"),
        ("en ⟨9⟩-kla", "count"),
        ("en ⟨9⟩-kl", None),
        ("en ⟨9⟩ klassare", None),
    ],
)
def test_a_number_is_what_touches_it(text: str, role: str | None) -> None:
    plain, start, end = place(text)
    assert role_of_glued(plain, start, end, words_before(plain, start)) == role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Det finns ⟨5⟩ elever", "count"),
        ("Det finns ⟨5⟩  elever", "count"),
        ("Det finns ⟨5⟩   elever", None),
        ("Det finns ⟨5⟩elever", None),
        ("Det finns ⟨5⟩ élever", "count"),
        ("Det finns ⟨5⟩ ö", None),
        ("Det finns ⟨5⟩ öl", "count"),
        ("Det finns ⟨5⟩ Elever", None),
        ("Det finns ⟨5⟩ EU-länder", "count"),
        ("Det finns ⟨5⟩ EU–länder", "count"),
        ("Det finns ⟨5⟩ EU:s", "count"),
        ("Det finns ⟨5⟩ EU:arnas", None),
        ("Det finns ⟨5⟩ EU-lä", None),
        ("Det finns ⟨5⟩ ABCDEF-barn", "count"),
        ("Det finns ⟨5⟩ ABCDEFG-barn", None),
        ("Det finns ⟨5⟩ miljoner elever", "count"),
        ("Det finns ⟨5⟩ miljoner  elever", "count"),
        ("Det finns ⟨5⟩ elever.se", None),
        ("Det finns ⟨5⟩ bl.a.", None),
        ("Det finns ⟨5⟩ elever.Men", "count"),
        ("Det finns ⟨5⟩ elever.3", "count"),
        ("Det finns ⟨5⟩ som.Men", None),
        ("Det finns ⟨5⟩ elever.", "count"),
        ("Det finns ⟨5⟩ och", None),
        ("Det finns ⟨5⟩ som", None),
        ("Det finns ⟨5⟩ av landets elever", "count"),
        *(
            (f"Det finns ⟨5⟩ av {behind}", "count")
            for behind in ("totalt 9", "cirka 9", "de nio", "dem", "dessa", "våra", "alla", "9", "EU:s länder")
        ),
        ("Det finns ⟨5⟩ av demens", None),
        ("Det finns ⟨5⟩ av Boverket", None),
        ("Det finns ⟨5⟩ av det", None),
        ("Det blev ⟨2019⟩", "year"),
        ("Det blev ⟨2019⟩ platser", "year"),
        ("högst ⟨2019⟩ platser", "count"),
        ("högst ⟨2019⟩ elevers", "year"),
        *(
            (f"högst ⟨2019⟩ {noun}", "count")
            for noun in [
                "elever",
                "skolor",
                "bilar",
                "barn",
                "jobb",
                "hushåll",
                "företag",
                "djur",
                "fall",
                "träd",
                "hus",
                "nya",
                "anställda",
                "skolbarn",
            ]
        ),
        ("högst ⟨2019⟩", "year"),
        ("1 ⟨500⟩ elever", None),
        ("1\u00a0⟨500⟩ elever", None),
        ("1, ⟨500⟩ elever", "count"),
        ("1  ⟨500⟩ elever", "count"),
        ("a⟨500⟩ elever", "count"),
        ("barn under ⟨15⟩", "age"),
        ("Antalet har ökat till ⟨500⟩", "count"),
        ("antal: ⟨500⟩", None),
        ("Antalet. Sedan ⟨500⟩", None),
        ("Antalet; sedan ⟨500⟩", None),
        ("Antalet\nsedan ⟨500⟩", None),
        ("Kantal är ⟨500⟩", None),
        ("fler än ⟨500⟩", "count"),
        ("Fler  än ⟨500⟩", "count"),
        ("fler än, ⟨500⟩", None),
        ("Prisindex steg till ⟨5,2⟩", "measure"),
        ("Balanstal är ⟨5,2⟩", "measure"),
        ("Kvoten är ⟨5,2⟩", "measure"),
        ("Kvot är ⟨5,2⟩", "measure"),
        ("Kvoter är ⟨5,2⟩", None),
        ("Index. Sedan ⟨5,2⟩", None),
        ("Index; sedan ⟨5,2⟩", None),
        ("Index\nsedan ⟨5,2⟩", None),
        ("Prisindex steg till ⟨52⟩", None),
        ("Index " + "x" * 83 + " ⟨5,2⟩", "measure"),
        ("Index " + "x" * 90 + " ⟨5,2⟩", None),
        ("Antal " + "x" * 83 + " ⟨52⟩", "count"),
        ("Antal " + "x" * 90 + " ⟨52⟩", None),
    ],
)
def test_a_number_counts_what_the_noun_behind_it_names(text: str, role: str | None) -> None:
    plain, start, end = place(text)
    assert role_of_noun(plain, start, end, words_before(plain, start)) == role


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("⟨5⟩", True),
        ("Först.\n⟨5⟩", True),
        ("Först.\r⟨5⟩", True),
        ("Först.\n \t#*>[_(|\\+-–•⟨5⟩", True),
        ("Först.\n" + " " * 15 + "⟨5⟩", True),
        ("Först.\n" + " " * 16 + "⟨5⟩", True),
        ("Först.\n" + " " * 17 + "⟨5⟩", False),
        ("Först. ⟨5⟩", False),
        ("Först.\n.⟨5⟩", False),
        ("Först.\na ⟨5⟩", False),
        ("- ⟨5⟩", True),
        ("x" * 17 + "⟨5⟩", False),
        ("Först.\r\n⟨5⟩", True),
        ("Först.\r- ⟨5⟩", True),
        ("Först.\ra ⟨5⟩", False),
        (" " * 17 + "⟨5⟩", False),
    ],
)
def test_a_number_opens_its_line_behind_signs_only(text: str, *, told: bool) -> None:
    plain, start, _ = place(text)
    assert opens_line(plain, start) is told
