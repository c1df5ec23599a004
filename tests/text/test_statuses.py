import pytest

from pipelines.text.spans import Span
from pipelines.text.statuses import find_status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Fördelningen är indikativ.", "indicative"),
        ("Preliminära belopp", "indicative"),
        ("Endast räkneexempel, baseras på det som indikativt redovisats.", "calculation_example"),
        ("Regeringen föreslår 20 miljoner kronor.", "proposed"),
        ("Regeringen har beslutat om 20 miljoner kronor.", "decided"),
        ("Regeringen avsätter 20 miljoner kronor.", "decided"),
        ("Bidraget har betalats ut.", "paid"),
        ("Beloppen gäller hela landet.", None),
        ("", None),
    ],
)
def test_the_first_telling_word_says_how_firm_money_is(text: str, status: str | None) -> None:
    assert find_status(text, Span(0, len(text))) == status


def test_words_outside_the_stretch_do_not_tell() -> None:
    text = "Beslutat belopp. Övrigt."
    assert find_status(text, Span(text.index("Övrigt"), len(text))) is None
