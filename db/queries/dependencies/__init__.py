"""Queries for dependencies."""
