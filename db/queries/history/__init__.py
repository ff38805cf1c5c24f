"""Questions to the trail."""
