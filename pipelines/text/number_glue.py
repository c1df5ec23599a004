"""Numbers that are part of a longer word or sign: covid-19, G20, 5G, K3, "rättigheter.3", "(1)".

Belongs here: what touches the number. Whole expressions belong to `number_forms`.
"""

import re

from pipelines.text.number_before import Before, is_year

_WORD = re.compile(r"(?P<word>[^\W\d_]+)(?P<hyphen>[-–‑+]?)\Z")
_LETTERS = re.compile(r"[A-ZÅÄÖ]\w{0,30}(?![/:])|[a-z]{1,2}[A-Z]")
_COMPOUND = re.compile(r"[-‑–][a-zåäö]{3,}|[-‑][A-ZÅÄÖ]")
_SUBSTANCE = re.compile(r"[-‑](?:[\dA-Z]|\w{0,60}(?:hydro|metyl|fluor|klor|etyl|amin|fenyl|oxi|hexa|meta|bensyl))")
_VERSION = re.compile(r"\d{1,2}\.0\Z")
_POSTAL_CODE = re.compile(r"\d{4,5}\Z")
_MARK = re.compile(r"[a-zåäö][.,;)]{1,2}\Z")
# "Artikel 20a.1", "bilaga 6.1.16.1.4".
_SUBSECTION = re.compile(r"\d[a-z]?\.\Z")
_AFTER_NUMBER = re.compile(r"\d[a-z]?\s?\(?\Z")
_MEASURED = frozenset({"m", "km", "cm"})
_GASES = frozenset({"co", "pm", "no", "nox", "covid"})
_LONGEST_MARK = 2
_LONGEST_DESIGNATION = 4


def role_of_glued(text: str, start: int, end: int, before: Before) -> str | None:
    """Tell the role of a number by what touches it, None where that tells nothing."""
    if role := _in_brackets(text, start, end):
        return role
    word = _WORD.search(before.glued[-40:])
    if word is not None:
        return _after_word(text, start, end, word["word"], word["hyphen"])
    if before.glued and (role := _after_sign(text, end, end - start, before)):
        return role
    if is_year(text[start:end]):
        return None
    if _SUBSTANCE.match(text, end) or _VERSION.match(text[start:end]):
        return "designation"
    if not before.glued and _LETTERS.match(text, end):
        return "designation"
    return "count" if _COMPOUND.match(text, end) else None


def _after_sign(text: str, end: int, length: int, before: Before) -> str | None:
    glued = before.glued
    is_number_of_document = ("/" in glued and glued[0].isupper()) or glued.endswith("_")
    if is_number_of_document or (glued == "/" and any(map(str.isdigit, before.word))):
        return "document_number"
    if _SUBSECTION.search(glued):
        return "reference"
    if before.word == "covid":
        return "designation"
    if length <= _LONGEST_MARK and _MARK.search(glued) and text[end : end + 1] in {" ", "\n", "", ")"}:
        return "footnote_mark"
    return None


def _in_brackets(text: str, start: int, end: int) -> str | None:
    opening, closing = text[start - 1 : start], text[end : end + 1]
    if end - start > _LONGEST_MARK or not text[start:end].isdecimal():
        return None
    if opening == "[" and closing == "]":
        return "footnote_mark"
    if closing != ")":
        return None
    if opening == "(":
        # "Artikel 2 (1)", "sida 2 (5)"; else an enumeration within a sentence: "(1) först, (2) sedan".
        follows_number = _AFTER_NUMBER.search(text, max(0, start - 4), start) is not None
        return "reference" if follows_number else "list_number"
    return "list_number" if not opening or opening.isspace() else None


def _after_word(text: str, start: int, end: int, word: str, hyphen: str) -> str | None:
    length = end - start
    if is_year(text[start:end]):
        return "year"
    if hyphen and word[-1].isupper() and _POSTAL_CODE.match(text[start:end]):
        return "address"
    if length > _LONGEST_DESIGNATION:
        return None
    if hyphen or word[-1].isupper() or word.lower() in _GASES:
        return "designation"
    if word.lower() in _MEASURED:
        return "measure"
    if word[0].isupper():
        return "designation"
    return "footnote_mark" if len(word) > 1 and length <= _LONGEST_MARK and not text[end : end + 1].isalnum() else None
