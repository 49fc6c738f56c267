"""Whether two figures of a document count the same people: by name, pronoun or description, by class and by place."""

from typing import Final, Protocol

from pipeline.extract.counted_off import SAID_OF, counted_up_to
from pipeline.extract.lexicon import ORDINALS, word_list
from pipeline.extract.parts import AMONG_ALL
from pipeline.extract.records import Figure
from pipeline.vocabulary import HarmType, PartRelation, Qualifier, VictimClass

OF_THOSE: Final = ("of the ", "of those ", "of these ", "of them", "of whom")
"""How the words after a number begin when they refer back to people counted before."""
_PRONOUNS = frozenset({"he", "him", "she", "her", "his"})
_VICTIMS = frozenset({"victim", "deceased", "casualty"})
_INDEFINITE = frozenset({"a", "an"})
_POSSESSIVES = frozenset({"his", "her", "their", "its"})
_FEWEST: Final = 2
"""People of a count that may hold "the other"."""
_RIVAL_REACH: Final = 3
"""Sentences between a count and one that is said to be another source's."""
_OF_OTHERS: Final = ("additive", "separate", "implied", "an_event")
"""Details of a count that is not of people told before."""
_MORE_BODIES: Final = 1.5
_MORE_COUNTED: Final = 1.2
"""How often more a later count may be that makes a first one precise."""
_SHORTEST_NAME = 4
"""Letters of a word by which two mentions of a person are matched."""


class Described(Protocol):
    """What two tellings of a person are compared by; a figure of extraction or a row of the `figures` table."""

    @property
    def number_text(self) -> str:
        """The word that carries the number ("a", "he", a name)."""

    @property
    def victim_text(self) -> str | None:
        """The report's words for the person."""

    @property
    def of_perpetrators(self) -> bool:
        """Whether the person attacked."""

    @property
    def rule_id(self) -> str:
        """The grammatical relation, then details ("passive.implied")."""


def point_value(figure: Figure) -> int:
    """The printed number; the middle of a range; nothing for a vague word."""
    if figure.value is not None:
        return figure.value
    if figure.qualifier is Qualifier.RANGE and figure.value_low is not None and figure.value_high is not None:
        return (figure.value_low + figure.value_high) // 2
    return 0


def same_place(a: Figure, b: Figure) -> bool:
    """Not said to be in two provinces or countries; a report names one event's place now finely, now roughly."""
    if a.where_prec != b.where_prec or a.place_id is None or a.place_id == b.place_id:
        return True
    return a.adm1 is not None and (a.country, a.adm1) == (b.country, b.adm1)


def same_people(a: Figure, b: Figure) -> bool:
    """Of one side, and of one class as far as the report says."""
    return a.of_perpetrators == b.of_perpetrators and a.victim_class.may_be(b.victim_class)


def is_known(figure: Figure) -> bool:
    """ "Most of the 22 injured": a number with "the" is of people whom the report has told, wherever it now stands."""
    return f" the {figure.number_text} ".casefold() in f" {figure.quote} ".casefold() and not has(
        figure, "implied"
    )


def goes_on_about(figure: Described, person: Described) -> bool:
    """Whether a figure is of one person told just before, by a pronoun or by the same noun with "the"."""
    if not (has(figure, "implied") and has(person, "implied")):
        return False
    word = figure.number_text.casefold()
    if _is_the_victim(figure):
        return True
    if figure.victim_text is None:
        return word in _PRONOUNS
    return word == "the" and head_of(figure) == head_of(person)


def _is_the_victim(figure: Described) -> bool:
    """ "The victim", in police reports "Victim": whoever was told harmed before."""
    word = figure.number_text.casefold()
    return word in _VICTIMS or (word == "the" and head_of(figure) in _VICTIMS)


def _names(figure: Described) -> set[str]:
    words = (figure.victim_text or "").casefold().replace("'s", "").replace("’s", "").split()
    return {word for word in words if len(word) >= _SHORTEST_NAME}


def head_of(figure: Described) -> str:
    """The noun of a description: "man" of "23-year-old man" and of "man, 32, a father of four"."""
    return (figure.victim_text or "").casefold().partition(",")[0].rpartition(" ")[2]


def _is_pronoun(figure: Described) -> bool:
    """ "He"; "his colleague" is somebody else."""
    return figure.number_text.casefold() in _PRONOUNS and figure.victim_text is None


def is_relation_of_another(figure: Described, other: Described) -> bool:
    """ "His colleague was killed", after a sergeant was: known by somebody else, and of another noun."""
    is_related = has(figure, "implied") and figure.number_text.casefold() in _POSSESSIVES
    return is_related and has(other, "implied") and head_of(figure) != head_of(other)


def is_another_person(figure: Figure, other: Figure) -> bool:
    """ "A farmer was killed", after a boy was: two nouns with "a", of which one person is hardly both."""
    if not all(_is_introduced(each) for each in (figure, other)):
        return False
    heads = {head_of(figure), head_of(other)}
    return len(heads) > 1 and word_list("people", "said_of_anybody").isdisjoint(heads)


def _is_introduced(figure: Figure) -> bool:
    """ "A farmer": a civilian told of for the first time, not by name."""
    is_new = has(figure, "implied") and figure.number_text.casefold() in _INDEFINITE
    return is_new and figure.victim_class is VictimClass.CIVILIAN


def is_same_person(figure: Described, other: Described) -> bool:
    """A pronoun, or a name or description that shares a word with one told before; a bare surname is that of somebody
    told before by office or full name. An attacker is none of the victims, but who shot himself may
    be told dead by a pronoun.
    """
    if not has(other, "implied"):
        return False
    if has(figure, SAID_OF):
        return True
    if figure.of_perpetrators != other.of_perpetrators:
        return _is_pronoun(figure) and other.rule_id.startswith("suicide")
    if has(figure, "surname") and not has(other, "surname"):
        return True
    if figure.number_text.casefold() == "the" and head_of(figure) == head_of(other) != "":
        return True
    return _is_pronoun(figure) or _is_the_victim(figure) or not _names(figure).isdisjoint(_names(other))


def is_one_of(figure: Figure, other: Figure) -> bool:
    """ "one of the soldiers", "the first", "a second supervisor": among the people of a larger count told before; "the
    third" after two died is one more.
    """
    if not same_people(figure, other):
        return False
    if (figure.victim_text or "").startswith(OF_THOSE):
        return point_value(figure) < point_value(other)
    told = f"{figure.number_text} {figure.victim_text}".casefold().split(" ", 2)
    place = ORDINALS.get(told[1]) or counted_up_to(figure.rule_id)
    if told[0] == "a":
        return 0 < place <= point_value(other)
    is_counted_off = told[0] == "the" and figure.victim_text is None
    return is_counted_off and point_value(other) >= (place or _FEWEST)


def fills_bound(figure: Figure, earlier: list[Figure]) -> bool:
    """Whether a later count makes the first precise.

    "More than 140 were hurt. Hospitals treated 144 people", "More than 50 miners died. By the mayor's count 52 miners
    were killed", "26 died. By Friday 29 bodies had been recovered".
    """
    if len(earlier) != 1 or any(has(figure, detail) for detail in _OF_OTHERS):
        return False
    bound = earlier[0]
    if not (same_people(figure, bound) and point_value(figure) >= point_value(bound)):
        return False
    is_open = bound.qualifier in (Qualifier.MORE_THAN, Qualifier.AT_LEAST)
    excess = point_value(figure) / max(1, point_value(bound))
    if has(figure, "aftermath"):
        is_dead = bound.harm_type is HarmType.KILLED
        return same_place(figure, bound) and excess <= _MORE_BODIES if is_dead else is_open and excess <= 2
    is_same_noun = figure.victim_text is not None and head_of(figure) == head_of(bound)
    return is_open and is_same_noun and excess <= _MORE_COUNTED and same_place(figure, bound)


def is_among_all(part: Figure) -> bool:
    """Whether a part is told as such, adds up with others to its whole, or is taken up by "all three"."""
    is_told = part.rule_id.startswith("part.") or part.part_relation is PartRelation.PARTITION
    return is_told or has(part, AMONG_ALL)


def are_rivals(figure: Figure, other: Figure) -> bool:
    """ "the ministry spoke of 64 dead, but hospitals counted 88": two counts of the same people. So are
    "either three or five".
    """
    if has(figure, "alternative"):
        return figure.sentence_no == other.sentence_no
    if figure.sentence_no == other.sentence_no and has(figure, "implied") and has(other, "implied"):
        return False  # "local media said that a man and his daughter died"
    apart = figure.source is not None and other.source is not None and figure.source != other.source
    is_rival = has(figure, "rival")
    if is_rival and (has(figure, "additive") or (has(other, "implied") and point_value(figure) > 1)):
        return False  # "a commander was killed. ... Local media reported that two soldiers died"
    apart = apart or is_rival
    near = abs(figure.sentence_no - other.sentence_no) <= (_RIVAL_REACH if is_rival else 1)
    alike = same_people(figure, other) and not figure.of_perpetrators
    return apart and near and alike and same_place(figure, other) and not has(figure, "separate")


def has(figure: Described, detail: str) -> bool:
    """Whether the extraction marked the figure so (`rule_id` is the relation, then its details)."""
    return detail in figure.rule_id.split(".")[1:]
