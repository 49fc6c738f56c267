"""People told again one by one after the lead of a news article has counted them.

"Gunmen killed five people in a bar in Medellin. ... A waitress died on the way to hospital. The bodies of two men lay
behind the counter." The waitress and the two are parts of the five: the same event, no larger, and nothing in their
sentence says that they are others ("a fifth", "in another attack") or elsewhere. A text of one paragraph without a
headline or a dateline is a list of events, where each count stands for itself.
"""

from typing import Final

from pipeline.extract.background import BACKGROUND
from pipeline.extract.claims import Claim
from pipeline.extract.dating import event_date
from pipeline.extract.event_words import SEPARATE
from pipeline.extract.figure_making import Settled
from pipeline.extract.layout import Layout
from pipeline.extract.lexicon import ORDINALS, Tag
from pipeline.extract.passage import Passage
from pipeline.extract.placing import is_elsewhere, place_near
from pipeline.extract.superseded import SUPERSEDED
from pipeline.vocabulary import BODILY, HarmType, Scope, VictimClass

_INCIDENT: Final = Scope.INCIDENT
_UNKNOWN: Final = VictimClass.UNKNOWN
RECOUNTED: Final = "recounted"
_BARE: Final = frozenset({"count_noun", "counted_noun", "predicate", "reduced_passive"})
_MORE: Final = frozenset({"another", "other", "others", "more", "further", "additional", "a further"})
_RIVALRY: Final = 2
"""How many times greater of two counts of the same people one may be."""
OTHER_COUNTS: Final = frozenset({BACKGROUND, SUPERSEDED})
"""Details of counts that are not those of the event reported, or not any more."""
_CONTRAST: Final = "contrast"
_CLAUSE_MARKS: Final = frozenset((";", ":"))


def _mark_recounted(claim: Claim, passage: Passage) -> None:
    """ "Officials had counted 149 dead by Sunday, then 152": all that one verb counts."""
    claim.details.append(RECOUNTED)
    for other in passage.claims:
        if other is not claim and other.rule == "gapped" and other.cue_at == claim.cue_at:
            other.details.append(RECOUNTED)


class Retelling:
    """The lead's count of each harm, and how many of its people the text has told again."""

    def __init__(self, layout: Layout, settled: Settled) -> None:
        self._has_head = layout.title is not None or layout.dateline is not None
        self._settled = settled
        self._leads: dict[HarmType, Claim] = {}
        self._told: dict[HarmType, int] = {}

    def enter(self, passage: Passage) -> None:
        """Make a sentence's counts parts of the lead, or take one up as the lead."""
        for claim in passage.claims:
            if claim.harm in BODILY and _is_fresh(claim):
                self._enter(claim, passage)

    def _enter(self, claim: Claim, passage: Passage) -> None:
        lead = self._leads.get(claim.harm)
        if lead is None or claim.rule == "toll":
            if (claim.number.low or 0) > 1:
                self._leads[claim.harm], self._told[claim.harm] = claim, 0
        elif self._is_later(claim, lead) and self._is_same_event(claim, lead, passage):
            if _is_recount(claim, lead, passage):
                _mark_recounted(claim, passage)
            else:
                self._tell_again(claim, lead, passage)

    def _is_later(self, claim: Claim, lead: Claim) -> bool:
        """Whether a claim goes on with the article that the lead began."""
        own, first = claim.reading.sentence, lead.reading.sentence
        return own.paragraph > first.paragraph or (self._has_head and own.no > first.no)

    def _tell_again(self, claim: Claim, lead: Claim, passage: Passage) -> None:
        """Make a claim, and those of the same verb, parts of the lead if it has room for them all."""
        together = [c for c in passage.claims if c.harm is claim.harm and c.cue_at == claim.cue_at]
        told = self._told[claim.harm] + sum(c.number.low or 0 for c in together)
        goes_on = self._told[claim.harm] > 0
        is_new = claim is together[0] and all(
            _can_be_among(c, lead, goes_on) or self._is_detail(c, lead) or _is_aftermath(c, lead)
            for c in together
            if c.parent is None
        )
        outgrows = told > (lead.number.low or 0)
        if is_new and (not outgrows or _is_aftermath(claim, lead)):
            self._told[claim.harm] = self._told[claim.harm] if outgrows else told
            for each in together:
                if each.parent is None:
                    each.become_part_of(lead)

    def _is_detail(self, claim: Claim, lead: Claim) -> bool:
        """ "Six waiters died", after "22 people": the lead counts everybody, and nothing tells of another attack."""
        (then, here), (when, where) = self._settled[id(claim)], self._settled[id(lead)]
        if claim.rule == "passive" and then is not None and when is not None and then.start > when.end:
            return False
        apart = here is not None and where is not None and is_elsewhere(here, where)
        same = claim.weapon in (None, lead.weapon) and claim.perpetrator in (None, lead.perpetrator)
        counts_all = lead.victims.victim_class is _UNKNOWN and not claim.victims.attackers
        fewer = (claim.number.low or 0) < (lead.number.low or 0)
        is_told = claim.rule in ("passive", "intransitive") and fewer
        is_told &= claim.phrase.head is not None or _is_told_there(claim)
        if claim.phrase.implied or (claim.additive and not _says_also(claim)):
            return False
        return same and counts_all and is_told and not apart and _are_alike(claim, lead)

    def _is_same_event(self, claim: Claim, lead: Claim, passage: Passage) -> bool:
        """Whether the sentence has no sign of another event: another place, an earlier day, "in another attack"."""
        if SEPARATE in claim.details or _is_entry(passage):
            return False
        when, where = self._settled[id(lead)]
        day = event_date(passage.setting.dated)
        if day is not None and when is not None and day.end < when.start:
            return False
        if passage.has(_CONTRAST):  # a place is where the other party spoke
            return True
        places = [p for p in passage.setting.places if not passage.is_of_victims(p)]
        here = place_near(places, claim.char_start, where)
        return here is None or where is None or not is_elsewhere(here, where)


def _is_entry(passage: Passage) -> bool:
    """ "12 May: a boy wounded by a mine": an entry of a log, each an event of its own."""
    sentence, text = passage.reading.sentence, passage.reading.tokens.text
    return any(d.start == sentence.start and text.startswith(":", d.end) for d in passage.setting.dates)


def _is_fresh(claim: Claim) -> bool:
    is_own = claim.parent is None and OTHER_COUNTS.isdisjoint(claim.details)
    return is_own and claim.scope is _INCIDENT and claim.number.value != 0


def _can_be_among(claim: Claim, lead: Claim, goes_on: bool) -> bool:
    """Whether people may be some of those of a count: a single person, or bodies, of no other kind.

    More bodies are more than those of the count told again before, if one was (`goes_on`), and not more than the lead.
    """
    are_bodies = "bodies" in claim.details
    is_single = claim.phrase.implied or are_bodies or _refers_back(claim)
    is_more = claim.additive and not (goes_on and are_bodies) and not _is_counted_off(claim, lead)
    is_apart = is_more or claim.victims.attackers is not lead.victims.attackers
    return is_single and not is_apart and _are_alike(claim, lead)


def _is_told_there(claim: Claim) -> bool:
    """ "A school fell in at Chikwawa. The head teacher said 14 were hurt there": at one of the event's places."""
    words, verb = claim.reading.tokens.words, claim.reading.chunks[claim.cue_at].last
    return "there" in words[claim.phrase.last : verb + 2]


def _is_aftermath(claim: Claim, lead: Claim) -> bool:
    """ "97 bodies had been handed over", of 112: what became of people told by other counts too."""
    fits = (claim.number.low or 0) <= (lead.number.low or 0) and not claim.additive
    return "aftermath" in claim.details and fits and _are_alike(claim, lead)


def _says_also(claim: Claim) -> bool:
    """ "Six waiters also died"."""
    words = claim.reading.tokens.words
    return words[claim.phrase.last] == "also" and not _MORE.intersection(
        words[claim.phrase.first : claim.phrase.last]
    )


def _is_counted_off(claim: Claim, lead: Claim) -> bool:
    """ "A fourth died in the ambulance", of the five whom the lead has counted."""
    opening = " ".join(claim.reading.tokens.words[claim.phrase.first : claim.phrase.first + 2]).split()
    places = [ORDINALS[word] for word in opening[:2] if word in ORDINALS]
    return bool(places) and min(places) <= (lead.number.low or 0)


def _is_recount(claim: Claim, lead: Claim, passage: Passage) -> bool:
    """ "The army spoke of 19 dead", "the rebels, however, said they had killed 35": another source's number."""
    if claim.source == lead.source or claim.phrase.implied or claim.additive:
        return False
    if passage.has(_CONTRAST):
        return _are_alike(claim, lead)
    is_count = claim.rule in _BARE or _counts_everybody(claim, lead)
    return claim.source is not None and is_count and "bodies" not in claim.details


def _counts_everybody(claim: Claim, lead: Claim) -> bool:
    """ "The police said only 12 people lost their lives", after 17: people of no kind, and too many for a detail; so
    too "more than 20 had been killed".
    """
    told, total = claim.number.value or claim.number.low or 0, lead.number.low or 0
    are_people = claim.phrase.head is not None or told > total
    is_general = are_people and claim.victims.victim_class is _UNKNOWN
    is_rival = total <= _RIVALRY * told and told <= _RIVALRY * total
    return is_general and is_rival and "aftermath" not in claim.details and _are_alike(claim, lead)


def _refers_back(claim: Claim) -> bool:
    """ "He was stopped by two guards. Both were killed.", "Nine were shot in the head": a number without a noun."""
    tokens, number = claim.reading.tokens, claim.phrase.core
    if tokens.words[number[0]] == "both":
        return True
    opens = claim.phrase.first == 0 or tokens.tags[claim.phrase.first - 1] in _CLAUSE_MARKS
    is_bare = claim.phrase.head is None and claim.phrase.last == number[1] - 1
    says_how = claim.rule in ("passive", "intransitive", "predicate")
    return opens and is_bare and says_how and tokens.tags[number[1]] in (Tag.BE, Tag.HARM_INTRANSITIVE)


def _are_alike(claim: Claim, lead: Claim) -> bool:
    own, whole = claim.victims.victim_class, lead.victims.victim_class
    return own in (whole, _UNKNOWN) or (whole is _UNKNOWN and own is not VictimClass.MILITANT)
