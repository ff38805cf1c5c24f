"""Queries for commitments: the list, a row, the whole of one."""
