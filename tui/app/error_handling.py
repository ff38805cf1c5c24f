"""Guest restrictions of the app: no reach beyond the terminal; internal errors are logged."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from textual.app import App, SuspendNotSupported
from textual.worker import WorkerFailed

from db.domain.errors import AccordError, StoreProblem
from tui import guest_policy
from tui.services.crash_log import mishap
from tui.services.protocol import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.services.options import LaunchOptions


class GuestRestrictions(App[Any]):
    """Guest restrictions; stands before `App` among its bases. Changes nothing for other users."""

    launch: LaunchOptions
    failure: AccordError | None

    @contextmanager
    def discreet(self) -> Iterator[None]:
        """Remove the location of the store from an error that a guest will see.

        Raises:
            StoreProblem: the given error; for a guest without paths.
        """
        try:
            yield
        except StoreProblem as error:
            if not self.launch.guarded:
                raise
            raise guest_policy.discreet(error, self.launch.location) from None

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Hand the terminal to another program; refused for a guest.

        Raises:
            SuspendNotSupported: for a guest, as on a terminal that cannot.
        """
        if self.launch.guarded:
            raise SuspendNotSupported(guest_policy.EDITOR.refusal)
        with super().suspend():
            yield

    def action_suspend_process(self) -> None:
        """Suspend to the shell; refused for a guest.

        Raises:
            SuspendNotSupported: for a guest, as on a terminal that cannot.
        """
        if self.launch.guarded:
            raise SuspendNotSupported(guest_policy.SHELL.refusal)
        super().action_suspend_process()

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open an address in a browser; does nothing for a guest: it would run on the host."""
        if not self.launch.guarded:
            super().open_url(url, new_tab=new_tab)

    def save_screenshot(self, *args: Any, **words: Any) -> str:
        """Save Textual's picture of the screen as a file; does nothing for a guest."""
        return "" if self.launch.guarded else super().save_screenshot(*args, **words)

    def deliver_text(self, *args: Any, **words: Any) -> str | None:
        """Write a text to a file in Textual's way; does nothing for a guest."""
        return None if self.launch.guarded else super().deliver_text(*args, **words)

    def deliver_binary(self, *args: Any, **words: Any) -> str | None:
        """Write binary data to a file in Textual's way; does nothing for a guest."""
        return None if self.launch.guarded else super().deliver_binary(*args, **words)

    def _handle_exception(self, error: Exception) -> None:
        """End the app after an internal error: with a traceback, for a guest with a number."""
        if not self.launch.guarded or self.launch.mishaps is None:
            super()._handle_exception(error)
            return
        self.failure = mishap(error, self.launch.mishaps)
        self.exit(return_code=self.failure.exit_code)


class ErrorReporting(App[Any]):
    """Error messages of the app; stands before `App` among its bases. A refused key says why."""

    def _handle_exception(self, error: Exception) -> None:
        """Show errors that are written for users; treat all others as internal errors."""
        refusal = error.error if isinstance(error, WorkerFailed) else None
        if isinstance(refusal, AccordError) and self.screen_stack:
            tell(self, str(refusal), "overdue")
        else:
            super()._handle_exception(error)
