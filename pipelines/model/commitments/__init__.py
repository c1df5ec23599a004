"""Commitments: each crown once, however often and in however many parts it is announced.

Belongs here: which figures state the same money, which money is part of other money, and the rows of
core.dim_commitment and core.bridge_commitment_figure. Nothing is read from text here; `pipelines.text` has done that.
"""
