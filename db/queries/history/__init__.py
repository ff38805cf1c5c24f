"""Queries of the audit trail."""
