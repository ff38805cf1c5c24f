"""Administration of whole stores: backup, restore, copy, roles of a team."""
