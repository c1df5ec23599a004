"""Charts as they stand in a page."""

import re
from xml.etree import ElementTree as ET

import altair
import pytest
from markupsafe import Markup

from pipelines.monitor.charts.sparkline import outcome_bars, sparkline
from pipelines.monitor.charts.svg import svg, warm_up
from pipelines.monitor.charts.theme import CATEGORY_COLOURS, config

_NAMES = {"svg": "http://www.w3.org/2000/svg"}
_HOSTILE = "</svg><script>alert(1)</script>\" onload='x'"


def _chart(*rows: tuple[str, float]) -> altair.Chart:
    values = [{"place": place, "amount": amount} for place, amount in rows]
    chart: altair.Chart = (
        altair.Chart(altair.InlineData(values=values), width=300, height=80)
        .mark_bar(clip=True)
        .encode(
            x=altair.X("place:N"),
            y=altair.Y("amount:Q", axis=altair.Axis(format=",.1f")),
            color=altair.Color("place:N"),
            description="place:N",
        )
    )
    return chart


def _parsed(written: str) -> ET.Element:
    return ET.fromstring(written)  # noqa: S314 - our own answer


def _drawn(chart: altair.Chart, language: str = "sv") -> ET.Element:
    return _parsed(svg(chart, title="Belopp", description="Två kommuner.", language=language))


def test_a_chart_is_an_image_with_a_name_and_a_description() -> None:
    root = _drawn(_chart(("Åmål", 1), ("Ystad", 2)))
    title, description = root.find("svg:title", _NAMES), root.find("svg:desc", _NAMES)
    assert root.get("role") == "img"
    assert title is not None
    assert description is not None
    assert (title.text, title.get("id")) == ("Belopp", root.get("aria-labelledby"))
    assert (description.text, description.get("id")) == ("Två kommuner.", root.get("aria-describedby"))


@pytest.mark.parametrize(("language", "written"), [("sv", "1\u00a0000,0"), ("en", "1,000.0")])
def test_numbers_at_the_axes_are_written_as_the_language_does(language: str, written: str) -> None:
    texts = {each.text for each in _drawn(_chart(("Åmål", 1_000)), language).iter(f"{{{_NAMES['svg']}}}text")}
    assert written in texts


def test_negative_numbers_have_a_minus_sign_as_the_text_beside_has() -> None:
    texts = {each.text for each in _drawn(_chart(("Åmål", -1_000))).iter(f"{{{_NAMES['svg']}}}text")}
    assert "\u22121\u00a0000,0" in texts


def test_colours_are_the_variables_of_the_page() -> None:
    fills = {each.get("fill") for each in _drawn(_chart(("Åmål", 1), ("Ystad", 2))).iter()}
    assert {*CATEGORY_COLOURS[:2], config()["axis"]["labelColor"]} <= fills
    assert not any(fill.startswith("#") for fill in fills if fill)


def test_nothing_in_a_chart_is_what_the_policy_refuses() -> None:
    for element in _drawn(_chart((_HOSTILE, 1)).encode(href=altair.value("https://elsewhere.example/"))).iter():
        assert element.tag.rpartition("}")[2] not in {"script", "style", "image", "foreignObject"}
        assert not [name for name in element.attrib if name == "style" or name.startswith("on") or "href" in name]


def test_text_of_the_data_stays_text() -> None:
    written = svg(_chart((_HOSTILE, 1)), title=_HOSTILE, description=_HOSTILE, language="sv")
    assert "<script" not in written
    assert written.count("</svg>") == 1
    root = _parsed(written)
    assert [each.text for each in root if each.tag.endswith(("title", "desc"))] == [_HOSTILE, _HOSTILE]


def test_characters_that_no_page_may_hold_are_left_out() -> None:
    written = svg(_chart(("Å\x00m\x0bål", 1)), title="A\x01", description="B", language="sv")
    assert "Åmål" in written
    assert not re.search(r"[\x00-\x08\x0b]", written)


def test_a_mark_says_what_it_is_where_it_is_pointed_at() -> None:
    titles = [each.text for each in _drawn(_chart(("Åmål", 1), ("Ystad", 2))).iterfind(".//svg:path/svg:title", _NAMES)]
    assert titles == ["Åmål", "Ystad"]


def test_two_charts_on_a_page_share_no_id_and_refer_to_their_own() -> None:
    written = [svg(_chart(("Åmål", amount)), title="Belopp", description="…", language="sv") for amount in (1, 2)]
    first, second = (set(re.findall(r' id="([^"]+)"', each)) for each in written)
    assert not first & second
    for each, ids in zip(written, (first, second), strict=True):
        assert set(re.findall(r"url\(#([^)]+)\)", each)) <= ids
        assert "url(#" in each


def test_a_chart_is_the_same_each_time_it_is_drawn() -> None:
    once, again = (svg(_chart(("Åmål", 1)), title="A", description="B", language="sv") for _ in range(2))
    assert once == again


def test_a_chart_that_wants_data_from_elsewhere_is_refused() -> None:
    chart = altair.Chart("https://elsewhere.example/a.csv").mark_bar().encode(x="x:Q")
    with pytest.raises(ValueError, match="not allowed"):
        svg(chart, title="A", description="B", language="sv")


def test_warming_up_ends() -> None:
    thread = warm_up()
    thread.join()
    assert not thread.is_alive()


def test_a_sparkline_rises_with_its_values_and_needs_two() -> None:
    root = _parsed(sparkline([1, 3, 2], "Dokument"))
    line = root.find("polyline")
    assert line is not None
    heights = [float(point.split(",")[1]) for point in line.attrib["points"].split()]
    assert heights[1] < heights[2] < heights[0]
    assert sparkline([1], "Dokument") == Markup("")


def test_bars_of_outcomes_differ_in_height_and_say_their_run() -> None:
    root = _parsed(outcome_bars([("passed", "måndag"), ("failed", _HOSTILE)], "Kontroll"))
    low, high = root.findall("rect")
    assert float(low.attrib["height"]) < float(high.attrib["height"])
    assert [each.findtext("title") for each in (low, high)] == ["måndag", _HOSTILE]
