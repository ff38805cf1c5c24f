"""Screens: each asks, does, and lays out."""
