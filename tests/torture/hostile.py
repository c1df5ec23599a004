"""Hostile documents: none stops a run, costs another document a row, or is read as what it does not say.

Belongs here: reading them one by one, within bounds of time and memory, then all in one run beside sound ones. How one
is judged stands in `hostile_reading`, what they are in the modules beside it.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from anslag_command import anslag

from pipelines.store.versions import open_published
from torture.hostile_folder import HostileFolder, rows
from torture.hostile_reading import Outcome, all_documents, read_all
from torture.installation import Installation
from torture.run_server import RunServer, run_server
from torture.trial import MUCH, Trial

_PART = "hostile"
_SHOWN = 100
# The tables of a document of a megabyte fill the warehouse for minutes, and break nothing that small ones do not.
_IN_ONE_RUN_BYTES = 100_000
# Figures whose characters are not what the figure says it is printed as.
_WRONG_SPANS = """
SELECT path, char_start FROM (
    SELECT document_id, char_start, char_end, amount_text FROM core.fact_allocation
    UNION ALL SELECT document_id, char_start, char_end, amount_text FROM core.fact_funding WHERE amount_text IS NOT NULL
    UNION ALL SELECT document_id, char_start, char_end, token_text FROM quality.number_token
) JOIN raw.document AS document USING (document_id)
WHERE document.text[char_start + 1 : char_end] <> amount_text
"""
_UNTOLD = """
SELECT path FROM quality.finding
WHERE path = '' OR message = '' OR remedy = '' OR contains(message, 'Traceback') OR kind = 'unreadable_document'
"""


def trials(share: float, folder: Path) -> Iterator[Trial]:
    """Read hostile documents one by one; then all of them, and what else may lie in a folder, in one run."""
    yield from one_by_one(share)
    room = folder / "hostile"
    room.mkdir()
    with run_server() as server:
        installation = Installation(room / "home")
        installation.add_document()
        yield in_one_run(share, server, installation)
        yield beside_documents(server, installation)
    if share >= MUCH:
        yield from_parquet(installation, room / "rows.parquet")


def one_by_one(share: float) -> Iterator[Trial]:
    """Read each document in a process of its own."""
    families: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in read_all(share):
        families[outcome.family].append(outcome)
    for family, outcomes in families.items():
        lost = [f"{outcome.name}: {loss}" for outcome in outcomes for loss in outcome.lost]
        slowest, largest = max(each.seconds for each in outcomes), max(each.megabytes for each in outcomes)
        refused = sum(outcome.is_refused for outcome in outcomes)
        told = f"at most {slowest:.1f} s and {largest:.0f} MB; {refused} refused"
        yield Trial(_PART, family, len(outcomes), tuple(lost), told)


def in_one_run(share: float, server: RunServer, installation: Installation) -> Trial:
    """Read all documents in one run."""
    made = {document: document.make() for document in all_documents(share)}
    documents = [document for document, data in made.items() if len(data) <= _IN_ONE_RUN_BYTES]
    home = installation.home
    for document in documents:
        (home.raw_dir / document.name).write_bytes(made[document])
    ended = server.run(home.root)
    lost = _failures(installation, ended.code, ended.told)
    if not lost:
        with open_published(home) as con:
            read, refused = _paths(con, "folder")
            lost += [f"{document.name} is nowhere" for document in documents if document.name not in read | refused]
            lost += [f"{d.name} was refused" for d in documents if d.is_refused is False and d.name in refused]
            lost += [f"{d.name} was read" for d in documents if d.is_refused and d.name in read]
            lost += _wrong_rows(con)
        for document in documents:
            (home.raw_dir / document.name).unlink()
    told = f"{len(made) - len(documents)} larger ones were left to the reading one by one"
    return Trial(_PART, "all documents in one run", len(documents), tuple(lost), told)


def beside_documents(server: RunServer, installation: Installation) -> Trial:
    """Put whatever is no document, or has a name that is none, into the folder."""
    home = installation.home
    hostile = HostileFolder(home.raw_dir, home.root)
    installation.add_document()
    ended = server.run(home.root)
    lost = _failures(installation, ended.code, ended.told)
    if not lost:
        with open_published(home) as con:
            read, refused = _paths(con, "folder")
            lost += [f"{path[:_SHOWN]!a} was not read" for path in hostile.read - read]
            lost += [f"{path[:_SHOWN]!a} is in no finding" for path in hostile.refused - refused]
            lost += [f"{path[:_SHOWN]!a} was read" for path in (hostile.refused | hostile.hidden) & read]
            lost += _wrong_rows(con)
            secrets = con.execute("SELECT path FROM raw.document WHERE contains(text, 'hemligheter')").fetchall()
            lost += [f"{path!a} was read through a link" for (path,) in secrets]
    reported = anslag(home.root, "report")
    lost += [f"the report ended with {reported.returncode}: {reported.stderr[-_SHOWN:]}"] * (reported.returncode != 0)
    lost += ["the report passes on what moves a terminal's cursor"] * ("\x1b" in reported.stdout)
    told = f"{len(hostile.read)} read, {len(hostile.refused)} refused"
    told += f"; not tried: {', '.join(hostile.left_out)}" if hostile.left_out else ""
    return Trial(_PART, "names, links, pipes, sidecars", len(hostile.read | hostile.refused), tuple(lost), told)


def from_parquet(installation: Installation, file: Path) -> Trial:
    """Take in a Parquet file whose rows are hostile, and files that are none."""
    paths, texts = zip(*rows(), strict=True)
    pq.write_table(pa.table({"path": pa.array(paths, pa.string()), "text": pa.array(texts, pa.string())}), file)
    home = installation.home
    ran = anslag(home.root, "run", "--corpus", str(file))
    lost = _failures(installation, ran.returncode, ran.stdout + ran.stderr)
    if not lost:
        with open_published(home) as con:
            read, refused = _paths(con, "corpus")
            lost += [f"{path} was not read" for path in {"sound-first.md", "sound-last.md"} - read]
            lost += [f"{len(read)} rows were read and {len(refused)} told"] * (len(read) + len(refused) != len(paths))
            lost += _wrong_rows(con)
    for content in (b"PAR1" + bytes(1_000) + b"PAR1", file.read_bytes()[:-50]):
        damaged = file.with_name("damaged.parquet")
        damaged.write_bytes(content)
        ran = anslag(home.root, "run", "--corpus", str(damaged))
        said = "".join(ran.stderr.split())
        is_told = ran.returncode in {1, 2} and damaged.name in said and "Traceback" not in said
        lost += [f"a damaged file is not told: {ran.returncode} {ran.stderr[-_SHOWN:]}"] * (not is_told)
    return Trial(_PART, "rows of a Parquet file", len(paths) + 2, tuple(lost))


def _failures(installation: Installation, code: int, told: str) -> list[str]:
    lost = [f"the run ended with {code}: {told[-1_000:]}"] * (code != 0)
    lost += ["the run told a traceback"] * ("Traceback" in told)
    return lost + (list(installation.losses(is_done=True)) if not code else [])


def _paths(con: duckdb.DuckDBPyConnection, source: str) -> tuple[set[str], set[str]]:
    """Give the paths that were read, and those that a finding says were not."""
    read = con.execute("SELECT path FROM core.dim_document WHERE is_current AND source = ?", [source]).fetchall()
    told = con.execute(
        "SELECT path FROM quality.finding WHERE kind = 'unreadable_file' AND source = ?", [source]
    ).fetchall()
    return {path for (path,) in read}, {path for (path,) in told}


def _wrong_rows(con: duckdb.DuckDBPyConnection) -> list[str]:
    spans = con.execute(_WRONG_SPANS).fetchall()
    untold = con.execute(_UNTOLD).fetchall()
    lost = [f"{path[:_SHOWN]!a}: the figure at {start} is not printed there" for path, start in spans[:5]]
    return lost + [f"{path[:_SHOWN]!a}: a finding that helps nobody, or the reader failed" for (path,) in untold[:5]]
