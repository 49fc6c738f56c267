"""The expressions of time that English news uses, as patterns over lower-case text.

Each rule is a name and a pattern; the name chooses its reading in `pipeline.extract.date_readers`. Order matters: the first rule that
matches at a place wins. No pattern repeats a repeat, so matching takes time linear in the text.
"""

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}
"""First and last month of a season, northern half of the globe; 14 is February of the next year."""

NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "twenty-four": 24, "forty-eight": 48, "seventy-two": 72}  # fmt: skip
UNITS = ("second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century")


def _any(words: object) -> str:
    return "|".join(sorted(map(str, words), key=len, reverse=True))  # type: ignore[call-overload]


_M = rf"(?:{_any(MONTHS)})\b\.?"
_W = rf"(?:{_any(WEEKDAYS)})"
_D = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\w%])"
_Y = r"(?:1[89]|20)\d\d(?![\w%]|[,.]\d)"
_N = rf"(?:\d{{1,3}}(?:,\d{{3}})?(?:\.\d+)?|a couple of|a few|an?|{_any(NUMBER_WORDS)}|several|many|some)"
_U = r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|century|centuries)"
_UU = r"(?:seconds|minutes|hours|days|nights|weeks|months|years|decades|centuries)"
_TO = r"(?: ?[-–—&/] ?| to | and | or | until | till | through )"
_COUNTED = (
    r"(?! (?:people|civilians|soldiers|policemen|police|militants|others|were|killed|wounded|dead|injured))"
)
_PART = r"early|mid|late|the (?:start|beginning|middle|end) of|(?:start|beginning|middle|end) of"
_HOUR_ZONE = r"(?: (?:gmt|utc|local time|local|hours|hrs|est|edt|bst))?"


def _year(name: str) -> str:
    return rf"(?P<{name}>,? (?:of )?{_Y}|[ -]'?\d\d(?![\w%]|[,.:/]\d){_COUNTED})?"


RULES: dict[str, str] = {
    "iso": r"(?P<iso_y>(?:1[89]|20)\d\d)-(?P<iso_m>[01]\d)-(?P<iso_d>[0-3]\d)(?!\d)",
    "numeric": r"(?P<num_a>\d{1,2})(?P<num_s>[/.])(?P<num_b>\d{1,2})(?P=num_s)(?P<num_y>\d{4}|\d\d)(?!\d)",
    "clock": rf"\d{{1,2}}(?:[:.][0-5]\d)?(?: ?[ap]\.?m\b\.?| o['’]clock){_HOUR_ZONE}"
             rf"|\d{{1,2}}:[0-5]\d(?::[0-5]\d)?{_HOUR_ZONE}"
             r"|(?:[01]\d|2[0-4])[0-5]\d ?(?:gmt|utc|hours|hrs|local)"
             r"|(?<=at )(?:[01]\d|2[0-3])[0-5]\d(?= (?:this|on|yesterday|today|that|local|last|in)\b|,)",
    "days_two_months": rf"(?P<tm_d1>{_D})(?: of)? (?P<tm_m1>{_M})(?:,? (?P<tm_y1>{_Y}))?{_TO}(?P<tm_d2>{_D})(?: of)? (?P<tm_m2>{_M}){_year('tm_y2')}",
    "months_two_days": rf"(?P<mt_m1>{_M}) (?P<mt_d1>{_D})(?:,? (?P<mt_y1>{_Y}))?{_TO}(?P<mt_m2>{_M}) (?P<mt_d2>{_D})(?P<mt_y2>,? {_Y})?",
    "days_month": rf"(?P<dm_d1>{_D})(?:, {_D})?{_TO}(?:the )?(?P<dm_d2>{_D})(?: of)? (?P<dm_m>{_M}){_year('dm_y')}",
    "month_days": rf"(?P<md_m>{_M}) (?P<md_d1>{_D})(?:, {_D})?{_TO}(?:the )?(?P<md_d2>{_D}){_COUNTED}(?P<md_y>,? {_Y})?",
    "day_month": rf"(?:{_W},? (?:the )?)?(?P<d_d>{_D})(?: of|-)?[ -]?(?P<d_m>{_M}){_year('d_y')}",
    "month_day": rf"(?:{_W},? )?(?P<m_m>{_M}) (?:the )?(?P<m_d>{_D}){_COUNTED}(?P<m_y>,? {_Y})?",
    "months": rf"(?P<ms_m1>{_M})(?: (?P<ms_y1>{_Y}))?{_TO}(?P<ms_m2>{_M})(?P<ms_y2>,? (?:of )?{_Y})?",
    "month": rf"(?:(?P<mo_part>{_PART})[ -](?:the )?)?(?:(?P<mo_which>last|this past|this|next|past|previous|month of) )?(?P<mo_m>{_M})(?P<mo_y>,? (?:of )?{_Y})?",
    "season": rf"(?P<se_s>{_any(SEASONS)})(?: of)?,? (?P<se_y>{_Y})|(?P<se_which>last|this|next|past) (?P<se_s2>{_any(SEASONS)})",
    "year_part": rf"(?P<yp_n>first|second|third|fourth|last) (?P<yp_u>half|quarter|{_N} months?) of (?:the )?(?P<yp_y>{_Y}|year|this year|last year)",
    "years": rf"(?P<ys_1>{_Y})(?: ?[-–/] ?| to | and | until | through )(?P<ys_2>{_Y}|\d\d(?![\w%]))",
    "decade": r"(?:(?:early|mid|late)[- ])?(?:1[89]|20)\d0['’]?s",
    "year": rf"(?:(?P<y_part>{_PART})[ -])?(?P<y_y>{_Y})",
    "ago": rf"(?P<ag_n>{_N}) (?P<ag_u>{_U}) (?:and a half )?ago",
    "rolling": rf"(?:past|last|previous|preceding|prior) (?P<ro_n>{_N}) (?P<ro_u>{_U})",
    "recent": rf"(?:past|recent|last few|past few|previous|last several|coming|next few|following|those|these) {_UU}",
    "shifted": rf"(?P<sh_n>{_N}) (?P<sh_u>{_U}) (?P<sh_w>earlier|later|before|previously|afterwards?|after)",
    "duration": rf"{_N}(?: | ?- ?)(?:to|or) ?-?{_N}[ -]{_U}(?![- ]olds?\b| of age\b)"
                rf"|(?:{_N}|half an?)[ -]{_U}(?:[ -]long)?(?![- ]olds?\b| of age\b)",
    "deictic": r"(?P<de>day before yesterday|yesterday|today|tonight|tomorrow|overnight|last night|this (?:morning|afternoon|evening)"
               r"|(?:previous|preceding) (?:day|night|morning|evening)|day before|earlier in the day)"
               r"(?: (?:morning|afternoon|evening|night))?",
    "same_day": r"(?:that )?same (?:day|night|morning|evening|afternoon)|that (?:day|night|morning|evening|afternoon)",
    "next_day": r"(?:following|next) (?:day|night|morning|evening)|day after",
    "weekday": rf"(?:(?P<wd_which>this past|last|past|this|next|previous|following|earlier) )?(?P<wd_w>{_W})(?P<wd_s>s)?"
               r"(?: (?:morning|afternoon|evening|night|midday|noon))?",
    "calendar": r"(?:(?P<ca_early>early|earlier|later|late|so far)(?: in the)? )?(?P<ca_which>this past|this|last|past|next|previous|same|following|coming|preceding|current|that)"
                r" (?P<ca_u>week|weekend|month|year|decade|century)"
                r"|(?P<ca_turn>start|beginning) of the (?P<ca_turn_u>week|month|year)|(?P<ca_over>weekend)",
    "eternity": r"(?<=for )(?:years|decades|centuries|months|weeks|days)|(?<=over )(?:the )?(?:years|decades|centuries)|(?<=in )(?:years|decades)|(?:years|decades|centuries) of",
}  # fmt: skip
"""Rule name -> pattern. Where a rule begins with "the" in English, the pattern begins after it."""

_DIGIT_RULES = "iso numeric clock days_two_months days_month day_month years decade year ago shifted duration"
_OPENINGS = {
    "month_name": "months_two_days month_days month_day months month",
    "weekday": "day_month month_day weekday",
    "numeral": "ago shifted duration",
    "season": "season",
    "first second third fourth": "year_part ago shifted duration",
    "last": "year_part rolling recent deictic season month weekday calendar",
    "past previous preceding prior this next following coming": "rolling recent deictic next_day season month weekday calendar",
    "same current": "same_day calendar",
    "that those these recent": "same_day recent calendar",
    "early earlier late later mid so": "deictic decade month year weekday calendar",
    "start beginning end middle": "month year calendar",
    "month": "month",
    "weekend": "calendar",
    "yesterday today tonight tomorrow overnight": "deictic",
    "day": "deictic next_day",
    "years decades centuries months weeks days": "eternity",
}
"""Words that open an expression -> the rules that may read it, the first that matches wins."""


def _compile(names: str) -> re.Pattern[str]:
    rules = "|".join(f"(?P<{name}>{RULES[name]})" for name in names.split())
    return re.compile(rf"(?:{rules})(?!\w)")


def _openers() -> dict[str, re.Pattern[str]]:
    words = {
        "month_name": [*MONTHS], "weekday": [*WEEKDAYS, *(f"{day}s" for day in WEEKDAYS)], "season": [*SEASONS],
        "numeral": [*(word.split("-")[0] for word in NUMBER_WORDS), "a", "an", "several", "many", "some", "half"],
    }  # fmt: skip
    return {
        word: pattern
        for opening, rules in _OPENINGS.items()
        for pattern in [_compile(rules)]
        for word in words.get(opening, opening.split())
    }


OPENERS = _openers()
"""A lower-case word that may open an expression -> what to match there."""
DIGITS = _compile(_DIGIT_RULES)
"""What to match at a digit."""
WORD = re.compile(r"[a-z]{2,}|a(?= )|\d+")
BOUND = re.compile(
    r"(?:(since|until|till|by|before|prior to|after|following) )?(?:(?:the|on|about|around|at least|the night of|the start of|the beginning of) )*$"
)

NUMERIC_GATE = re.compile(r"\d(?:\d{3}|\d?[:/.]\d|\d? ?[ap]\.?m\b|\d? o['’])|['’]\d0")
PIVOTS = (
    "day", "week", "month", "year", "hour", "minute", "night", "morning", "evening", "noon", "ago", "decade", "centur", "second",
    "summer", "winter", "spring", "autumn", "gmt", "tomorrow",
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
"""One of these, or what `NUMERIC_GATE` finds, stands in every text that has an expression of time."""

DATE_TRIGGERS = frozenset(
    [*MONTHS, *WEEKDAYS, *(f"{day}s" for day in WEEKDAYS), *SEASONS, *UNITS, *(f"{unit}s" for unit in UNITS), "centuries",
     "yesterday", "today", "tonight", "tomorrow", "overnight", "ago", "weekend", "morning", "afternoon", "evening", "noon",
     "gmt", "utc", "hrs", "am", "pm", "a.m", "p.m", "a.m.", "p.m.", "o'clock"]
)  # fmt: skip
"""Lower-case words; a sentence with none of them, no 4-digit number and no `12:30`, `22/5/2013` or `7pm` has no expression of time."""
