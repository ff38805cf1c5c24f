"""Noticing that a PostgreSQL server fell silent in the middle of an answer.

The operating system notices a cut connection: nobody acknowledges what is sent. It does not notice
a server that hangs while its machine goes on acknowledging, nor one on a local socket. So a client
that waits long for an answer asks the server on a second connection for any sign of life. A server
gives one while it works on a long query, or while its commit waits for another server; the client
then keeps waiting.
"""

import socket
import struct
import time
from collections.abc import Generator
from functools import cached_property
from typing import Any, TypeVar

import psycopg
from psycopg import errors, waiting

T = TypeVar("T")

_MAY_WE_ENCRYPT = struct.pack("!ii", 8, 80877103)
"""PostgreSQL's SSLRequest: the server answers with one letter, whatever is set, without a login."""
_SHORTEST = 1.0
"""Shortest time that a server is allowed for an answer, in seconds."""


class TimeoutConnection(psycopg.Connection[Any]):
    """A connection that breaks off when its server says nothing any more.

    It asks after `tcp_user_timeout` less twice `connect_timeout` without a word: one
    `connect_timeout` is for asking, the other for the new connection that follows.
    """

    def wait(self, gen: Generator[Any, Any, T], *args: Any, **words: Any) -> T:
        """Wait for an answer as usual, and check now and then whether one can still come.

        Raises:
            OperationalError: when the server says nothing at all.
        """
        return super().wait(self._watched(gen), *args, **words)

    def _watched(self, gen: Generator[Any, Any, T]) -> Generator[Any, Any, T]:
        """The same wait, with a question to the server after a long time without an answer."""
        heard_at = time.monotonic()
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if ready != waiting.Ready.NONE:
                    heard_at = time.monotonic()
                elif time.monotonic() - heard_at > self._longest:
                    self._ask()
                    heard_at = time.monotonic()
                wanted = gen.send(ready)
        except StopIteration as end:
            answer: T = end.value
            return answer

    def _ask(self) -> None:
        """Break off unless the server answers an unknown client."""
        host = self.info.hostaddr or self.info.host
        try:
            _says_anything(host, self.info.port, self._seconds("connect_timeout"))
        except OSError as error:
            self.pgconn.finish()
            raise errors.OperationalError("the server does not answer any more") from error

    @cached_property
    def _longest(self) -> float:
        """Seconds until the server is asked."""
        in_all = self._seconds("tcp_user_timeout") / 1000
        return max(_SHORTEST, in_all - 2 * self._seconds("connect_timeout"))

    def _seconds(self, name: str) -> float:
        """A time setting of this connection, in its own unit; never zero."""
        return float(self.info.get_parameters().get(name, 0)) or _SHORTEST


def _says_anything(host: str, port: int, seconds: float) -> None:
    """Ask the server whether it would encrypt.

    Raises:
        OSError: when there is no answer within that time.
    """
    on_this_machine = host.startswith("/")
    kind = socket.AF_UNIX if on_this_machine else socket.AF_INET6 if ":" in host else socket.AF_INET
    where: Any = f"{host}/.s.PGSQL.{port}" if on_this_machine else (host, port)
    with socket.socket(kind, socket.SOCK_STREAM) as line:
        line.settimeout(seconds)
        line.connect(where)
        line.sendall(_MAY_WE_ENCRYPT)
        if not line.recv(1):
            raise ConnectionResetError
