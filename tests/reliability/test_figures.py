"""The figures of a run as the page shows them: a table a module, a column a database."""

from pathlib import Path

from tests.reliability.figures import failures, tables

REPORT = """\
<testsuites><testsuite>
<testcase classname="tests.reliability.test_kills" name="test_on_a_file"><properties>
<property name="column" value="SQLite"/><property name="writers killed" value="1200"/>
</properties></testcase>
<testcase classname="tests.reliability.test_kills" name="test_on_postgresql_too"><properties>
<property name="writers killed" value="20"/><property name="longest, ms" value="65.6"/>
</properties></testcase>
<testcase classname="tests.reliability.test_moved" name="test_of_no_figures"/>
<testcase classname="tests.reliability.test_damage" name="test_that_failed">
<failure message="assert 1 == 2">def test_that_failed():

E   assert 1 == 2</failure></testcase>
</testsuite></testsuites>
"""


def test_each_column_has_its_figures_and_none_of_another(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT, "utf-8")
    assert tables(report) == (
        "### Killed at any moment\n\n"
        "|  | SQLite | on postgresql too |\n"
        "|---|---:|---:|\n"
        "| writers killed | 1,200 | 20 |\n"
        "| longest, ms |  | 65.6 |\n"
    )


def test_what_failed_is_said_with_its_end(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT, "utf-8")
    assert failures(report) == (
        "\ntests.reliability.test_damage::test_that_failed\n"
        "    def test_that_failed():\n"
        "    E   assert 1 == 2\n"
    )
