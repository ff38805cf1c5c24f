"""Screens: each reads, writes and lays out."""
