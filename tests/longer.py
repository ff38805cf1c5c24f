"""How often tests that go by chance try: a little here, and for long by `python3 dev.py soak`."""

import os


def examples(few: int) -> int:
    """So many, or as many times more as the soak asks for."""
    return few * int(os.environ.get("ACCORD_TEST_TIMES", "1"))
