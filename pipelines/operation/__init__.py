"""Running Anslag unattended: what goes wrong reaches the operator, and an installation can be looked over.

Belongs here: troubles and alerts, the channels that carry them, the history of runs, freshness, and the checks of an
installation. What a command prints belongs to `pipelines.console`; what Dagster starts, to `pipelines.assets`.
"""
