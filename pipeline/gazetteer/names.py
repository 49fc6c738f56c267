"""How place names are compared: as ASCII words in lower case."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ə": "a",
        "ǝ": "a",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
    }
)
_MARKS = re.compile(r"['’‘ʼʻʿʾ`´.]")
_BETWEEN = re.compile(r"[^a-z0-9]+")
_SAINT = re.compile(r"^(?:st|ste|sainte)(?= )")


def fold(text: str) -> str:
    """Lower-case `text` and write its letters in ASCII where they have an ASCII base letter."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFKD", lowered.translate(_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def name_key(text: str) -> str:
    """The key under which a name is found.

    `Deir ez-Zor` -> `deir ez zor`, `Şanlıurfa` -> `sanliurfa`, `St. Louis` -> `saint louis`.
    """
    words = _BETWEEN.sub(" ", _MARKS.sub("", fold(text))).strip()
    return _SAINT.sub("saint", words)
