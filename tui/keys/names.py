"""Names of keys: as people write them ("Ctrl+R", "?"), and as Textual does."""

from collections.abc import Mapping
from types import MappingProxyType

SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "!": "exclamation_mark",
        '"': "quotation_mark",
        "#": "number_sign",
        "$": "dollar_sign",
        "%": "percent_sign",
        "&": "ampersand",
        "'": "apostrophe",
        "(": "left_parenthesis",
        ")": "right_parenthesis",
        "*": "asterisk",
        "+": "plus",
        ",": "comma",
        "-": "minus",
        ".": "full_stop",
        "/": "slash",
        ":": "colon",
        ";": "semicolon",
        "<": "less_than_sign",
        "=": "equals_sign",
        ">": "greater_than_sign",
        "?": "question_mark",
        "@": "at",
        "[": "left_square_bracket",
        "\\": "backslash",
        "]": "right_square_bracket",
        "^": "circumflex_accent",
        "_": "underscore",
        "`": "grave_accent",
        "{": "left_curly_bracket",
        "|": "vertical_line",
        "}": "right_curly_bracket",
        "~": "tilde",
    }
)
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "up": "Up",
        "down": "Down",
        "left": "Left",
        "right": "Right",
        "home": "Home",
        "end": "End",
        "pageup": "PgUp",
        "pagedown": "PgDn",
        "enter": "Enter",
        "escape": "Esc",
        "tab": "Tab",
        "space": "Space",
        "backspace": "Backspace",
        "delete": "Del",
        "insert": "Ins",
    }
)
_OTHER_SPELLINGS = MappingProxyType(
    {
        "esc": "escape",
        "return": "enter",
        "pgup": "pageup",
        "page_up": "pageup",
        "pgdn": "pagedown",
        "pgdown": "pagedown",
        "page_down": "pagedown",
        "del": "delete",
        "ins": "insert",
        "spacebar": "space",
        "control": "ctrl",
        "asterix": "asterisk",
        "star": "asterisk",
        "period": "full_stop",
        "dot": "full_stop",
        "hash": "number_sign",
    }
)
_MODIFIERS = ("ctrl", "shift", "alt", "meta", "super", "hyper")
_SWALLOWED = MappingProxyType(
    {
        "ctrl+s": "many terminals stop all output at Ctrl+S",
        "ctrl+q": "many terminals and editors keep Ctrl+Q for themselves",
        "ctrl+b": "tmux keeps Ctrl+B for itself",
        "ctrl+a": "screen keeps Ctrl+A for itself",
        "ctrl+h": "Ctrl+H arrives as Backspace",
        "ctrl+i": "Ctrl+I arrives as Tab",
        "ctrl+j": "Ctrl+J arrives as Enter in some terminals",
        "ctrl+m": "Ctrl+M arrives as Enter",
        "ctrl+left_square_bracket": "Ctrl+[ arrives as Esc",
        "ctrl+backslash": "terminals end the program at Ctrl+\\",
        "ctrl+space": "Ctrl+Space arrives under another name",
    }
)
_BY_NAME = {name: sign for sign, name in SIGNS.items()}


class UnknownKey(ValueError):
    """No key has this name."""


def parse_key(text: str) -> str:
    """Give Textual's name for a key as people write it: "Ctrl+R", "?", "space", "PgDn", "G".

    Raises:
        UnknownKey: when the text names no key.
    """
    *modifiers, last = _split(text.strip())
    wanted = [_OTHER_SPELLINGS.get(word.lower(), word.lower()) for word in modifiers]
    if any(word not in _MODIFIERS for word in wanted):
        raise UnknownKey(text)
    key = _base(last, text)
    if "ctrl" in wanted and "shift" not in wanted:
        key = key.lower()
    if wanted == ["shift"] and len(key) == 1:
        return key.upper()
    return "+".join([*sorted(set(wanted), key=_MODIFIERS.index), key])


def why_swallowed(key: str) -> str:
    """Reason why some terminals do not send a key; empty for a reliable key."""
    *modifiers, last = key.split("+")
    for word in ("alt", "meta", "super", "hyper"):
        if word in modifiers:
            return f"{word.capitalize()} does not reach programs in every terminal"
    if modifiers == ["ctrl", "shift"]:
        return "terminals cannot tell Ctrl+Shift from Ctrl"
    if last[0] == "f" and last[1:].isdigit():
        return "function keys are taken by terminals and desktops"
    if modifiers == ["ctrl"] and (last.isdigit() or last == "enter"):
        return "terminals do not send it"
    return _SWALLOWED.get(key, "")


def display_key(key: str) -> str:
    """Format a key for people: "ctrl+d" is "Ctrl+D", "question_mark" is "?"."""
    *modifiers, last = key.split("+")
    shown = _BY_NAME.get(last) or WORDS.get(last) or last
    if "ctrl" in modifiers and len(shown) == 1:
        shown = shown.upper()
    return "+".join([*(word.capitalize() for word in modifiers), shown])


def _split(text: str) -> list[str]:
    """Split at plus signs; a plus sign at the end is the key itself."""
    if text == "+" or text.endswith("++"):
        return [*(part for part in text[:-1].split("+") if part), "+"]
    return text.split("+")


def _base(last: str, text: str) -> str:
    """Give Textual's name for a key without its modifiers."""
    if len(last) == 1 and last.isascii():
        if last.isalnum():
            return last
        if last in SIGNS:
            return SIGNS[last]
        raise UnknownKey(text)
    word = last.lower().replace(" ", "_").replace("-", "_")
    word = _OTHER_SPELLINGS.get(word, word)
    function_key = word[:1] == "f" and word[1:].isdigit()
    if word in WORDS or word in _BY_NAME or function_key:
        return word
    raise UnknownKey(text)
