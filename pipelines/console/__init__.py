"""What the `anslag` command prints: progress, reports, answers, explanations.

Belongs here: form. What is printed comes from the warehouse by `pipelines.store`.
"""
