"""What a key lets a person do."""

from enum import StrEnum


class Role(StrEnum):
    """Who may change something, and who may not."""

    REVIEWER = "reviewer"
    """Looks, and changes nothing."""
    EDITOR = "editor"
    """Changes commitments too, every step in the trail under the key's name."""
