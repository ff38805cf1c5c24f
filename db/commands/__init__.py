"""Commands: each is one transaction, one line in the audit trail, one undo."""
