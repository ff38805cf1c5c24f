"""The slow part of the start, in a thread behind the first frame: libraries, store, saved state."""

from db.clock import fixed_clock, system_clock
from db.queries.history.changes import LastChange
from db.store.store import Store
from tui.services.options import Launch
from tui.services.session import Memory
from tui.services.state_file import Keepsake


def open_everything(launch: Launch) -> tuple[Store, Memory, int]:
    """Open the store; give it with its saved state and its newest change.

    Raises:
        AccordError: when the store cannot be opened.
    """
    clock = fixed_clock(launch.now) if launch.now is not None else system_clock
    store = Store.open(launch.location, actor=launch.actor, clock=clock, read_only=launch.read_only)
    keepsake = Keepsake(launch.state_path, launch.location, launch.actor)
    return store, Memory(keepsake), store.ask(LastChange())
