import json
import shutil
from pathlib import Path
from typing import Any

import frictionless
import pytest

from pipelines.export.datapackage import descriptor
from pipelines.export.publication import Publication, Publisher


def _descriptor(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return read


def _resource(folder: Path, name: str) -> dict[str, Any]:
    return next(each for each in _descriptor(folder)["resources"] if each["name"] == name)


def _fields(folder: Path, name: str) -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in _resource(folder, name)["schema"]["fields"]}


def _problems(folder: Path) -> list[str]:
    with frictionless.system.use_context(trusted=True):
        report = frictionless.validate(str(folder / "datapackage.json"))
    assert len(report.tasks) == len(_descriptor(folder)["resources"])
    found = [f"{task.name} {error.type}: {error.note}" for task in report.tasks for error in task.errors]
    assert bool(found) is not report.valid
    return found


@pytest.fixture
def copied(exported: Path, tmp_path: Path) -> Path:
    """A copy of the export, to break."""
    return Path(shutil.copytree(exported, tmp_path / "copied"))


def test_frictionless_finds_nothing_wrong_with_an_export(exported: Path, invented: Path) -> None:
    assert _problems(exported) == []
    assert _problems(invented) == []


def test_frictionless_finds_a_reference_that_leads_nowhere(copied: Path) -> None:
    csv = copied / "csv" / "core.dim_period.csv"
    csv.write_bytes(b"\r\n".join(csv.read_bytes().split(b"\r\n")[:2]) + b"\r\n")
    assert any(problem.startswith("core.fact_allocation foreign-key") for problem in _problems(copied))


def test_frictionless_finds_a_value_that_no_rule_allows(copied: Path) -> None:
    csv = copied / "csv" / "core.fact_allocation.csv"
    csv.write_bytes(csv.read_bytes().replace(b",repaired,", b",mended,"))
    assert any('core.fact_allocation constraint-error: constraint "enum"' in problem for problem in _problems(copied))


def test_frictionless_finds_bytes_that_were_changed(copied: Path) -> None:
    csv = copied / "csv" / "core.dim_term.csv"
    csv.write_bytes(csv.read_bytes().replace(b"actor", b"Actor", 1))
    assert any(problem.startswith("core.dim_term hash-count") for problem in _problems(copied))


def test_types_are_those_of_table_schema(invented: Path) -> None:
    assert {name: field["type"] for name, field in _fields(invented, "core.fact_thing").items()} == {
        "thing_id": "integer",
        "country": "string",
        "code": "string",
        "kind": "string",
        "note": "string",
        "amount": "number",
        "count_all": "integer",
        "share": "number",
        "seen_at": "datetime",
        "local_at": "datetime",
        "day": "date",
        "forms": "array",
        "evidence": "any",
        "record": "object",
        "is_sure": "boolean",
    }


def test_comments_are_descriptions(invented: Path) -> None:
    assert _resource(invented, "core.fact_thing")["description"] == "One row a thing | with <marks>"
    assert _fields(invented, "core.fact_thing")["amount"]["description"] == "Kronor"
    assert "description" not in _fields(invented, "core.fact_thing")["day"]


def test_constraints_are_those_of_the_catalogue(invented: Path) -> None:
    fields = _fields(invented, "core.fact_thing")
    assert fields["thing_id"]["constraints"] == {"required": True, "unique": True}
    assert fields["kind"]["constraints"] == {"required": True, "enum": ["a b", "c'd"]}
    assert "constraints" not in fields["amount"]


def test_columns_of_a_primary_key_are_required(invented: Path) -> None:
    fields = _fields(invented, "core.dim_place")
    assert [fields[name]["constraints"] for name in ("country", "code", "name_sv")] == [{"required": True}] * 3
    assert not any("constraints" in field for field in _fields(invented, "mart.thing").values())


def test_a_column_with_an_empty_text_is_not_said_to_be_required(invented: Path) -> None:
    assert "constraints" not in _fields(invented, "core.fact_thing")["note"]


def test_keys_of_several_columns_are_told(invented: Path) -> None:
    assert _resource(invented, "core.dim_place")["schema"]["primaryKey"] == ["country", "code"]
    assert _resource(invented, "core.fact_thing")["schema"]["foreignKeys"] == [
        {
            "fields": ["country", "code"],
            "reference": {"resource": "core.dim_place", "fields": ["country", "code"]},
        }
    ]


def test_a_table_that_refers_to_itself_says_so_without_a_name(exported: Path) -> None:
    keys = _resource(exported, "core.dim_commitment")["schema"]["foreignKeys"]
    own = {"fields": ["parent_commitment_id"], "reference": {"resource": "", "fields": ["commitment_id"]}}
    assert own in keys


def test_every_csv_file_is_a_resource_with_its_size(exported: Path) -> None:
    sizes = {resource["path"]: resource["bytes"] for resource in _descriptor(exported)["resources"]}
    assert sizes == {f"csv/{path.name}": path.stat().st_size for path in (exported / "csv").iterdir()}


def test_licence_and_source_are_told(exported: Path) -> None:
    package = _descriptor(exported)
    assert package["profile"] == "data-package"
    assert [licence["name"] for licence in package["licenses"]] == ["CC0-1.0"]
    assert [source["path"] for source in package["sources"]] == ["https://www.regeringen.se/"]


def test_the_publisher_is_a_contributor_with_an_address_where_it_has_one() -> None:
    named = Publication(Publisher("Exempels kommun", "https://example.se/"))
    assert descriptor([], {}, named)["contributors"] == [
        {"title": "Exempels kommun", "role": "publisher", "path": "https://example.se/"}
    ]
    assert "path" not in descriptor([], {}, Publication())["contributors"][0]
