"""What is read of one place name in a text."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from pipeline.gazetteer import Place, PlaceKind


class Role(StrEnum):
    """What a place name does in its sentence."""

    LOCATION = "location"
    """Something happens there: `in Mosul`, `hit Basra`."""
    NAMED = "named"
    """Mentioned without saying where: `Jordan has closed its border`, `the government of Iraq`."""
    NEAR = "near"
    """A point of reference: `near Baquba`, `80 km north of Baghdad`."""
    CONTAINER = "container"
    """The larger place of another mention: `Balad, Salah al-Din`, `Basra in southern Iraq`."""
    DEMONYM = "demonym"
    """People or things of a country: `Iraqi cities`."""
    OBLIQUE = "oblique"
    """Where somebody comes from, goes to or is taken: `flown to Karachi`, `born in Oran`."""
    ORIGIN = "origin"
    """People or things of a country that are likely to be abroad: `a German tourist`."""
    PART_OF_NAME = "part_of_name"
    """Inside the name of a person or an organisation: `Jerusalem Post`; never where an event is."""


class Link(StrEnum):
    """How a mention follows the one before it."""

    NONE = "none"
    COMMA = "comma"
    AND = "and"
    IN = "in"
    POSSESSIVE = "possessive"


class Mention(NamedTuple):
    """A place name in a text, not yet resolved: `text[start:end]` is the name as printed."""

    start: int
    end: int
    role: Role
    candidates: tuple[Place, ...]
    """Best known first; empty for a name that the gazetteer lacks, in a place's position."""
    wanted: PlaceKind | None
    """What the words around it call it: `Kirkuk province` -> ADM1, `the city of Kirkuk` -> CITY."""
    part: str | None
    """`southern` of `southern Iraq`."""
    link: Link
    name: str
    """The name as printed."""
    rare: bool
    """The name is far more often something else (a person, a word): needs support to count."""


@dataclass(slots=True, eq=False)
class ResolvedPlace:
    """A mention and the place it means."""

    start: int
    end: int
    role: Role
    place: Place
    where_prec: int
    """UCDP GED code of an event about which the text says no more than this mention does."""
    name: str
    """The place's name, with its part where one is said: `southern Iraq`."""
