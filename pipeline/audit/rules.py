"""The rules of the audit, as data: id, title, severity, what the rule says in plain language, and its
check.
"""

from pipeline.audit.arithmetic import derived_value, part_exceeds_whole, part_sum, repeated_number
from pipeline.audit.events import falling_toll, source_conflict, transposed_counts
from pipeline.audit.months import copied_number, incidents_against_total
from pipeline.audit.periods import (
    conflicting_totals,
    misprinted_total,
    restated_total,
    rival_totals,
)
from pipeline.audit.records import ArticleCase, EventCase, Rule, TotalsCase
from pipeline.audit.telling import bound_contradicted, headline_mismatch, restated_differently, rival_counts
from pipeline.vocabulary import Severity

ARTICLE_RULES: tuple[Rule[ArticleCase], ...] = (
    Rule(
        "part_sum",
        "Parts do not fit their whole",
        Severity.ERROR,
        "Parts of a whole that share no person add up to more than the whole, or, where the text or a "
        "convention says that they are all of it, to another number. Each single change that would mend it "
        "is listed.",
        part_sum,
    ),
    Rule(
        "part_exceeds_whole",
        "A part is greater than its whole",
        Severity.ERROR,
        "A figure that is a part of another is greater than it.",
        part_exceeds_whole,
    ),
    Rule(
        "derived_value",
        "A number that follows",
        Severity.INFO,
        "The printed numbers fix one that the text leaves out: the rest of a whole, or the sum of its parts.",
        derived_value,
    ),
    Rule(
        "repeated_number",
        "One number for two quantities",
        Severity.INFO,
        "A distinctive number is printed for two different quantities, as when the eye slips while copying.",
        repeated_number,
    ),
    Rule(
        "headline_mismatch",
        "Headline and body differ",
        Severity.WARNING,
        "No figure of the body, nor any of its events together, give the number in the headline.",
        headline_mismatch,
    ),
    Rule(
        "bound_contradicted",
        "A bound that another number breaks",
        Severity.WARNING,
        "For one event the text gives a bound and a number outside it.",
        bound_contradicted,
    ),
    Rule(
        "restated_differently",
        "One toll told with two numbers",
        Severity.WARNING,
        "For one event the text gives two numbers of the same harm, and does not say that the toll rose.",
        restated_differently,
    ),
    Rule(
        "rival_counts",
        "Sources in one report disagree",
        Severity.WARNING,
        "For one event the text gives the counts of two sources, and they exclude each other.",
        rival_counts,
    ),
)

EVENT_RULES: tuple[Rule[EventCase], ...] = (
    Rule(
        "source_conflict",
        "Reports of one event disagree",
        Severity.WARNING,
        "Reports of one event that no later toll supersedes are further apart than the tolerance.",
        source_conflict,
    ),
    Rule(
        "falling_toll",
        "A toll that falls",
        Severity.WARNING,
        "A later report of one event gives fewer killed than an earlier one; of the wounded, or of one "
        "class, it is only worth knowing.",
        falling_toll,
    ),
    Rule(
        "transposed_counts",
        "Killed and wounded changed places",
        Severity.WARNING,
        "The killed by one report are the wounded by another, while the two differ on the killed.",
        transposed_counts,
    ),
)

TOTALS_RULES: tuple[Rule[TotalsCase], ...] = (
    Rule(
        "misprinted_total",
        "A total that looks misprinted",
        Severity.WARNING,
        "A total differs from the same source's total in another report by a slip of one digit, or repeats "
        "another number of its own article or of the same release; a repeated distinctive number is "
        "an error.",
        misprinted_total,
    ),
    Rule(
        "restated_total",
        "A total restated later",
        Severity.WARNING,
        "A later report gives another value for a total of the same source, period, area, harm and class.",
        restated_total,
    ),
    Rule(
        "conflicting_totals",
        "One source's total with two values",
        Severity.WARNING,
        "Two reports of about the same time give one source's total differently, and no slip explains it.",
        conflicting_totals,
    ),
    Rule(
        "rival_totals",
        "Sources count differently",
        Severity.WARNING,
        "Totals of different sources for one period, area, harm and class are further apart than the "
        "tolerance.",
        rival_totals,
    ),
    Rule(
        "copied_number",
        "The same number in successive months",
        Severity.WARNING,
        "One source's total for the same quantity is the same distinctive number in two successive months.",
        copied_number,
    ),
    Rule(
        "incidents_against_total",
        "Incidents beside a total",
        Severity.INFO,
        "The incidents of a month and area are summed beside its total; more than the total is a warning.",
        incidents_against_total,
    ),
)
