"""Controlled vocabularies that every part of the line shares.

Each is a closed list: a value outside it is an error in the contract (`pipeline.tables`). Names follow UCDP GED and
Iraq Body Count where they have one.

Code that runs for every number of a text gives the members that it asks for names of its own (`_INCIDENT`): to look one
up in its enumeration takes CPython 3.11 as long as a call.
"""

from enum import IntEnum, StrEnum
from typing import Final


class HarmType(StrEnum):
    """What was done to the people counted."""

    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    KIDNAPPED = "kidnapped"
    DETAINED = "detained"
    DISPLACED = "displaced"


BODILY: Final = frozenset({HarmType.KILLED, HarmType.WOUNDED})
"""Harm to the body."""


class Qualifier(StrEnum):
    """How the report hedges the number it prints."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    FEWER_THAN = "fewer_than"
    ABOUT = "about"
    RANGE = "range"
    VAGUE = "vague"


class VictimClass(StrEnum):
    """Who was harmed; `security_forces` is police and army together, or unsaid which."""

    CIVILIAN = "civilian"
    POLICE = "police"
    MILITARY = "military"
    PARAMILITARY = "paramilitary"
    SECURITY_FORCES = "security_forces"
    MILITANT = "militant"
    OFFICIAL = "official"
    JOURNALIST = "journalist"
    AID_WORKER = "aid_worker"
    MEDICAL = "medical"
    RELIGIOUS = "religious"
    UNKNOWN = "unknown"

    def may_be(self, other: "VictimClass") -> bool:
        """Whether people of the two classes can be the same people, as far as the report says."""
        return self is other or VictimClass.UNKNOWN in (self, other)


ALL_VICTIMS = "all"
"""`victim_class` of an estimate or a total over every class together."""


class Scope(StrEnum):
    """What a number covers; numbers of different scopes are never added."""

    INCIDENT = "incident"
    PERIOD_TOTAL = "period_total"
    STOCK = "stock"
    HISTORICAL = "historical"
    HEADLINE = "headline"


class PartRelation(StrEnum):
    """How a figure stands to its parent: `subset` may leave a rest, the `partition` parts together are the whole."""

    SUBSET = "subset"
    PARTITION = "partition"


class Severity(StrEnum):
    """How grave a finding is; `error` says that printed numbers cannot all be right."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class SetAsideReason(StrEnum):
    """Why a number expression is not a figure."""

    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    AGE = "age"
    DISTANCE = "distance"
    MEASURE = "measure"
    MONEY = "money"
    PERCENTAGE = "percentage"
    ORDINAL = "ordinal"
    NAME = "name"
    COUNT_OF_THINGS = "count_of_things"
    COUNT_OF_EVENTS = "count_of_events"
    COUNT_OF_ANIMALS = "count_of_animals"
    HOUSEHOLDS = "households"
    PEOPLE_NOT_HARMED = "people_not_harmed"
    PERPETRATORS_NOT_HARMED = "perpetrators_not_harmed"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    PRONOUN = "pronoun"
    RESTATED_PART = "restated_part"
    UNRESOLVED = "unresolved"


class DateBasis(StrEnum):
    """Where an article's date of publication was read."""

    MANIFEST = "manifest"
    RECORD = "record"
    HTML_METADATA = "html_metadata"
    BYLINE = "byline"
    DATELINE = "dateline"
    URL = "url"
    NONE = "none"


class WherePrecision(IntEnum):
    """UCDP GED `where_prec`."""

    EXACT = 1
    NEAR = 2
    DISTRICT = 3
    PROVINCE = 4
    REGION = 5
    COUNTRY = 6
    INTERNATIONAL = 7


class DatePrecision(IntEnum):
    """UCDP GED `date_prec`."""

    DAY = 1
    TWO_TO_SIX_DAYS = 2
    WEEK = 3
    MONTH = 4
    YEAR = 5


class EventClarity(IntEnum):
    """UCDP GED `event_clarity`."""

    CLEAR = 1
    LESS_CLEAR = 2
