"""Queries for the maintenance of a store."""
