"""External editor: a field's text in the editor that the user prefers."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from db.domain.errors import Refused
from db.domain.text_files import NotText, read_file


def editor_command() -> list[str]:
    """Split $VISUAL or $EDITOR into words; none when neither is set or can be read."""
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        return shlex.split(chosen)
    except ValueError:
        return []


def edit_text(text: str, command: list[str], name: str = "field.txt") -> str:
    """Open a text in the editor, in a file of this name; return when the editor ends.

    Raises:
        Refused: when the editor cannot be started or fails; the text is unchanged.
    """
    with tempfile.TemporaryDirectory(prefix="accord-") as folder:
        file = Path(folder) / name
        file.write_text(text, encoding="utf-8")
        try:
            ended = subprocess.run([*command, str(file)], check=False)  # noqa: S603  the person's own
        except OSError as error:
            raise Refused(
                f"{command[0]} cannot be started.", "Set EDITOR to your editor."
            ) from error
        if ended.returncode:
            raise Refused(
                f"{command[0]} failed, so the text is as it was.",
                "Save and leave it, or set EDITOR to another one.",
            )
        try:
            return read_file(file).rstrip("\n")
        except NotText as error:
            raise Refused(f"The text {error}, so it is as it was.", error.hint) from error
