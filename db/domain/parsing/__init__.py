"""Reading of typed input: deadlines, days, moments, one-line commitments, paths. Pure."""
