"""How one printed number can become another by a slip of the pen or the key."""

_TENS_OF_THOUSANDS = 12


def slip(printed: int, proposed: int) -> str | None:
    """What single slip turns `proposed` into `printed`, in words; None when one slip does not.

    The slips are those of the Damerau-Levenshtein distance: a digit wrong, dropped, added, or two
    neighbours exchanged.
    """
    wrong, right = str(printed), str(proposed)
    if wrong == right or max(len(wrong), len(right)) > _TENS_OF_THOUSANDS or len(right) < 2:
        return None
    if len(wrong) == len(right):
        return _substitution(wrong, right)
    if len(wrong) + 1 == len(right) and _is_one_less(wrong, right):
        return "a digit is dropped"
    if len(right) + 1 == len(wrong) and _is_one_less(right, wrong):
        return "a digit is added"
    return None


def _substitution(wrong: str, right: str) -> str | None:
    places = [i for i, (a, b) in enumerate(zip(wrong, right, strict=True)) if a != b]
    if len(places) == 1:
        return "one digit differs"
    if len(places) == 2 and places[1] == places[0] + 1:
        i, j = places
        if wrong[i] == right[j] and wrong[j] == right[i]:
            return "two digits changed places"
    return None


def _is_one_less(shorter: str, longer: str) -> bool:
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
