"""What all forms share: layout, drafts, merging with others' changes."""
