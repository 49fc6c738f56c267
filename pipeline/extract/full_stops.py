"""Full stops that end no sentence: after abbreviations and initials."""

_TITLES = frozenset(
    (
        *(
            "mr",
            "mrs",
            "ms",
            "dr",
            "gen",
            "lt",
            "col",
            "maj",
            "capt",
            "sgt",
            "cpl",
            "brig",
            "adm",
            "st",
            "mt",
        ),
        *("rev", "prof", "gov", "sen", "rep", "hon", "supt", "insp", "det", "const", "pvt", "pfc", "cmdr"),
    )
)
"""What a name follows, in capitals too ("GEN. RAFAEL VARGAS")."""
_NUMBERED = frozenset(("no", "nos", "art", "fig", "sec", "vol", "pp"))
"""What a number follows."""
_ABBREVIATIONS = (
    _TITLES
    | _NUMBERED
    | frozenset(
        (
            *("sr", "jr", "vs", "etc", "al", "inc", "ltd", "co", "corp", "dept", "univ", "jan", "feb", "mar"),
            *("apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "approx", "est", "ave", "blvd"),
            *("ft", "incl"),
        )
    )
)
_INSIDE_WORDS = ("'", "’", "/")
"""Before a letter that is the end of a word and no initial ("Sana'a.", "DHKP/C.")."""
_LONGEST = max(map(len, _ABBREVIATIONS))


def is_abbreviated(text: str, at: int, following: int) -> bool:
    """Whether the word before the full stop at `at` is an abbreviation or an initial.

    `following` is where the next word begins.
    """
    word = text[max(0, at - _LONGEST - 1) : at].rpartition(" ")[2]
    if not word.isalpha():
        first = len(word)
        while first and word[first - 1].isalpha():
            first -= 1
        word = word[first:]
    if len(word) == 1:
        return word != "I" and text[at - 2 : at - 1] not in _INSIDE_WORDS
    key = word.lower()
    if word.isupper():
        return key in _TITLES or (key in _NUMBERED and text[following : following + 1].isdigit())
    return key in _ABBREVIATIONS
