"""The door to the store: opening, asking, doing, migrating, recovering."""
