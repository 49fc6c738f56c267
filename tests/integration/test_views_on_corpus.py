"""The analysts' sums on the project's own articles agree with the tables, and with each other."""

import pytest

from tests.project import BuiltProject

RULES = {
    "the best estimate is what some report that counts says": """
        FROM estimates AS e WHERE e.victim_class = 'all' AND NOT EXISTS (
            FROM report_tolls AS r
            WHERE r.counts AND (r.incident_id, r.harm_type, r.number) = (e.incident_id, e.harm_type, e.best)
        )""",
    "no count adds a figure to a part of it": """
        FROM (SELECT incident_id, unnest(figure_ids) AS figure_id, figure_ids FROM report_tolls) AS r
        JOIN figures AS f USING (figure_id)
        WHERE list_contains(r.figure_ids, f.parent_figure_id)""",
    "no count adds figures of two scopes or of the attackers": """
        FROM (SELECT figure_ids, unnest(figure_ids) AS figure_id FROM report_tolls)
        JOIN figures USING (figure_id) WHERE scope <> 'incident' OR of_perpetrators""",
    "every clear incident is added once": """
        SELECT sum(incidents), sum(best) FROM killed_by_province_and_month
        EXCEPT SELECT count(*), sum(e.best) FROM estimates AS e JOIN incidents USING (incident_id)
        WHERE event_clarity = 1 AND harm_type = 'killed' AND victim_class = 'all'""",
    "low, best and high of a sum do not fall": """
        FROM killed_by_province_and_month WHERE low > best OR best > high""",
    "a sum is divided without rest into what it rests on": """
        FROM hedging_by_province_and_month
        WHERE best <> on_numbers + on_approximations + on_bounds + on_vague_words""",
    "both sums by province and month are the same": """
        SELECT country, adm1, month, best FROM killed_by_province_and_month WHERE incidents > 0
        EXCEPT SELECT country, adm1, month, best FROM hedging_by_province_and_month
        WHERE harm_type = 'killed'""",
    "the classes of a weapon reach all of its victims": """
        SELECT harm_type, weapon FROM victims_by_class_and_weapon
        GROUP BY ALL HAVING sum(best) < any_value(all_victims) OR count(DISTINCT all_victims) > 1""",
    "one month, area, harm and class has one row beside the UN": """
        SELECT month, country, adm1, harm_type, victim_class FROM incidents_against_un_totals
        GROUP BY ALL HAVING count(*) > 1""",
    "a gap is what its columns say": """
        FROM incidents_against_un_totals WHERE gap <> un_total - best OR low > best""",
    "every total of a dated period stands beside the others once": """
        SELECT count(*) FROM (
            SELECT DISTINCT period_start, period_end, country, adm1, place_name, harm_type, victim_class,
                qualifier, value, value_low, value_high
            FROM totals JOIN articles USING (article_id)
            WHERE period_start IS NOT NULL AND period_end IS NOT NULL AND duplicate_of IS NULL
        )
        EXCEPT SELECT count(*) FROM totals_side_by_side""",
    "a dispute is between counts that exclude each other": """
        FROM incidents_in_dispute() WHERE share <= 0.245 OR fewest >= most""",
}
"""What must hold -> a query for the rows that break it."""


@pytest.mark.parametrize("rule", RULES)
def test_sums_agree(corpus: BuiltProject, rule: str) -> None:
    assert corpus.query(RULES[rule]) == []


def test_there_is_something_to_add(corpus: BuiltProject) -> None:
    (row,) = corpus.query(
        "SELECT count(*) AS cells, sum(incidents) AS incidents FROM killed_by_province_and_month"
    )
    assert row["cells"] > 10
    assert row["incidents"] >= 30
