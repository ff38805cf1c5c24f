"""Texts that people, programs and attackers type: scraps of each language, and anything at all."""

from hypothesis import strategies as st

from tests.domain import strategies as some

ODD = (
    "\x00", "\n", "\r\n", "\t", "\x1b[2J", "\u202e", "\u2028", "\ufeff", "\udce9", "\ud83d",
    "\u00a0",
    "é", "İ", "ß", "\u017f", "٣", "²", "Ⅷ", "停", "\U0001f3f3", "%s", "{}", "%00", "../", "~",
    "$HOME", "'", '"', "\\",
)  # fmt: skip
NUMBERS = (
    "0", "-1", "00", "1", "31", "366", "999999", "1000000", "2147483648", "9223372036854775808",
    "9" * 40, "9" * 5000, "1e9", "0x10", "1_000", "NaN", "inf",
)  # fmt: skip
DAYS = (
    "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "2026-02-30", "2024-02-29", "99999y",
    "0001-01-01 00:00 Pacific/Apia", "9999-12-31 23:59 America/New_York", "-999999d", "+999999y",
    "eoy", "fri", "next mon", "27 nov", "2026-W53", "D-999999", "in 999999 years", "#999999999",
    "2026-11-23T24:00:00Z", "2026-11-23 16:20 Etc/../../etc/passwd", "P1Y/2026", "12:61", "now",
)  # fmt: skip
FILTER = (
    "party:", "due:", "since:", "until:", "is:", "theme:", "in:", "by:", "kind:", "event:", "-",
    "!",
    "overdue", "critical", ",", "<30d", ">99999y", "2025-09..", "..", '"', "due:<", "RWA", "wpa-3",
    "tag:", "status:", "owner:", "source:", "sure:", "nosuch:",
)  # fmt: skip
LINE = (
    "Release", "; ", "owner ", "owner:", "to NF", "due ", "due:", "theme:", "art. 3", "amount ",
    "100 prisoners", "critical", "by", "٣٣ x", "² x", "1,0'0 y",
)  # fmt: skip
SHEET = (
    "[WPA-3]\n", '["WPA-3"]\n', "[[WPA-3]]\n", "[a.b]\n", "title = ", "owners = ", "deadline = ",
    "target = ",
    "version = ", "critical = ", "reason = ", '"x"', "'''", '"""', "[", "]", "{", "}", "=", ".",
    "2026-02-30", "2026-11-23", "12:00:00", "true", "nan", "\n", "# c", '"\\u0000"', '"\\ud800"',
    "[" * 3000, "a." * 3000, "agreement = ", "[agreement]\n", "[[commitment]]\n", "code = ",
    "number = ",
    "[keys]\n", "theme = ", "zone = ", "soon_days = ", "next = ",
)  # fmt: skip
KEYS = (
    "ssh-ed25519 ", "ssh-rsa ", "AAAAC3NzaC1lZDI1NTE5AAAAI", "AAAA", "====", 'command="', '\\"',
    '"',
    "restrict,", "session", "--as", "--role", "reviewer", "--store", " ", "\n", "PRIVATE KEY",
    "----",
    "# ", ",", "ssh-dss ", "-cert-",
)  # fmt: skip
PLACES = (
    "postgresql://", "postgresql+psycopg://", "sqlite:///", "sqlite://", "mysql://", "http://",
    "://",
    "u:p@", "@", "[::1]", "[", "]", ":99999999", ":x", "/name", "?", "host=", "&", "%zz", "%",
    "#", ":memory:",
    "file:x?mode=memory", "/", ".", "~nobody/", "accord.db", "postgresql+nosuch://",
    "sqlite+nosuch://", "+",
)  # fmt: skip


def scraps(*languages: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Words of these languages in any order, with odd ones between."""
    words = st.sampled_from([word for language in languages for word in language])
    others = st.sampled_from((*ODD, *NUMBERS, *DAYS))
    pieces = st.lists(st.one_of(words, words, others, st.text(max_size=4)), max_size=9)
    return st.tuples(st.sampled_from(["", " "]), pieces).map(lambda both: both[0].join(both[1]))


anything = st.text(max_size=60) | st.text(st.characters(codec=None, categories=None), max_size=30)
"""Any text, lone surrogates included: a command line can hold them."""
rule_texts = some.texts | scraps(tuple(some.SCRAPS.split())) | anything
moments = scraps(DAYS) | anything
filters = scraps(FILTER) | anything
lines = scraps(LINE, tuple(some.SCRAPS.split())) | anything
tomls = scraps(SHEET) | anything
keys = scraps(KEYS) | anything
places = scraps(PLACES) | anything


@st.composite
def pumped(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> str:
    """A text with a piece that is there a thousand times: what slow readers choke on."""
    begin, again, end = draw(texts), draw(texts.filter(bool)), draw(texts)
    return begin[:40] + again[:12] * (8000 // len(again[:12])) + end[:40]
