"""Which figures of one harm type add to a document's total, decided in the order of the text."""

from typing import Final, NamedTuple

from pipeline.extract.coreference import (
    are_rivals,
    fills_bound,
    has,
    is_another_person,
    is_known,
    is_one_of,
    is_relation_of_another,
    is_same_person,
    point_value,
    same_people,
    same_place,
)
from pipeline.extract.records import Figure
from pipeline.vocabulary import HarmType, VictimClass

_OF_ANOTHER_SOURCE: Final = "a rival count of another source"
_FEWEST_BROKEN_DOWN: Final = 5
"""People of a count whose parts add up to it no longer by chance."""


_FEW: Final = 2
"""People; one hurt beside one dead is told of many events."""


class Toll(NamedTuple):
    """Whether figure `figure_no` of the extraction adds to the total of its harm type, and why or why not.

    `rival_of` is the figure that counts the same people on another source's word; `elsewhere` of its people are told
    again by what came of them ("four were shot, two fatally") or are attackers, who count apart.
    """

    figure_no: int
    counted: bool
    reason: str
    rival_of: int | None = None
    elsewhere: int = 0


def _is_labelled_part(figure: Figure, other: Figure) -> bool:
    """ "Total killed: 4-6. Civilians reported killed: 0-2": a line on one class after that on all."""
    are_labels = figure.rule_id.startswith("label") and other.rule_id.startswith("label")
    is_of_all = other.victim_class is VictimClass.UNKNOWN and figure.victim_class is not VictimClass.UNKNOWN
    return are_labels and is_of_all and point_value(figure) <= point_value(other)


class Tally:
    """Decides on the figures of one harm type in the order of the text."""

    def __init__(self, figures: tuple[Figure, ...]) -> None:
        self.figures = figures
        self.kept: list[int] = []
        self.decisions: list[Toll] = []
        self.details = 0
        self.aftermath = 0

    def take(self, index: int) -> None:
        """Decide on the next figure."""
        figure = self.figures[index]
        rival = next((i for i in self.kept if are_rivals(figure, self.figures[i])), None)
        decision = self._decide(figure, rival)
        if decision is None:
            self.kept.append(index)
            self.decisions.append(Toll(index, True, "adds to the toll"))
        else:
            self.decisions.append(Toll(index, False, decision, rival))

    def _decide(self, figure: Figure, rival: int | None) -> str | None:
        """Why the figure adds nothing, or None when it adds to the toll."""
        value = point_value(figure)
        earlier = [self.figures[i] for i in self.kept if self.figures[i].sentence_no != figure.sentence_no]
        if rival is not None and has(figure, "rival"):
            return _OF_ANOTHER_SOURCE
        is_latest = figure.rule_id.startswith("toll") and self._is_latest_toll(value)
        if has(figure, "recorded_here") or is_latest or fills_bound(figure, earlier):
            self._supersede(figure)
            return None
        if rival is not None or (earlier and has(figure, "recounted")):
            return _OF_ANOTHER_SOURCE
        if has(figure, "restated"):
            return "restates an earlier count"
        if any(_is_labelled_part(figure, other) for other in earlier):
            return "among those told before"
        if self._is_sum(figure, value):
            return "the counts told before together"
        if not earlier:
            return None
        if figure.rule_id.startswith("part.") or has(figure, "condition"):
            return "part of a count told before"
        if any(is_one_of(figure, other) or self._are_the_others(figure, other) for other in earlier):
            return "among those told before"
        if self._is_aftermath(figure, value, earlier):
            return "among those told before"
        if self._is_detail(figure, value):
            return "detail of the total told first"
        if any(self._is_pair_again(figure, other) for other in earlier):
            return "restates an earlier count"
        if has(figure, "additive"):
            return None
        if has(figure, "implied") and any(is_same_person(figure, o) for o in earlier):
            return "the same person again"
        if has(figure, "separate"):
            return None
        if any(self._restates(figure, o) for o in earlier):
            return "restates an earlier count"
        closes = has(figure, "total") and value >= sum(map(point_value, earlier))
        if closes or self._takes_in_persons(figure, value, earlier):
            self._supersede(figure)
        return None

    def _is_pair_again(self, figure: Figure, other: Figure) -> bool:
        """ "Eight killed, five hurt in raid. Eight people were killed and five others injured": "others" than the dead
        of its own sentence, who are told again too.
        """
        if (
            point_value(figure) != point_value(other)
            or not has(figure, "additive")
            or point_value(figure) < _FEW
        ):
            return False
        dead = self._beside(figure)
        return dead is not None and dead == self._beside(other)

    def _beside(self, figure: Figure) -> tuple[HarmType, int] | None:
        """The count of another harm told in the sentence of a figure."""
        near = (f for f in self.figures if f.sentence_no == figure.sentence_no and f.parent is None)
        return next(
            ((f.harm_type, point_value(f)) for f in near if f.harm_type is not figure.harm_type), None
        )

    def _takes_in_persons(self, figure: Figure, value: int, earlier: list[Figure]) -> bool:
        """ "A second man has died. ... Two young men have lost their lives": a count of persons told one by one."""
        is_general = figure.victim_class is VictimClass.UNKNOWN and figure.victim_text is not None
        if has(figure, "implied") or not is_general or value < 2 or len(earlier) < len(self.kept):
            return False
        persons = all(has(other, "implied") and same_people(figure, other) for other in earlier)
        if self._follows_other_harm(figure, earlier[-1]):
            return False
        return persons and sum(map(point_value, earlier)) <= value

    def _follows_other_harm(self, figure: Figure, person: Figure) -> bool:
        """ "His driver was hurt. ... A woman and her sons were killed. Two persons suffered injuries": beside these."""
        return any(
            other.harm_type is not figure.harm_type
            and other.sentence_no == figure.sentence_no - 1 > person.sentence_no
            and other.place_name != person.place_name
            for other in self.figures
        )

    @staticmethod
    def _are_the_others(figure: Figure, other: Figure) -> bool:
        """ "A boy died, which raises the toll to four. The three others died at once"."""
        is_fewer = point_value(figure) < point_value(other)
        return is_fewer and has(figure, "additive") and is_known(figure) and same_people(figure, other)

    def _restates(self, figure: Figure, other: Figure) -> bool:
        """The same number of the same people; "A blast killed one" begins an event of its own."""
        if (has(figure, "an_event") and has(other, "an_event")) or is_another_person(figure, other):
            return False
        alike = point_value(other) == point_value(figure) and not is_relation_of_another(figure, other)
        return alike and same_people(figure, other) and (is_known(figure) or same_place(figure, other))

    def _is_aftermath(self, figure: Figure, value: int, earlier: list[Figure]) -> bool:
        """ "31 drowned. Divers recovered 19 bodies": what became of people told before, as long as these suffice."""
        if not has(figure, "aftermath") or has(figure, "additive") or has(figure, "separate"):
            return False
        told = [f for f in earlier if f.of_perpetrators == figure.of_perpetrators and same_place(figure, f)]
        if self.aftermath + value > max(map(point_value, told), default=0):
            return False
        self.aftermath += value
        return True

    def _is_detail(self, figure: Figure, value: int) -> bool:
        """After "a string of attacks killed 46", counts up to 46 are its details."""
        lead = self.figures[self.kept[0]]
        told_as_one = has(lead, "summary") and not has(figure, "separate")
        if not (told_as_one or has(figure, "detail")) or lead.sentence_no == figure.sentence_no:
            return False
        if self.details + value > point_value(lead):
            return False
        self.details += value
        return True

    def _is_sum(self, figure: Figure, value: int) -> bool:
        """ "A farmer and his son were shot dead. 2 fatalities.": a closing line adds up the counts before it, those of
        perpetrators among them.
        """
        is_line = figure.rule_id.startswith(("count_noun", "label")) and not has(figure, "additive")
        told = [self.figures[i] for i in self.kept]
        closes = len(told) > 1 or any(other.sentence_no == figure.sentence_no for other in told)
        is_sum = closes and value == sum(map(point_value, told))
        return is_line and is_sum and figure.victim_class is VictimClass.UNKNOWN

    def _is_latest_toll(self, value: int) -> bool:
        """A toll corrects tolls told before, and closes counts that it is not smaller than."""
        kept = [self.figures[i] for i in self.kept]
        return bool(kept) and (
            all(f.rule_id.startswith("toll") for f in kept) or value >= sum(point_value(f) for f in kept)
        )

    def finish(self) -> None:
        """Later counts that make up the first one together are its breakdown: 22 told, then 13 and nine."""
        if not self.kept:
            return
        self._drop([i for i in self.kept if self._dies_twice(i)], "among other attackers told dead")
        lead, *rest = (self.figures[i] for i in self.kept)
        rest = [figure for figure in rest if point_value(figure) or figure.value == 0]
        told_later = all(figure.sentence_no > lead.sentence_no for figure in rest)
        told = sum(map(point_value, rest))
        is_broken_down = len(rest) > 1 and told == point_value(lead)
        if told_later and (is_broken_down or (rest and self._is_rest(told, lead))):
            self._drop(self.kept[1:], "part of the count told first")

    def _is_rest(self, told: int, lead: Figure) -> bool:
        """Whether the counts left over are those that the lead's details and parts leave of it."""
        if point_value(lead) < _FEWEST_BROKEN_DOWN:
            return False
        parts = (f for f in self.figures if f.parent == self.kept[0] and f.sentence_no > lead.sentence_no)
        counted = self.details + sum(map(point_value, parts))
        return counted > 0 and told + counted == point_value(lead)

    def _dies_twice(self, index: int) -> bool:
        """ "Two suicide bombers ...; one of them blew himself up"; "... and all ten attackers died"."""
        figure = self.figures[index]
        if not figure.rule_id.startswith("suicide") or has(figure, "additive"):
            return False
        value = point_value(figure)
        for i in self.kept:
            other = self.figures[i]
            is_bombers = other.rule_id.startswith("suicide")
            larger = point_value(other) > value if is_bombers else i > index and point_value(other) >= value
            if i != index and other.of_perpetrators and larger and (i < index or not is_bombers):
                return True
        return False

    def _drop(self, figures: list[int], reason: str) -> None:
        """Take back figures that were kept."""
        gone = frozenset(figures)
        self.decisions = [
            Toll(d.figure_no, False, reason) if d.figure_no in gone else d for d in self.decisions
        ]
        self.kept = [index for index in self.kept if index not in gone]

    def _supersede(self, toll: Figure) -> None:
        """A death toll closes the counts told before it, but for those of the other side."""
        sides = (self.figures[i].of_perpetrators for i in self.kept)
        gone = [i for i, side in zip(self.kept, sides, strict=True) if side == toll.of_perpetrators]
        self._drop(gone, "superseded by a later toll")
