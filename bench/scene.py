"""Fills the slots of a sentence: one scene is one report, with its town, its day and its chance."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from bench.grammar import load

SLOT = re.compile(r"\{(\w+)\}")
SMALL = (
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
)
ORDINALS = ("first", "second", "third", "fifth", "tenth", "20th")
COMPASS = ("north", "south", "east", "west", "north-east", "south-west")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
FIRST_DAY = date(2004, 1, 1)
DAYS = 7_300
"""Reports are dated within twenty years."""


class Scene:
    """One report's place, day and random choices; the same `key` gives the same report on any machine."""

    def __init__(self, key: str) -> None:
        self.chance = Random(key)
        self.town, self.province, self.country, self.adjective = self.chance.choice(load("places")["towns"])
        self.day = FIRST_DAY + timedelta(days=self.chance.randrange(DAYS))
        self._bounds = (0, 0)

    def fill(self, template: str) -> str:
        """`template` with every slot filled; a slot whose name is capitalised gives a capital letter."""
        low = self.chance.randint(3, 40)
        self._bounds = (low, low + self.chance.randint(2, 15))
        return self._filled(template)

    def _filled(self, template: str) -> str:
        return SLOT.sub(lambda slot: self._word(slot[1]), template)

    def _word(self, slot: str) -> str:
        if slot[0].isupper():
            word = self._word(slot[0].lower() + slot[1:])
            return word[0].upper() + word[1:]
        if made := MAKERS.get(slot):
            return made(self)
        return self._filled(self.chance.choice(load("words")[slot]))

    def number(self, low: int, high: int, step: int = 1) -> str:
        """A number as digits, with commas from a thousand."""
        return f"{self.chance.randrange(low, high + 1, step):,}"

    def thousands(self) -> str:
        """A number of thousands, now and then in millions."""
        if self.chance.random() < 0.1:
            return f"{self.chance.randint(11, 49) / 10} million"
        return self.number(1_000, 90_000, 100)

    def bound(self, which: int) -> str:
        """The lower (0) or the upper (1) bound of the sentence's range."""
        return str(self._bounds[which])

    def written_date(self, *, with_year: bool = False) -> str:
        """A day near the report's own, as "14 March" or "14 March 2016"."""
        day = self.day - timedelta(days=self.chance.randint(1, 90))
        return f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if with_year else "")


MAKERS: dict[str, Callable[[Scene], str]] = {
    "adjective": lambda scene: scene.adjective,
    "age": lambda scene: scene.number(5, 85),
    "child": lambda scene: scene.number(5, 15),
    "clock": lambda scene: f"{scene.chance.randint(1, 12)}:{scene.chance.choice(('00', '15', '30'))} am",
    "compass": lambda scene: scene.chance.choice(COMPASS),
    "country": lambda scene: scene.country,
    "date": lambda scene: scene.written_date(),
    "date_long": lambda scene: scene.written_date(with_year=True),
    "digits": lambda scene: scene.number(2, 60),
    "high": lambda scene: scene.bound(1),
    "his": lambda scene: scene.chance.choice(("his", "her")),
    "hundreds": lambda scene: scene.number(100, 1_900),
    "km": lambda scene: scene.number(2, 140),
    "low": lambda scene: scene.bound(0),
    "money": lambda scene: f"${scene.chance.randint(2, 900)} {scene.chance.choice(('million', 'billion'))}",
    "month": lambda scene: scene.chance.choice(MONTHS),
    "name": lambda scene: scene.fill("{forename} {surname}"),
    "ordinal": lambda scene: scene.chance.choice(ORDINALS),
    "percent": lambda scene: scene.number(3, 95),
    "province": lambda scene: scene.province,
    "score": lambda scene: f"{scene.chance.randint(1, 4)}-{scene.chance.randint(0, 3)}",
    "small": lambda scene: scene.chance.choice(SMALL),
    "tens": lambda scene: scene.number(20, 300, 10),
    "thousands": Scene.thousands,
    "town": lambda scene: scene.town,
    "year": lambda scene: str(scene.day.year - scene.chance.randint(1, 15)),
    "young": lambda scene: scene.number(18, 25),
}
"""Slots that are made rather than chosen from a list of `words.toml`."""
