"""Projections derived from other rows in the same transaction: due dates, verdicts, occurrences."""
