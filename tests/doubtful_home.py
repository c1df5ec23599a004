"""An installation with every kind of doubt in it: the first document, and invented ones beside it."""

from pathlib import Path

from pipeline_runs import build, home_with_the_document

from pipelines.settings import Home

_HEADER = ("Kommun", "Belopp 2021", "Belopp 2022")
_ROWS = (
    ("Lund", "10 000 000", "20 000 000"),
    ("Umeå", "11 000 000", "22 000 000"),
    ("Falun", "12 000 000", "24 000 000"),
    ("Borås", "13 000 000", "26 000 000"),
    ("Kiruna", "14 000 000", "28 000 000"),
    ("Växjö", "15 000 000", "30 000 000"),
    ("Kalmar", "16 000 000", "32 000 000"),
)
HOSTILE = """# Stöd <script>alert("rubrik")</script> till kommunerna

Boverket får 12 miljoner kronor 2021 för <img src=x onerror=alert(1)> åtgärder, "citat" & 'apostrofer'.

[Lund](javascript:alert(1)) tilldelas 3 miljoner kronor\u202e till \u2066dold text\u2069 under 2022.

=HYPERLINK("http://example.invalid") kommun får 4 miljoner kronor 2022.

Här står talet 7 x 13 x 5 utan att någon vet vad det är.

| Kommun | <b>Belopp</b> 2022, kronor |
|---|---|
| =cmd Lund | 1 000 000 |
| Umeå" onmouseover="alert(1) | 2 000 000 |
| Falun | 3 000 000 |
"""
"""A document that tries to be more than text."""
LATER = (
    "# Mer till skolan\n\nSkolverket får 40 miljoner kronor 2023.\n\nUmeå universitet får 6 miljoner kronor 2023.\n",
    "# Mer till skolan\n\nSkolverket får 55 miljoner kronor 2023.\n\nUmeå universitet får 6 miljoner kronor 2023.\n",
)
"""A document in its first version and in its next."""


def _markdown(title: str, *records: tuple[str, ...]) -> str:
    lines = ["| " + " | ".join(cells) + " |" for cells in records]
    return "\n".join([f"# {title}", "", "Kronor per kommun.", "", lines[0], "|---|---|---|", *lines[1:], ""])


def make_doubtful(root: Path) -> Home:
    """Build an installation with figures repaired, quarantined and restated, sums that differ, and unknown numbers."""
    home = home_with_the_document(root)
    texts = {
        "summan-stammer-inte.md": _markdown(
            "Summan stämmer inte", _HEADER, *_ROWS, ("Totalt", "91 000 000", "191 000 000")
        ),
        "trasigt-belopp.md": _markdown(
            "Ett trasigt belopp", _HEADER, ("Falun", "12 0?0 000", "24 000 000"), *_ROWS[3:]
        ),
        "okand-kommun.md": _markdown("En okänd kommun", _HEADER, ("Umee", "11 000 000", "22 000 000"), *_ROWS[2:]),
        "fientligt.md": HOSTILE,
        "hamnar.md": "# Norrland\n\nRegeringen satsar 40 miljoner kronor på hamnar och kajer i Norrland.\n",
        "sjofart.md": "# Sjöfart\n\nTill muddring av farleder, slussar och hamnar går 40 miljoner kronor.\n",
        "lang-rad.txt": "Regeringen beslutar om stöd. " * 40_000 + "Lunds universitet får 7 miljoner kronor 2023.\n",
        "mer-till-skolan.md": LATER[0],
    }
    for name, text in texts.items():
        (home.raw_dir / name).write_text(text, encoding="utf-8")
    (home.raw_dir / "bild.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200))
    build(home)
    (home.raw_dir / "mer-till-skolan.md").write_text(LATER[1], encoding="utf-8")
    build(home)
    return home
