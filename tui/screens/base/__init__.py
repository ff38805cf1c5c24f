"""What all screens share: filtering, selection, editing, export, history."""
