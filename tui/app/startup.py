"""The slow part of the start, in a thread behind the first frame: libraries, store, saved state."""

from db.clock import fixed_clock, system_clock
from db.queries.history.changes import LastChange
from db.store.store import Store
from tui.services.options import LaunchOptions
from tui.services.session import SessionState
from tui.services.state_file import StateFile


def open_everything(launch: LaunchOptions) -> tuple[Store, SessionState, int]:
    """Open the store; give it with its saved state and its newest change.

    Raises:
        AccordError: when the store cannot be opened.
    """
    clock = fixed_clock(launch.now) if launch.now is not None else system_clock
    store = Store.open(launch.location, actor=launch.actor, clock=clock, read_only=launch.read_only)
    keepsake = StateFile(launch.state_path, launch.location, launch.actor)
    return store, SessionState(keepsake), store.ask(LastChange())
