"""URLs of several servers, in either spelling, and what is asked of which server."""

import pytest

from db.domain.errors import StoreProblem
from db.engine.factory import open_engine
from db.engine.postgres import is_several, one_spelling
from db.engine.url import shown, store_url


@pytest.mark.parametrize(
    ("written", "hosts", "ports"),
    [
        ("postgresql://asel@a:5432,b:5433/db", "a,b", "5432,5433"),
        ("postgresql://asel@a,b/db", "a,b", ","),
        ("postgresql+psycopg://asel@/db?host=a:5432&host=b:5433", "a,b", "5432,5433"),
        ("postgresql://asel@/db?host=/run/one&host=/run/two", "/run/one,/run/two", ","),
        ("postgresql://a,b/db?sslmode=require", "a,b", ","),
    ],
)
def test_several_servers_are_written_as_people_know_them(
    written: str, hosts: str, ports: str
) -> None:
    pytest.importorskip("psycopg")
    url = store_url(written)
    assert is_several(url)
    url = url.set(drivername="postgresql+psycopg")
    _, given = url.get_dialect()().create_connect_args(url)
    assert (given["host"], given["port"]) == (hosts, ports)
    assert given["dbname"] == "db"


@pytest.mark.parametrize(
    "written",
    ["postgresql://a/db", "postgresql:///db?host=/run", "postgresql://u,v@a/db", "x,y.db"],
)
def test_one_server_stays_as_it_is_written(written: str) -> None:
    assert one_spelling(written) == written
    assert not is_several(store_url(written))


def test_a_password_is_not_shown_where_there_are_several() -> None:
    assert "secret" not in shown("postgresql://asel:secret@a:5432,b:5433/db")


@pytest.mark.parametrize("hosts", ["a:x,b:5433", "a:5432,b:5433/db?port=1,2&x="])
def test_servers_that_make_no_sense_are_refused_in_words(hosts: str) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreProblem, match="cannot be understood"):
        open_engine(store_url(f"postgresql://asel@{hosts}/db"), read_only=False)
