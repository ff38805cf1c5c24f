"""What people type, read: deadlines, days, moments, one-line commitments, paths. Pure."""
