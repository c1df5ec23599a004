"""Altair's charts as SVG that stands inside a page: its colours, its fonts, nothing that the page's policy refuses.

Belongs here: drawing and cleaning. What a chart shows belongs to whoever asks for it, its look to `theme`.
"""

import hashlib
import json
import re
import threading
from typing import Any, Literal
from xml.etree import ElementTree as ET

import altair
import vl_convert
from markupsafe import Markup

from pipelines.monitor.charts.theme import config

_SVG = "http://www.w3.org/2000/svg"
_LOCALES: dict[str, Literal["sv-SE", "en-GB"]] = {"sv": "sv-SE", "en": "en-GB"}
_DROPPED_ATTRIBUTES = frozenset({"role", "style", "font-family", "pointer-events", "version", "class"})
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONG_DECIMALS = re.compile(r"(\.\d{2})\d+")

ET.register_namespace("", _SVG)


def svg(chart: altair.Chart | altair.LayerChart, *, title: str, description: str, language: str) -> Markup:
    """Draw a chart as an image for those who see it, with words for those who do not.

    What a mark says of itself (Altair's `description` channel) shows where it is pointed at. Links are not kept: an
    image has none, and what a reader may open stands in the table beside it.

    Args:
        chart: the chart, its data in it; colours by the page's variables (see `theme`).
        title: its name.
        description: what it shows, in a sentence.
        language: sv | en: how numbers and dates at its axes are written.

    Raises:
        ValueError: the chart is none, or wants data from elsewhere; nothing is ever fetched.
    """
    spec = _fit_for_xml(chart.to_dict())
    drawn = vl_convert.vegalite_to_svg(
        spec,
        config=config(),
        allowed_base_urls=[],
        format_locale=_format_locale(language),
        time_format_locale=_LOCALES[language],
    )
    root = ET.fromstring(_NOT_IN_XML.sub("", drawn))  # noqa: S314 - the converter's own words, which escape what the data says
    mark = f"c{hashlib.sha256(json.dumps([title, description, spec], sort_keys=True).encode()).hexdigest()[:10]}"
    # The converter numbers its ids through the whole process.
    ids = {each.attrib["id"]: f"{mark}-{number}" for number, each in enumerate(root.iterfind(".//*[@id]"))}
    _clean(root, ids)
    root.attrib.update(
        {"class": "chart", "role": "img", "aria-labelledby": f"{mark}-title", "aria-describedby": f"{mark}-desc"}
    )
    for place, (name, text) in enumerate((("title", title), ("desc", description))):
        told = ET.Element(f"{{{_SVG}}}{name}", id=f"{mark}-{name}")
        told.text = _NOT_IN_XML.sub("", text)
        root.insert(place, told)
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704 - serialised from a tree, so escaped


def _fit_for_xml(spec: Any) -> Any:
    # The converter never comes back from some characters that XML has no place for.
    if isinstance(spec, str):
        return _NOT_IN_XML.sub("", spec)
    if isinstance(spec, dict):
        return {_fit_for_xml(name): _fit_for_xml(value) for name, value in spec.items()}
    return [_fit_for_xml(value) for value in spec] if isinstance(spec, list) else spec


def warm_up() -> threading.Thread:
    """Draw a first chart aside: it takes the better part of a second, which no reader should wait for."""
    chart = altair.Chart(altair.InlineData(values=[{"x": 1}])).mark_point().encode(x="x:Q")
    thread = threading.Thread(
        target=svg,
        args=(chart,),
        kwargs={"title": "", "description": "", "language": "sv"},
        name="first chart",
    )
    thread.start()
    return thread


def _format_locale(language: str) -> dict[str, object]:
    known: dict[str, object] = dict(vl_convert.get_format_locale(_LOCALES[language]))
    # As Babel writes them in the text beside the chart.
    return known | {"thousands": "\u00a0" if language == "sv" else ",", "minus": "\u2212"}


def _clean(element: ET.Element, ids: dict[str, str]) -> None:
    told = element.get("aria-label")
    for name, value in list(element.attrib.items()):
        if name in _DROPPED_ATTRIBUTES or name.startswith(("aria-", "{", "on")):
            del element.attrib[name]
        elif name == "id":
            element.set(name, ids[value])
        else:
            bound = _REFERENCE.sub(lambda found: f"url(#{ids[found[1]]})", value)
            element.set(name, _LONG_DECIMALS.sub(r"\1", bound))
    for child in list(element):
        _clean(child, ids)
        if _is_empty(child):
            element.remove(child)
    if told and not len(element) and element.tag != f"{{{_SVG}}}g":
        hint = ET.SubElement(element, f"{{{_SVG}}}title")
        hint.text = told
        if element.text:
            # A title stands before what it is of.
            hint.tail, element.text = element.text, None


def _is_empty(element: ET.Element) -> bool:
    name = element.tag.rpartition("}")[2]
    if name == "path":
        return element.get("display") == "none" or element.get("d") in {"", "M0,0h0v0h0Z"}
    return name in {"g", "defs"} and not len(element)
