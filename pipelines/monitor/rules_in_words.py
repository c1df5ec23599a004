"""What an expectation demands, in words of either language.

Belongs here: sentences for the types of Great Expectations that the suites use. Why a rule is there, its suite says.
"""

import json
from collections.abc import Mapping
from typing import Any

from pipelines.monitor.language import Speaker, strings

_PREFIX = "expect_"
_OPERATORS = {"==": "=", "!=": "≠", ">": ">", "<": "<", ">=": "≥", "<=": "≤"}
_MOST_VALUES = 8


def rule_in_words(expectation_type: str, kwargs: str, speaker: Speaker) -> str:
    """Say what an expectation demands: the rule, which rows it is for, and how many may break it.

    Args:
        expectation_type: its type in Great Expectations.
        kwargs: its parameters, as JSON.
        speaker: says it.
    """
    parameters: dict[str, Any] = json.loads(kwargs)
    kind = expectation_type.removeprefix(_PREFIX)
    key = f"rule.{kind}"
    if key not in strings(speaker.language):
        told = ", ".join(f"{name} = {value}" for name, value in parameters.items())
        said = speaker.t("rule.other", kind=kind.replace("_", " "), parameters=told)
    else:
        said = speaker.t(key, **_blanks(parameters, speaker))
    if condition := parameters.get("row_condition"):
        said = speaker.t("rule.where", rule=said, condition=_condition(condition, speaker))
    if (mostly := parameters.get("mostly")) is not None and mostly < 1:
        said = speaker.t("rule.mostly", rule=said, share=speaker.share(mostly, 2))
    return said


def _blanks(parameters: Mapping[str, Any], speaker: Speaker) -> dict[str, object]:
    low, high = parameters.get("min_value"), parameters.get("max_value")
    values = parameters.get("value_set") or []
    shown = ", ".join(_value(value, speaker) for value in values[:_MOST_VALUES])
    return {
        "column": parameters.get("column", ""),
        "a": parameters.get("column_A", ""),
        "b": parameters.get("column_B", ""),
        "columns": ", ".join(parameters.get("column_list", [])),
        "regex": parameters.get("regex", ""),
        "values": shown + (", …" if len(values) > _MOST_VALUES else ""),
        "value": speaker.number(parameters["value"]) if isinstance(parameters.get("value"), int) else "",
        "relation": "≥" if parameters.get("or_equal") else ">",
        "range": _range(low, high, speaker),
    }


def _range(low: Any, high: Any, speaker: Speaker) -> str:
    if low is not None and high is not None:
        return speaker.t("rule.from_to", low=_value(low, speaker), high=_value(high, speaker))
    if low is not None:
        return speaker.t("rule.at_least", low=_value(low, speaker))
    return speaker.t("rule.at_most", high=_value(high, speaker)) if high is not None else "–"


def _value(value: Any, speaker: Speaker) -> str:
    if isinstance(value, bool):
        return speaker.t(f"rule.{str(value).lower()}")
    return speaker.number(value) if isinstance(value, int | float) else str(value)


def _condition(condition: Any, speaker: Speaker) -> str:
    if not isinstance(condition, Mapping):
        return str(condition)
    kind = condition.get("type")
    if kind in {"and", "or"}:
        joined = f" {speaker.t(f'rule.{kind}')} "
        return joined.join(_condition(each, speaker) for each in condition["conditions"])
    name = condition["column"]["name"]
    if kind == "nullity":
        return speaker.t("rule.is_null" if condition["is_null"] else "rule.is_not_null", column=name)
    operator = _OPERATORS.get(condition["operator"], condition["operator"])
    return f"{name} {operator} {_value(condition['parameter'], speaker)}"
