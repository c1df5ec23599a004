"""Where things are: the code's own files, and the home that holds documents and published warehouses.

Only paths belong here. Thresholds stand beside the rule that uses them, with their reason.
"""

import os
from dataclasses import dataclass
from pathlib import Path

CODE_ROOT = Path(__file__).resolve().parents[1]
SCHEMA_DIR = CODE_ROOT / "warehouse" / "schema"
MARTS_DIR = CODE_ROOT / "warehouse" / "marts"
EXPECTATIONS_DIR = CODE_ROOT / "expectations"

ARCHIVE_NAME = "archive.sqlite"
"""File in `raw/` that keeps every document as received; SQLite keeps files of its own beside it, named after it."""

REVIEW_LOG_NAME = "reviews.jsonl"
"""File in `raw/` with the decisions of people."""

POPULATION_NAME = "population.csv"
"""File in `raw/` with the inhabitants of places, where the user supplies one."""


@dataclass(frozen=True)
class Home:
    """A folder with `raw/` and `warehouse/`: the checkout itself, or another one for tests and further installations.

    Attributes:
        root: the folder. `ANSLAG_HOME` names another one than the checkout.
    """

    root: Path

    @property
    def raw_dir(self) -> Path:
        """Source documents as received."""
        return self.root / "raw"

    @property
    def archive(self) -> Path:
        """Every document as received, in every version."""
        return self.raw_dir / ARCHIVE_NAME

    @property
    def reviews(self) -> Path:
        """Log of what people decided about figures, one JSON object a line."""
        return self.raw_dir / REVIEW_LOG_NAME

    @property
    def population(self) -> Path:
        """Inhabitants of places by year, a CSV file; most installations have none."""
        return self.raw_dir / POPULATION_NAME

    @property
    def warehouse_dir(self) -> Path:
        """Folder of the published link, the versions and the publisher's lock."""
        return self.root / "warehouse"

    @property
    def versions_dir(self) -> Path:
        """Published warehouse files, never changed once published, and the one being built."""
        return self.warehouse_dir / "versions"

    @property
    def link(self) -> Path:
        """The link that readers open; it points to the current version."""
        return self.warehouse_dir / "anslag.duckdb"

    @property
    def state_dir(self) -> Path:
        """What the installation remembers of its own operation: alerts, and which server is said to run."""
        return self.root / "state"

    @property
    def dagster_dir(self) -> Path:
        """Dagster's own instance: run history, schedules, sensors."""
        return self.root / ".dagster"


def current_home() -> Home:
    """Give the home that `ANSLAG_HOME` names, else the checkout."""
    named = os.environ.get("ANSLAG_HOME")
    return Home(Path(named).resolve() if named else CODE_ROOT)
