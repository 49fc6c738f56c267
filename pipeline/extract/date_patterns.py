"""The expressions of time that English news uses, as patterns over lower-case text.

Each rule is a name and a pattern; the name chooses its reading in `date_readers.READERS`. An expression is
looked for only at words that can open one (`OPENERS`) and at digits (`DIGITS`); there the first rule that
matches wins. No pattern repeats a repeat, so matching takes time linear in the text.
"""

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files

_MONTH_NAMES = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
_WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = {name: number for number, name in enumerate(_WEEKDAY_NAMES)}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}
"""First and last month of a season, northern half of the globe; 14 is February of the next year."""

_SMALL_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
NUMBER_WORDS = {word: number for number, word in enumerate(_SMALL_NUMBERS, 1)} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "twenty-four": 24,
    "forty-eight": 48,
    "seventy-two": 72,
}
ORDINAL_DAYS = {
    word: number
    for number, word in enumerate(
        (
            *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
            *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
            *("eighteenth", "nineteenth", "twentieth"),
        ),
        1,
    )
}
_WORDS = tomllib.loads(files("pipeline.extract").joinpath("date_words.toml").read_text("utf-8"))
NAMED_DAYS: dict[str, tuple[int, int]] = {
    name: (month, day) for name, (month, day) in _WORDS["named_days"].items()
}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_M = rf"(?:{_any(MONTHS)})\b\.?"
_W = rf"(?:{_any(WEEKDAYS)})"
_D = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\w%])"
_Y = r"(?:1[89]|20)\d\d(?![\w%]|[,.]\d)"
_N = rf"(?:\d{{1,3}}(?:,\d{{3}})?(?:\.\d+)?|a couple of|a few|an?|{_any(NUMBER_WORDS)}|several|many|some)"
_U = r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|century|centuries)"
_UNIT = r"(?:second|minute|hour|day|night|week|month|year|decade|centur)"
_UNITS = r"(?:seconds|minutes|hours|days|nights|weeks|months|years|decades|centuries)"
_NAMED_YEAR = r",? (?:of )?(?:last|this|that|the same) year"
_NO_AGE = r"(?![- ]olds?\b| of age\b| (?:guard|watchm[ae]n|labou?rer|nurse|porter|fisherm[ae]n)s?\b)"
""" "A 20-year-old", "a night guard" are no durations."""
_OF_DAY = r"(?: (?:morning|afternoon|evening|night))?"
_TO = r"(?: ?[-–—&/] ?| to | and | or | until | till | through )"
_COUNTED = (
    r"(?! (?:people|civilians|soldiers|police|policemen|militants|others|were|killed|wounded|dead|injured))"
)
_PART = r"early|mid|late|the (?:start|beginning|middle|end) of|(?:start|beginning|middle|end) of"
_ZONE = r"(?: (?:gmt|utc|local time|local|hours|hrs|est|edt|bst))?"
_NEXT_AND_LAST = r"this past|last|past|this|next|previous"


def _year(group: str) -> str:
    """A year after a day and month; two digits may turn out to be no year (see `date_readers`)."""
    return rf"(?P<{group}>,? (?:of )?{_Y}|{_NAMED_YEAR}|[ -]'?\d\d(?![\w%]|[,.:/]\d){_COUNTED})?"


def _four_digits(group: str) -> str:
    return rf"(?P<{group}>,? (?:of )?{_Y}|{_NAMED_YEAR})?"


RULES: dict[str, str] = {
    "iso": r"(?P<iso_y>(?:1[89]|20)\d\d)-(?P<iso_m>[01]\d)-(?P<iso_d>[0-3]\d)(?!\d)",
    "slashed": (
        r"(?:(?<=\bon )|(?<=since )|(?<=until )|(?<=between ))"
        r"(?P<sl_a>[0-3]?\d)/(?P<sl_b>[0-3]?\d)(?![\d/])"
    ),
    "numeric": r"(?P<num_a>\d{1,2})(?P<num_s>[/.])(?P<num_b>\d{1,2})(?P=num_s)(?P<num_y>\d{4}|\d\d)(?!\d)",
    "clock": (
        rf"\d{{1,2}}(?:[:.][0-5]\d)?(?: ?[ap](?:\.m\.?|m\b)| o['’]clock){_ZONE}"
        rf"|\d{{1,2}}:[0-5]\d(?::[0-5]\d)?{_ZONE}"
        r"|(?:[01]\d|2[0-4])[0-5]\d ?(?:gmt|utc|hours|hrs|local)"
        r"|(?<=at )(?:[01]\d|2[0-3])[0-5]\d(?= (?:this|on|yesterday|today|that|local|last|in)\b|,)"
    ),
    "days_two_months": (
        rf"(?P<tm_d1>{_D})(?: of)? (?P<tm_m1>{_M})(?:,? (?P<tm_y1>{_Y}))?{_TO}"
        rf"(?P<tm_d2>{_D})(?: of)? (?P<tm_m2>{_M}){_year('tm_y2')}"
    ),
    "months_two_days": (
        rf"(?P<mt_m1>{_M}) (?P<mt_d1>{_D})(?:,? (?P<mt_y1>{_Y}))?{_TO}"
        rf"(?P<mt_m2>{_M}) (?P<mt_d2>{_D}){_four_digits('mt_y2')}"
    ),
    "days_month": (
        rf"(?P<dm_d1>{_D})(?:, {_D})?{_TO}(?:the )?(?P<dm_d2>{_D})(?: of)? (?P<dm_m>{_M}){_year('dm_y')}"
    ),
    "month_days": (
        rf"(?P<md_m>{_M}) (?P<md_d1>{_D})(?:, {_D})?{_TO}(?:the )?(?P<md_d2>{_D}){_COUNTED}"
        rf"{_four_digits('md_y')}"
    ),
    "day_month": rf"(?:{_W},? (?:the )?)?(?P<d_d>{_D})(?: of|-)?[ -]?(?P<d_m>{_M}){_year('d_y')}",
    "month_day": rf"(?:{_W},? )?(?P<m_m>{_M}) (?:the )?(?P<m_d>{_D}){_COUNTED}{_four_digits('m_y')}",
    "spelled_day": rf"(?P<sd_d>{_any(ORDINAL_DAYS)}) of (?P<sd_m>{_M}){_four_digits('sd_y')}",
    "lone_day": r"(?<=on the )(?P<lo_d>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)(?=[,.;])",
    "named_day": rf"(?P<nd_name>{_any(NAMED_DAYS)}){_four_digits('nd_y')}",
    "months": rf"(?P<ms_m1>{_M})(?: (?P<ms_y1>{_Y}))?{_TO}(?P<ms_m2>{_M}){_four_digits('ms_y2')}",
    "month": (
        rf"(?:(?P<mo_part>{_PART})[ -](?:the )?)?(?:(?P<mo_which>{_NEXT_AND_LAST}|month of) )?"
        rf"(?P<mo_m>{_M}){_four_digits('mo_y')}"
    ),
    "season": (
        rf"(?P<se_s>{_any(SEASONS)})(?: of)?,? (?P<se_y>{_Y})"
        rf"|(?P<se_which>last|this|next|past) (?P<se_s2>{_any(SEASONS)})"
    ),
    "year_part": (
        rf"(?P<yp_n>first|second|third|fourth|last) (?P<yp_u>half|quarter|{_N} months?) of "
        rf"(?:the )?(?P<yp_y>{_Y}|year|this year|last year)"
    ),
    "years": rf"(?P<ys_1>{_Y})(?: ?[-–/] ?| to | and | until | through )(?P<ys_2>{_Y}|\d\d(?![\w%]))",
    "decade": r"(?:(?:early|mid|late)[- ](?:the )?)?(?:1[89]|20)\d0['’]?s",
    "year": rf"(?:(?P<y_part>{_PART})[ -])?(?P<y_y>{_Y})",
    "ago": rf"(?P<ag_n>{_N}) (?P<ag_u>{_U}) (?:and a half )?ago",
    "rolling": rf"(?:past|last|previous|preceding|prior) (?P<ro_n>{_N}) (?P<ro_u>{_U})",
    "recent": (
        r"(?:past|recent|last few|past few|previous|last several|coming|next few|following|those|these) "
        rf"{_UNITS}"
    ),
    "shifted": rf"(?P<sh_n>{_N}) (?P<sh_u>{_U}) (?P<sh_w>earlier|later|before|previously|afterwards?|after)",
    "duration": (
        rf"{_N}(?: | ?- ?)(?:to|or) ?-?{_N}[ -]{_U}{_NO_AGE}"
        rf"|(?:{_N}|half an?)[ -](?:and a half )?{_U}(?:[ -]long)?{_NO_AGE}"
    ),
    "deictic": (
        r"(?P<de>day before yesterday|yesterday|today|tonight|tomorrow|overnight|last night"
        r"|this (?:morning|afternoon|evening)|(?:previous|preceding) (?:day|night|morning|evening)"
        r"|day before|earlier in the day)(?: (?:morning|afternoon|evening|night))?"
    ),
    "same_day": r"(?:that )?same (?:day|night|morning|evening|afternoon)|that (?:day|night|morning|evening)",
    "next_day": r"(?:following|next) (?:day|night|morning|evening)|day after",
    "weekdays": rf"(?P<ww_1>{_W}){_OF_DAY}{_TO}(?:on )?(?P<ww_2>{_W}){_OF_DAY}",
    "weekday": (
        rf"(?:(?P<wd_which>{_NEXT_AND_LAST}|following|earlier) )?(?P<wd_w>{_W})(?P<wd_s>s)?"
        r"(?: (?:morning|afternoon|evening|night|midday|noon))?(?P<wd_of> (?:of )?(?:last|this) week\b)?"
    ),
    "calendar": (
        r"(?:(?:early|earlier|later|late)(?: in the)? )?"
        rf"(?P<ca_which>{_NEXT_AND_LAST}|same|following|coming|preceding|current|that) "
        r"(?P<ca_u>week|weekend|month|year|decade|century)"
        r"|(?P<ca_turn>start|beginning) of the (?P<ca_turn_u>week|month|year)|(?P<ca_over>weekend)"
    ),
    "eternity": (
        r"(?<=for )(?:years|decades|centuries|months|weeks|days)|(?<=over the )(?:years|decades|centuries)"
        r"|(?<=in )(?:years|decades)|(?<!\d )(?<!\w-)(?:years|decades|centuries) of(?! age)"
    ),
}
"""Rule name -> pattern. Where an expression begins with "the" in English, the pattern begins after it."""

_COUNTED_TIME = (
    rf"(?=[\w,.’'-]{{1,14}}[ -](?:(?:few|couple of|an?|and a half|or|to)[ -]\w{{0,12}}[ -]?)?{_UNIT})"
)
_AFTER_DAY = (
    r"(?:of |to |and |or |until |till |through |the )?(?:the )?(?:\d\d?(?:st|nd|rd|th)? ?(?:of )?-?)?"
)
_TIME_BY_DIGITS = (
    r"(?=(?:1[89]|20)\d\d(?!\d)|(?<=at )\d{4}\b|\d+(?:[-/:.]\d"
    rf"|(?:st|nd|rd|th)?(?:, \d\d?)?[-–—&/ ]{{1,3}}{_AFTER_DAY}(?:{_UNIT}|{_any(MONTHS)}|few|half)"
    r"|,\d{3} |(?:st|nd|rd|th)[,.;]|\.?\d* ?(?:[ap]\.?m\b|o['’]c|gmt|utc|hours|hrs|local)))"
)
"""Looked for before the rules are tried: most numbers in the news count people."""

_NAMED_OPENINGS = {
    "month": [*MONTHS],
    "weekday": [*WEEKDAYS, *(f"{day}s" for day in WEEKDAYS)],
    "season": [*SEASONS],
    "ordinal": [word for word, day in ORDINAL_DAYS.items() if day > 4],
    "named": sorted({re.split("[^a-z]", name)[0] for name in NAMED_DAYS} - MONTHS.keys()),
    "numeral": [*NUMBER_WORDS, "several", "many", "some", "half", "a", "an"],
}
_OPENINGS = {
    "[month]": "named_day months_two_days month_days month_day months month",
    "[weekday]": "day_month month_day weekdays weekday",
    "[season]": "season",
    "[numeral]": "ago shifted duration",
    "first second third fourth": "spelled_day year_part",
    "[ordinal]": "spelled_day",
    "[named]": "named_day",
    "last": "year_part rolling recent deictic season month weekday calendar",
    "past previous preceding prior this next following coming": (
        "rolling recent deictic next_day season month weekday calendar"
    ),
    "same current": "same_day calendar",
    "that those these recent": "same_day recent calendar",
    "early earlier late later mid": "deictic decade month year weekday calendar",
    "start beginning end middle": "month year calendar",
    "weekend": "calendar",
    "yesterday today tonight tomorrow overnight": "deictic",
    "day": "deictic next_day",
    "years decades centuries months weeks days": "eternity",
}
"""Words that open an expression -> the rules that may read it, the first that matches wins."""

_AT_DIGITS = (
    "iso numeric slashed clock days_two_months days_month day_month lone_day years decade year ago shifted"
    " duration"
)


def _compile(names: str, condition: str = "") -> re.Pattern[str]:
    rules = "|".join(f"(?P<{name}>{RULES[name]})" for name in names.split())
    return re.compile(rf"{condition}(?:{rules})(?!\w)")


def _openers() -> dict[str, re.Pattern[str]]:
    compiled: dict[str, re.Pattern[str]] = {}
    for opening, rules in _OPENINGS.items():
        pattern = _compile(rules, _COUNTED_TIME if opening == "[numeral]" else "")
        words = _NAMED_OPENINGS.get(opening.strip("[]"), []) if opening[0] == "[" else opening.split()
        compiled |= {word.split("-")[0]: pattern for word in words}
    return compiled


OPENERS = _openers()
"""A lower-case word that may open an expression -> what to match there."""

DIGITS = _compile(_AT_DIGITS, _TIME_BY_DIGITS)
"""What to match at a digit."""

WORD = re.compile(rf"[a-z]{{3,}}|an?(?= (?:few |couple ){{0,1}}(?:of )?{_UNIT})|\d+")
"""What may open an expression; `a` and `an` only before a unit of time."""

BOUNDS = frozenset(("since", "until", "till", "by", "before", "after", "following"))
"""What stands before a date that bounds a period."""

BEGINNINGS = frozenset(("began", "begun", "started", "erupted", "launched"))
"""Before "in" and a month or a year: what has lasted since ("the uprising, which began in May 1980")."""

BEFORE_DATES = frozenset(("the", "on", "about", "around", "of", "night", "start", "beginning"))
"""What may stand between a bound and its date: `since the night of 3 May`."""

SINCE_EVENT = re.compile(r"\bsince (?:[a-z'’-]+ ){1,6}$")
"""What stands between "since" and the date of an event: `since the coup of 25 October`."""

HARMED = ("kill", "die", "dead", "death", "wound", "injur", "left", "shot", "murder", "claim", "massacre")
"""Words of an event that is told with its dead: `since a gunman killed four in June`."""

SAID = re.compile(
    r"\b(?:said|says|told (?:\w+ ){1,4}?|reported|announced|confirmed|added|stated|disclosed|admitted|gave|given|spoke"
    r"|statement|spokesman|spokeswoman|spokesperson) ?(?:(?:late|early) )?(?:on )?$"
)
"""What stands before the day on which something was told."""
SAID_AFTER = re.compile(
    r" (?:said|says|told|reported|announced|confirmed|stated|disclosed|put|raised|lowered|revised|cut|published"
    r"|released|updated)\b"
)
"""What stands after it ("the ministry on Monday raised the toll")."""

YEAR_OF_EVENT = re.compile(rf" (?:[a-z'’-]{{1,20}} ){{0,3}}(?:{'|'.join(_WORDS['events'].split())})\b")
"""What stands after a year that names an event ("the 2008 Mumbai attacks")."""

NUMERIC_GATE = re.compile(r"\d(?:\d{3}|(?:st|nd|rd|th)[,.;]|\d?[:/.]\d|\d? ?[ap]\.?m\b|\d? o['’])")
DATE_TRIGGERS = frozenset(
    word
    for word in (
        *(*MONTHS, *WEEKDAYS, *(f"{day}s" for day in WEEKDAYS), *SEASONS),
        *("second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century"),
        *("seconds", "minutes", "hours", "days", "nights"),
        *("weeks", "months", "years", "decades", "centuries"),
        *("yesterday", "today", "tonight", "tomorrow", "overnight", "ago", "weekend"),
        *("morning", "afternoon", "evening", "noon"),
        *("gmt", "utc", "hrs", "am", "pm", "a.m", "p.m", "a.m.", "p.m.", "o'clock"),
    )
)
"""Lower-case words; a sentence with none of them and without what `NUMERIC_GATE` finds has no expression of time."""
