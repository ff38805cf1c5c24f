"""Paths as people type them."""

import os
from pathlib import Path

from db.domain.errors import BadInput, StoreProblem


def typed_path(text: str) -> Path:
    """What a typed path names, `~` and `~name` being the homes they stand for.

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
    """Some texts cannot name any file, and the system's own word for that is no sentence.

    Raises:
        StoreProblem: for one with a NUL, or with what no encoding can write.
    """
    try:
        names = b"\0" not in os.fsencode(text)
    except UnicodeEncodeError:
        names = False
    if not names:
        raise StoreProblem(f"'{text}' is no name of a file.", "Name another one.")
