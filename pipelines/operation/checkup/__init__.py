"""What `anslag doctor` looks at: the software, the folders, the warehouse, Dagster and the alerts of an installation.

Belongs here: one module a part, one function a check. A check looks, says what it saw and what to do about it, and
changes nothing. Printing belongs to `pipelines.console.doctor`.
"""

from pipelines.operation.checkup.results import CheckResult, State

__all__ = ["CheckResult", "State"]
