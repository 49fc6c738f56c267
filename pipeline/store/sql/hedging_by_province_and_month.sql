-- How firm the sums are: which words the best estimates of clear incidents rest on.
CREATE VIEW hedging_by_province_and_month AS
WITH ranked AS (
    SELECT *, list_position(['exact', 'about', 'range', 'at_least', 'more_than', 'at_most', 'fewer_than', 'vague'], qualifier) AS uncertainty
    FROM report_tolls
    WHERE counts
),
based AS (
    SELECT
        e.incident_id,
        e.harm_type,
        e.best,
        coalesce(arg_min(r.qualifier, r.uncertainty) FILTER (r.number = e.best), arg_max(r.qualifier, r.uncertainty)) AS rests_on
    FROM estimates AS e
    JOIN ranked AS r ON r.incident_id = e.incident_id AND r.harm_type = e.harm_type
    WHERE e.victim_class = 'all' AND e.best IS NOT NULL
    GROUP BY e.incident_id, e.harm_type, e.best
)
SELECT
    b.harm_type,
    c.country,
    c.adm1,
    c.month,
    count(*) AS incidents,
    sum(b.best)::BIGINT AS best,
    coalesce(sum(b.best) FILTER (b.rests_on = 'exact'), 0)::BIGINT AS on_numbers,
    coalesce(sum(b.best) FILTER (b.rests_on IN ('about', 'range')), 0)::BIGINT AS on_approximations,
    coalesce(sum(b.best) FILTER (b.rests_on IN ('at_least', 'more_than', 'at_most', 'fewer_than')), 0)::BIGINT AS on_bounds,
    coalesce(sum(b.best) FILTER (b.rests_on = 'vague'), 0)::BIGINT AS on_vague_words,
    round((coalesce(sum(b.best) FILTER (b.rests_on NOT IN ('exact', 'about', 'range')), 0)) / nullif(sum(b.best), 0), 3) AS hedged_share
FROM based AS b
JOIN incident_cells AS c USING (incident_id)
WHERE c.may_be_added
GROUP BY b.harm_type, c.country, c.adm1, c.month
ORDER BY b.harm_type, c.month NULLS LAST, c.country, c.adm1 NULLS LAST;

COMMENT ON VIEW hedging_by_province_and_month IS 'What the sums by province and month rest on: numbers, approximations, bounds or vague words. The four parts make best.';
COMMENT ON COLUMN hedging_by_province_and_month.harm_type IS 'What was done to the people counted.';
COMMENT ON COLUMN hedging_by_province_and_month.country IS 'Country; null where the reports name none.';
COMMENT ON COLUMN hedging_by_province_and_month.adm1 IS 'Province; null where the reports name none.';
COMMENT ON COLUMN hedging_by_province_and_month.month IS 'First day of the month; null for incidents that no single month holds.';
COMMENT ON COLUMN hedging_by_province_and_month.incidents IS 'Clear incidents that are added.';
COMMENT ON COLUMN hedging_by_province_and_month.best IS 'Sum of the best estimates (people), as in killed_by_province_and_month.';
COMMENT ON COLUMN hedging_by_province_and_month.on_numbers IS 'People of incidents whose best estimate some report prints as a plain number.';
COMMENT ON COLUMN hedging_by_province_and_month.on_approximations IS 'People of incidents whose best estimate is only printed as about so many, or is the middle of a range.';
COMMENT ON COLUMN hedging_by_province_and_month.on_bounds IS 'People of incidents whose best estimate is only a bound, such as at least 13.';
COMMENT ON COLUMN hedging_by_province_and_month.on_vague_words IS 'People of incidents whose best estimate is only a vague word, such as dozens.';
COMMENT ON COLUMN hedging_by_province_and_month.hedged_share IS 'Share of best that rests on bounds and vague words.';

INSERT INTO query_guide VALUES (
    'hedging_by_province_and_month',
    'view',
    'Which share of a sum rests on bounds and vague words?',
    'SELECT harm_type, sum(best)::BIGINT AS best, sum(on_numbers)::BIGINT AS on_numbers,
    sum(on_approximations)::BIGINT AS on_approximations, sum(on_bounds)::BIGINT AS on_bounds,
    sum(on_vague_words)::BIGINT AS on_vague_words,
    round(sum(on_bounds + on_vague_words) / sum(best), 3) AS hedged_share
FROM hedging_by_province_and_month
GROUP BY harm_type
ORDER BY best DESC, harm_type'
);
