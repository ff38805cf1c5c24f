"""Why a PostgreSQL server did not let somebody in, in words for people.

Connecting fails without a code, only with a text, and the server's part of that is in the server's
language. What is known in English gets a sentence of ours; of the rest the server's own is shown.
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
"""In what the driver says after it tried one address after the other."""
_EACH = re.compile(r"^- (host: .+)$", re.MULTILINE)
"""What became of one of them."""
_FULL = re.compile("too many (?:clients|connections)|remaining connection slots")
_STARTS = re.compile("the database system is |not yet accepting connections")
_ITS_OWN = re.compile(r"connection to server .+ failed: [^\s:]+:  (.+)")
"""What a server says itself stands behind how grave it is and two blanks."""


def why(text: str) -> AccordError:
    """What it means that no server could be connected to, by the driver's text."""
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
    """What is wrong with the address that was given, or with each of several.

    Only where all of them are understood: half of the reasons would mislead.
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
