"""The tests of reliability for as long as one likes, and their figures.

    python3 dev.py soak                 a few minutes
    python3 dev.py soak --minutes 30    longer: more kills, more histories, more time at once
    python3 dev.py soak --write         and puts the figures into docs/reliability.md

What failed is said again below the figures. Ends as pytest does.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from pathlib import Path

from tests.reliability.figures import failures, tables

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- figures: python3 dev.py soak --write -->\n", "<!-- end of figures -->\n"
_REPORT = ("-o", "junit_family=xunit1")  # the one that may hold figures of a test
BY_CHANCE = (
    "two_people", "engines_agree", "histories", "as_of",
    "chains", "difference", "mirror", "transfer",
)  # fmt: skip
TESTS = (
    "tests/reliability",
    "tests/fuzz",
    *(f"tests/db/test_{name}.py" for name in BY_CHANCE),
)


def longer(minutes: float) -> dict[str, str]:
    """How much of each test fits into about so many minutes, as the tests read it."""
    return {
        "ACCORD_TEST_SOAK_SECONDS": str(max(5, round(minutes * 15))),
        "ACCORD_TEST_SOAK_WRITERS": "20",
        "ACCORD_TEST_SOAK_READERS": "200",
        "ACCORD_TEST_KILLS": str(round(minutes * 60)),
        "ACCORD_TEST_DAMAGES": str(round(minutes * 30)),
        "ACCORD_TEST_TIMES": str(max(1, round(minutes))),
        "ACCORD_FUZZ_EXAMPLES": str(round(minutes * 200)),
    }


def table(report: Path, minutes: float) -> str:
    """The figures as Markdown, and of what run they are."""
    suite = next(ET.parse(report).iter("testsuite")).attrib
    failed = int(suite["failures"]) + int(suite["errors"])
    run = (
        f"{datetime.now(UTC):%-d %B %Y}, {minutes:g} minutes asked for, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}: {suite['tests']} tests, {failed} failed, "
        f"{suite['skipped']} skipped. Times in milliseconds."
    )
    return f"{run}\n\n{tables(report)}"


def put(text: str) -> None:
    """Replace the figures of the page."""
    page = PAGE.read_text("utf-8")
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8")


def main(arguments: list[str]) -> int:
    """Run them, and say the figures."""
    parser = argparse.ArgumentParser(prog="python3 dev.py soak")
    parser.add_argument("--minutes", type=float, default=4, help="about how long (4)")
    parser.add_argument("--write", action="store_true", help="put them into docs/reliability.md")
    wanted = parser.parse_args(arguments)
    there = [each for each in TESTS if (ROOT / each).exists()]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", *_REPORT, f"--junitxml={report}"]
        settings = os.environ | longer(wanted.minutes)
        code = subprocess.run([*command, *there], cwd=ROOT, env=settings, check=False).returncode
        if not report.exists():
            return code
        text, failed = table(report, wanted.minutes), failures(report)
    print(f"\n{text}{failed}")
    if wanted.write:
        put(text)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
