"""All harm claims of one sentence, in the order in which they depend on each other."""

from typing import Final

from pipeline.extract.aboard import add_all_aboard, add_all_hands, add_hijacked
from pipeline.extract.bodies import drop_bodies_of_the_dead, take_in_found
from pipeline.extract.claims import ClaimBook
from pipeline.extract.descriptions import describe
from pipeline.extract.executions import judge_executions
from pipeline.extract.fates import drop_described, drop_ill, drop_retold, judge_missing
from pipeline.extract.in_care import add_in_care
from pipeline.extract.in_turn import add_harmed_in_turn
from pipeline.extract.later_deaths import drop_outlived, mark_died_in_care, mark_later_deaths
from pipeline.extract.lexicon import Lexicon
from pipeline.extract.linked_claims import add_linked
from pipeline.extract.maimed import add_maimed
from pipeline.extract.own_dead import add_own_dead, mark_left_behind, mark_pronouns
from pipeline.extract.parts import link_parts
from pipeline.extract.plus_perpetrators import add_plus_perpetrators
from pipeline.extract.pronoun_objects import add_pronoun_objects
from pipeline.extract.restating import mark_restated
from pipeline.extract.sentence_reading import SentenceReading
from pipeline.extract.shared_victims import share_victims
from pipeline.extract.survival import add_hurt_fugitives, add_hurt_survivors, add_unsurvived
from pipeline.extract.table_cells import add_table_cells
from pipeline.extract.takings import add_split_takings, judge_takings
from pipeline.extract.verbless import add_conditions, add_verbless
from pipeline.vocabulary import BODILY, HarmType

_KILLED: Final = HarmType.KILLED
_WOUNDED: Final = HarmType.WOUNDED
_MISSING: Final = HarmType.MISSING
_DISPLACED: Final = HarmType.DISPLACED


def read_claims(reading: SentenceReading, lexicon: Lexicon) -> ClaimBook:
    """The sentence's claims, sorted by their characters."""
    book = ClaimBook(reading, lexicon)
    add_linked(book)
    add_unsurvived(book)
    add_hurt_survivors(book)
    add_hurt_fugitives(book)
    add_split_takings(book)
    add_all_aboard(book)
    add_all_hands(book)
    add_in_care(book)
    add_maimed(book)
    add_hijacked(book)
    link_parts(book)
    add_verbless(book)
    add_conditions(book)
    add_harmed_in_turn(book)
    add_pronoun_objects(book)
    add_own_dead(book)
    add_plus_perpetrators(book)
    add_table_cells(book)
    if not book.claims:
        return book
    describe(book)
    share_victims(book)
    mark_pronouns(book)
    mark_left_behind(book)
    _judge(book, {claim.harm for claim in book.claims})
    if len(book.claims) > 1:
        book.claims.sort(key=lambda c: (c.char_start, c.char_end, c.harm))
    return book


def _judge(book: ClaimBook, harms: set[HarmType]) -> None:
    """Change or take back claims by what else the sentence tells; no rule is asked about harms that it does not."""
    if not harms <= BODILY:
        judge_takings(book)
    if _WOUNDED in harms or _DISPLACED in harms:
        judge_executions(book)
    if _MISSING in harms:
        judge_missing(book)
    if _WOUNDED in harms:
        drop_ill(book)
        drop_described(book)
    drop_retold(book)
    mark_restated(book)
    if len(harms) > 1 or _KILLED not in harms:
        drop_outlived(book)
    drop_bodies_of_the_dead(book)
    take_in_found(book)
    if _KILLED in harms:
        mark_died_in_care(book)
        if _WOUNDED in harms:
            mark_later_deaths(book)
