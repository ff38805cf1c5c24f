"""Rows as words and lines. Pure: no Textual, every text is safe to show."""
