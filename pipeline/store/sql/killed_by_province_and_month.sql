-- Killed by province and month. Clear incidents are added; less clear ones, which may be summaries over them, stand apart.
CREATE VIEW killed_by_province_and_month AS
SELECT
    c.country,
    c.adm1,
    c.month,
    count(*) FILTER (c.may_be_added) AS incidents,
    (sum(coalesce(e.low, 0)) FILTER (c.may_be_added))::BIGINT AS low,
    (sum(coalesce(e.best, e.low, 0)) FILTER (c.may_be_added))::BIGINT AS best,
    (CASE WHEN count(e.high) FILTER (c.may_be_added) = count(*) FILTER (c.may_be_added) THEN sum(e.high) FILTER (c.may_be_added) END)::BIGINT AS high,
    count(*) FILTER (c.may_be_added AND e.high IS NULL) AS incidents_without_high,
    count(*) FILTER (NOT c.may_be_added) AS less_clear_incidents,
    (max(coalesce(e.best, e.low)) FILTER (NOT c.may_be_added))::BIGINT AS greatest_less_clear
FROM incident_cells AS c
JOIN estimates AS e USING (incident_id)
WHERE e.harm_type = 'killed' AND e.victim_class = 'all'
GROUP BY c.country, c.adm1, c.month
ORDER BY c.month NULLS LAST, c.country, c.adm1 NULLS LAST;

COMMENT ON VIEW killed_by_province_and_month IS 'Killed by province and month, all classes of victims together, summed over clear incidents.';
COMMENT ON COLUMN killed_by_province_and_month.country IS 'Country; null where the reports name none.';
COMMENT ON COLUMN killed_by_province_and_month.adm1 IS 'Province; null where the reports name none.';
COMMENT ON COLUMN killed_by_province_and_month.month IS 'First day of the month; null for incidents that no single month holds.';
COMMENT ON COLUMN killed_by_province_and_month.incidents IS 'Clear incidents that are added.';
COMMENT ON COLUMN killed_by_province_and_month.low IS 'Sum of the lowest credible numbers of people; null where there is no clear incident.';
COMMENT ON COLUMN killed_by_province_and_month.best IS 'Sum of the best estimates of people; null where there is no clear incident.';
COMMENT ON COLUMN killed_by_province_and_month.high IS 'Sum of the highest credible numbers of people; null where one of the incidents has none.';
COMMENT ON COLUMN killed_by_province_and_month.incidents_without_high IS 'Clear incidents for which no report sets an upper bound: why high is null.';
COMMENT ON COLUMN killed_by_province_and_month.less_clear_incidents IS 'Incidents that are less clear in place or time; not added, as they may hold some of the others.';
COMMENT ON COLUMN killed_by_province_and_month.greatest_less_clear IS 'Best estimate of the greatest less clear incident (people); not added.';

INSERT INTO query_guide VALUES (
    'killed_by_province_and_month',
    'view',
    'How many people were killed in each province and month: low, best and high?',
    'SELECT adm1, month, incidents, low, best, high, incidents_without_high
FROM killed_by_province_and_month
WHERE incidents > 0
ORDER BY best DESC, adm1, month
LIMIT 10'
);
