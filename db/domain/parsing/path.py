"""Paths as typed."""

import os
from pathlib import Path

from db.domain.errors import BadInput, StoreProblem


def typed_path(text: str) -> Path:
    """The path of a typed text, with `~` and `~name` expanded to home folders.

    Raises:
        StoreProblem: when it cannot name a file.
        BadInput: when nobody has that home.
    """
    refuse_no_name(text)
    try:
        return Path(text).expanduser()
    except RuntimeError as error:  # pathlib's word for a home that nobody has
        home = Path(text).parts[0]
        raise BadInput(
            f"No home folder is known for {home}.",
            text=text,
            end=len(home),
            hint=f"Write the path from the root, or ./{text} for a file of that name here.",
        ) from error


def refuse_no_name(text: str) -> None:
    """Refuse texts that cannot name any file: the system's own error for that is no sentence.

    Raises:
        StoreProblem: for a text with a NUL, or with characters that cannot be encoded.
    """
    try:
        names = b"\0" not in os.fsencode(text)
    except UnicodeEncodeError:
        names = False
    if not names:
        raise StoreProblem(f"'{text}' is no name of a file.", "Name another one.")
