"""The filter language: its words, its grammar, and what completes it. Pure."""
