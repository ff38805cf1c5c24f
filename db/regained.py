"""Writing again: of a store that was only read because its server followed another one."""

from typing import NamedTuple

from sqlalchemy import Engine

from db import schema
from db.damage import told
from db.domain.errors import StoreProblem
from db.engine import FOLLOWS, let_go, open_engine, store_url, why_not_write
from db.readers import answer


class Regained(NamedTuple):
    """A server that takes changes, and why this person may not make any, if so."""

    engine: Engine
    refusal: tuple[str, str] | None


def taking_changes(location: str) -> Regained | None:
    """A server that takes changes to the store there, if one answers now."""
    engine = open_engine(store_url(location), read_only=False)
    try:
        with told(engine):
            if answer(engine, schema.compare) is schema.State.CURRENT:
                refusal = answer(engine, why_not_write)
                if refusal != FOLLOWS:
                    return Regained(engine, refusal)
    except StoreProblem:
        pass  # none answers yet, or it has no room for one more
    let_go(engine)
    return None
