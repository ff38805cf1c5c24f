"""Reasons why a PostgreSQL server refused a connection, in words for people.

A failed connection gives no code, only a text, and the server's part of it is in the server's
language. Known English texts get a sentence of ours; for the rest, the server's own text is shown.
"""

import re

from db.domain.errors import AccordError, StoreAway, StoreProblem

_KNOWN = tuple(
    (re.compile(pattern), message, hint)
    for pattern, message, hint in (
        (
            r'password authentication failed for user "(.+?)"',
            "The store's server refuses {0}: the password is wrong, or it has no such login.",
            "Look at the name in --store, and at the password in ~/.pgpass, PGPASSWORD or the URL.",
        ),
        (
            "fe_sendauth: no password supplied",
            "The store's server asks for a password, and none was given.",
            "Give it in ~/.pgpass, in PGPASSWORD or in the URL.",
        ),
        (
            r'role "(.+?)" does not exist',
            "The store's server has no login {0}.",
            "Look at the name in --store, or ask whoever keeps the server for a login.",
        ),
        (
            r'role "(.+?)" is not permitted to log in',
            "{0} is a role of the store's server that nobody can log in as.",
            "Name a login of your own in --store: one that is a member of that role.",
        ),
        (
            r'(?:Peer|Ident) authentication failed for user "(.+?)"',
            "The store's server lets {0} in only from an account of that name on its own machine.",
            "Ask whoever keeps the server for a login with a password.",
        ),
        (
            r'pg_hba\.conf.+user "(.+?)".+no encryption',
            "The store's server lets nobody in from here as {0} without encryption.",
            "Add sslmode=require to the URL, or ask whoever keeps the server to let you in.",
        ),
        (
            r'pg_hba\.conf.+user "(.+?)"',
            "The store's server lets nobody in from here as {0}.",
            "Ask whoever keeps the server to let you in (its file pg_hba.conf).",
        ),
        (
            r'database "(.+?)" does not exist',
            "The store's server has no database {0}.",
            "Look at its name in --store, or let its administrator make it: createdb {0}",
        ),
        (
            r'permission denied for database "(.+?)"',
            "You may not use the database {0}.",
            "Ask an owner of the store to make you a member of one of its roles.",
        ),
        (
            "does not support SSL, but SSL was required",
            "The store's server does not encrypt, and the URL asks for that.",
            "Ask whoever keeps the server to turn it on, or take sslmode out of the URL.",
        ),
        (
            "certificate verify failed|root certificate file",
            "The store's server cannot prove that it is the right one.",
            "Name the certificate to trust in the URL: sslrootcert=FILE",
        ),
    )
)
_NOWHERE = tuple(
    (re.compile(pattern), message)
    for pattern, message in (
        (r"failed to resolve host '(.+?)'", "no machine is called {0}"),
        (
            r"^host: '(.+?)', port: '(\d+)', hostaddr: .+(?:refused|timeout expired)",
            "nothing answers at {0}, port {1}",
        ),
        (
            r'server at "(.+?)", port (\d+) failed: Connection refused',
            "nothing answers at {0}, port {1}",
        ),
        (r'on socket "(.+?)/\.s\.PGSQL\.\d+" failed: (?:No|Connection)', "none runs in {0}"),
    )
)
_SEVERAL = "All failures were:"
"""Part of the driver's text after it tried several addresses."""
_EACH = re.compile(r"^- (host: .+)$", re.MULTILINE)
"""Result of one of these addresses."""
_FULL = re.compile("too many (?:clients|connections)|remaining connection slots")
_STARTS = re.compile("the database system is |not yet accepting connections")
_ITS_OWN = re.compile(r"connection to server .+ failed: [^\s:]+:  (.+)")
"""The server's own message: it follows the severity and two blanks."""


def why(text: str) -> AccordError:
    """The meaning of a failed connection, from the driver's text."""
    for pattern, message, hint in _KNOWN:
        if found := pattern.search(text):
            return StoreProblem(message.format(*found.groups()), hint.format(*found.groups()))
    if _FULL.search(text):
        return StoreAway("The store's server has no room for one more.", "Try again in a moment.")
    if _STARTS.search(text):
        return StoreAway("The store's server is stopping or starting.", "Try again in a moment.")
    if own := _ITS_OWN.search(text):
        said = own[1].rstrip(".")
        return StoreAway(f"The store's server does not let you in: {said}.", "See --store.")
    return _unreached(text)


def _unreached(text: str) -> StoreAway:
    """The fault of the given address, or of each of several.

    None unless all of them are understood: half of the reasons would mislead.
    """
    tried = [each[1] for each in _EACH.finditer(text)] if _SEVERAL in text else [text]
    reasons = [_reason(each) for each in tried]
    if not reasons or None in reasons:
        return StoreAway("The store cannot be reached.", "Try again, or see --store.")
    # One name may stand for several addresses.
    all_of_them = ", and ".join(dict.fromkeys(each for each in reasons if each))
    return StoreAway(
        f"The store's server cannot be reached: {all_of_them}.",
        "Try again, or look at host and port in --store.",
    )


def _reason(text: str) -> str | None:
    for pattern, message in _NOWHERE:
        if found := pattern.search(text):
            return message.format(*found.groups())
    return None
