"""What the published version knows of the run that made it: enough to tell what is left to do.

Belongs here: reading the last row of quality.run, and judging whether a version can be added to. What is in the archive
is handed in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from pipelines.settings import Home
from pipelines.store.rules import rules_version
from pipelines.store.versions import current_version

_LAST_RUN = """
SELECT run_id, finished_at, rules_version, archive_id, archive_last_no, archive_refused, reviews_digest
FROM quality.run ORDER BY finished_at DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class PublishedRun:
    """The run that made the published version.

    Attributes:
        path: the published file.
        run_id: Dagster's identifier of it.
        finished_at: when it ended.
        rules_version: the rules that it read by.
        archive_id: the archive that it read.
        archive_last_no: the last observation that it took in.
        archive_refused: digest of the files that could not be taken.
        reviews_digest: digest of the log of reviews that it replayed.
        supplied: SHA-256 of the files beside the documents that it took in, by path; None where not opened.
    """

    path: Path
    run_id: str
    finished_at: datetime
    rules_version: str
    archive_id: str
    archive_last_no: int
    archive_refused: str
    reviews_digest: str
    supplied: Mapping[str, str | None]

    def can_be_added_to(self, archive_id: str, last_no: int) -> bool:
        """Tell whether what the archive holds now continues what this version was made of, by the same rules.

        Args:
            archive_id: of the archive as it is now.
            last_no: number of its last observation.
        """
        return (
            self.rules_version == rules_version() and self.archive_id == archive_id and self.archive_last_no <= last_no
        )

    def is_up_to_date(
        self, archive_id: str, last_no: int, refused: str, reviews: str, supplied: Mapping[str, str | None]
    ) -> bool:
        """Tell whether there is nothing new to read, and no decision to replay."""
        return (
            self.can_be_added_to(archive_id, last_no)
            and self.archive_last_no == last_no
            and self.archive_refused == refused
            and self.reviews_digest == reviews
            and self.supplied == supplied
        )


def published_run(home: Home) -> PublishedRun | None:
    """Give the run that made the published version; None where there is none, or none that this code can read."""
    path = current_version(home)
    if path is None:
        return None
    try:
        with duckdb.connect(path, read_only=True) as con:
            row = con.execute(_LAST_RUN).fetchone()
            supplied = con.execute("SELECT path, sha256 FROM raw.supplied_file").fetchall()
    except duckdb.Error:
        return None
    return PublishedRun(path, *(*row, dict(supplied))) if row else None
