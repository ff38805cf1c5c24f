"""Numbers of things in words."""


def counted(number: int, word: str) -> str:
    """`1 change`, `3,000 changes`: for words that take an s."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"
