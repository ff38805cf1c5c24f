"""Three people who write to one store at the same time, each in a program of their own."""

import subprocess
import sys
from pathlib import Path

_WRITER = """
import sys
from db.commands.flags import SetTags
from tests.builders import open_store
store = open_store(sys.argv[1], actor=sys.argv[2], busy_seconds=60)
for n in range(12):
    store.do(SetTags(("ACC-1",), f"+{sys.argv[2]}{n}"))
store.close()
"""


def all_at_once(location: str) -> list[int]:
    """Twelve changes by each of three; gives the exit codes of the programs."""
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _WRITER, location, name], cwd=Path(__file__).parents[2]
        )
        for name in ("ann", "bob", "cy")
    ]
    return [each.wait() for each in writers]
