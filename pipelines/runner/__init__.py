"""Running the graph from the command line: the whole of it in this process, or Dagster's own server.

Belongs here: starting Dagster and telling what came of it. What runs stands in `definitions`; how progress looks, in
`pipelines.console.progress`.
"""

from pipelines.operation.failure import FailedCheck, RunFailedError
from pipelines.runner.confirmation import confirm_published
from pipelines.runner.instance import InstanceError
from pipelines.runner.run import Progress, RunReport, run_pipeline
from pipelines.runner.server import PortTakenError, dev_server

__all__ = [
    "FailedCheck",
    "InstanceError",
    "PortTakenError",
    "Progress",
    "RunFailedError",
    "RunReport",
    "confirm_published",
    "dev_server",
    "run_pipeline",
]
