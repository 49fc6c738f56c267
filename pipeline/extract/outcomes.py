"""What came of the wounded: those told to have died are the same people, not more of them."""

from collections.abc import Iterator
from itertools import islice, takewhile

from pipeline.extract.coreference import OF_THOSE, goes_on_about, has, head_of, is_same_person, point_value
from pipeline.extract.later_deaths import DIED_IN_CARE
from pipeline.extract.records import Figure
from pipeline.vocabulary import BODILY, HarmType, Scope

_NEAR = 4
"""Sentences between deaths in hospital and the count of those who are left there."""
_MOST = 12
"""Figures among which those deaths are looked for."""
_EACH = frozenset({"both", "all three", "all four"})
""" "A tailor and his wife were shot; both died"."""
_PARTITIVE = len(" of the other ")


def outlived(figure_no: int, figures: tuple[Figure, ...], known: frozenset[int] = frozenset()) -> int:
    """How many of the people of a figure the text goes on to tell again: "four were shot, two fatally" gives 2.

    Of people told as wounded only those count who are said to have died of them ("six were hurt, one of whom died"),
    but for the deaths `known` from the toll beside them.
    """
    shot = figures[figure_no]
    if shot.harm_type is not HarmType.WOUNDED:
        return 0
    if has(shot, "died"):
        return point_value(shot)
    dead = _dead_parts(figure_no, figures)
    if not has(shot, "unsure"):
        return min(max(dead, _died_later(figure_no, figures, known)), point_value(shot))
    told = sum(point_value(figure) for figure in _following(figure_no, figures) if _is_outcome(figure, shot))
    told += point_value(figures[figure_no - 1]) if _is_whole_of(figure_no, figures) else 0
    return min(max(dead, told), point_value(shot))


def _dead_parts(figure_no: int, figures: tuple[Figure, ...]) -> int:
    """ "22 were wounded. One of the wounded died, bringing the toll to five": of the 22."""
    hurt = {f.char_start for f in figures if f.parent == figure_no and f.harm_type is HarmType.WOUNDED}
    died = (f for f in figures if f.harm_type is HarmType.KILLED and f.rule_id.startswith("intransitive"))
    dead = (f for f in died if f.parent == figure_no or f.char_start in hurt)
    return sum(point_value(f) for f in dead if not f.of_perpetrators)


def _died_later(figure_no: int, figures: tuple[Figure, ...], known: frozenset[int]) -> int:
    """Later deaths told before the next count of wounded people that could hold them."""
    died = point_value(figures[figure_no - 1]) if _is_whole_of(figure_no, figures) else 0
    for index, figure in enumerate(islice(figures, figure_no + 1, None), figure_no + 1):
        if figure.harm_type is HarmType.WOUNDED and figure.parent is None:
            break
        if index in known:
            continue
        if has(figure, "later_death") and figure.scope is Scope.INCIDENT and not figure.of_perpetrators:
            died += point_value(figure)
    died += any(_has_died(figure, figures[figure_no]) for figure in _following(figure_no, figures))
    return died or _died_in_care(figure_no, figures)


def _died_in_care(figure_no: int, figures: tuple[Figure, ...]) -> int:
    """ "Two others died in hospital. ... Of the 33 who were taken there, 31 are still being treated": the two whom the
    31 lack are those told before.
    """
    hurt = figures[figure_no]
    beside = takewhile(lambda f: f.sentence_no == hurt.sentence_no, islice(figures, figure_no + 1, None))
    left = next((f for f in beside if f.parent == figure_no and has(f, "aftermath")), None)
    if left is None:
        return 0
    gone = point_value(hurt) - point_value(left)
    before = takewhile(
        lambda f: hurt.sentence_no - f.sentence_no <= _NEAR,
        reversed(figures[max(0, figure_no - _MOST) : figure_no]),
    )
    return gone if any(point_value(f) == gone and has(f, DIED_IN_CARE) for f in before) else 0


def _has_died(figure: Figure, hurt: Figure) -> bool:
    """ "A trader was wounded; he died in hospital"."""
    is_death = figure.harm_type is HarmType.KILLED and figure.rule_id.startswith("intransitive")
    return is_death and goes_on_about(figure, hurt)


def _is_whole_of(figure_no: int, figures: tuple[Figure, ...]) -> bool:
    """ "two of the seven injured died": the seven, of whom the figure before are two."""
    before, whole = figures[figure_no - 1], figures[figure_no]
    beside = figure_no > 0 and 0 <= whole.char_start - before.char_end <= _PARTITIVE
    return beside and has(before, "later_death") and point_value(before) <= point_value(whole)


def _following(figure_no: int, figures: tuple[Figure, ...]) -> Iterator[Figure]:
    """The figures of the same and the next sentence after a figure."""
    last = figures[figure_no].sentence_no + 1
    return takewhile(lambda figure: figure.sentence_no <= last, islice(figures, figure_no + 1, None))


def _is_outcome(figure: Figure, shot: Figure) -> bool:
    """Whether a figure says what came of people who were shot: "killing two", "one of them fatally", "he died"."""
    if has(shot, "outcome_told") and figure.sentence_no == shot.sentence_no:
        is_shot_too = has(figure, "unsure")  # "shot six traders and a porter, killing two"
        return (
            figure.harm_type in BODILY and figure.of_perpetrators == shot.of_perpetrators and not is_shot_too
        )
    if figure.harm_type is not HarmType.KILLED or figure.of_perpetrators or has(figure, "additive"):
        return False
    if has(shot, "implied") and figure.number_text.casefold() in _EACH:
        return figure.victim_text is None
    if has(shot, "implied") or has(figure, "implied"):
        return has(figure, "implied") and is_same_person(figure, shot)
    text = figure.victim_text
    refers_back = text is None or text.startswith(OF_THOSE) or head_of(figure) == head_of(shot)
    return refers_back and point_value(figure) <= point_value(shot)
