"""Questions about commitments: the list, a row, all of one."""
