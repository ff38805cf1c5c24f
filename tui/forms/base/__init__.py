"""Base of all forms: layout, drafts, merging with others' changes."""
