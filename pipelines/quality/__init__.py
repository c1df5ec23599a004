"""Judging what was read: repair by evidence, reconciliation, suspicion, findings, and the data steward's rules.

Belongs here: decisions about figures, as pure functions over rows, and the one adapter to Great Expectations. Reading
text belongs to `pipelines.text`, laying out facts to `pipelines.model`.
"""
