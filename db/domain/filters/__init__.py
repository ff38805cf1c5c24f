"""The filter language: its words, its grammar, and its completion. Pure."""
