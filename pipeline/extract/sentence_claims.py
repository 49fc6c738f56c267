"""All harm claims of one sentence, in the order in which they depend on each other."""

from pipeline.extract.aboard import add_all_aboard, add_hijacked
from pipeline.extract.bodies import drop_bodies_of_the_dead
from pipeline.extract.claims import ClaimBook, add_linked, drop_outlived
from pipeline.extract.descriptions import describe
from pipeline.extract.fates import drop_ill, drop_retold, judge_missing
from pipeline.extract.in_care import add_in_care
from pipeline.extract.in_turn import add_harmed_in_turn
from pipeline.extract.later_deaths import mark_later_deaths
from pipeline.extract.lexicon import Lexicon
from pipeline.extract.own_dead import add_own_dead, mark_pronouns
from pipeline.extract.parts import link_parts
from pipeline.extract.restating import mark_restated
from pipeline.extract.sentence_reading import SentenceReading
from pipeline.extract.shared_victims import share_victims
from pipeline.extract.survival import add_hurt_survivors, add_unsurvived
from pipeline.extract.takings import add_split_takings, judge_takings
from pipeline.extract.verbless import add_verbless


def read_claims(reading: SentenceReading, lexicon: Lexicon) -> ClaimBook:
    """The sentence's claims, sorted by their characters."""
    book = ClaimBook(reading, lexicon)
    add_linked(book)
    add_unsurvived(book)
    add_hurt_survivors(book)
    add_split_takings(book)
    add_all_aboard(book)
    add_in_care(book)
    add_hijacked(book)
    link_parts(book)
    add_verbless(book)
    add_harmed_in_turn(book)
    add_own_dead(book)
    if not book.claims:
        return book
    describe(book)
    share_victims(book)
    mark_pronouns(book)
    judge_takings(book)
    judge_missing(book)
    drop_ill(book)
    drop_retold(book)
    mark_restated(book)
    drop_outlived(book)
    drop_bodies_of_the_dead(book)
    mark_later_deaths(book)
    if len(book.claims) > 1:
        book.claims.sort(key=lambda c: (c.char_start, c.char_end, c.harm))
    return book
