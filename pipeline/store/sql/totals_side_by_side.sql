-- Every value printed for one total, side by side: who prints it, how often, since when.
CREATE VIEW totals_side_by_side AS
WITH told AS (
    SELECT t.*, a.publisher, a.published_on, coalesce(t.source, a.publisher, a.source_path) AS counted_by
    FROM totals AS t
    JOIN articles AS a USING (article_id)
    WHERE a.duplicate_of IS NULL AND t.period_start IS NOT NULL AND t.period_end IS NOT NULL
),
printed AS (
    SELECT
        period_start, period_end, country, adm1, place_name, harm_type, victim_class, qualifier, value, value_low, value_high,
        list(DISTINCT counted_by ORDER BY counted_by) AS counted_by,
        list(DISTINCT publisher ORDER BY publisher) AS publishers,
        count(DISTINCT article_id) AS articles,
        min(published_on) AS first_printed,
        max(published_on) AS last_printed
    FROM told
    GROUP BY ALL
)
SELECT *, count(*) OVER (PARTITION BY period_start, period_end, country, adm1, place_name, harm_type, victim_class) AS different_values
FROM printed
ORDER BY period_start, period_end, country, adm1, place_name, harm_type, victim_class, value, value_low;

COMMENT ON VIEW totals_side_by_side IS 'Every value that reports print for one period, area, harm and class. They are alternatives, and classes and areas hold each other: never add them.';
COMMENT ON COLUMN totals_side_by_side.period_start IS 'First day of the period.';
COMMENT ON COLUMN totals_side_by_side.period_end IS 'Last day of the period.';
COMMENT ON COLUMN totals_side_by_side.country IS 'Country of the area.';
COMMENT ON COLUMN totals_side_by_side.adm1 IS 'Province of the area; null for the whole country.';
COMMENT ON COLUMN totals_side_by_side.place_name IS 'Area that the total covers.';
COMMENT ON COLUMN totals_side_by_side.harm_type IS 'What was done to the people counted.';
COMMENT ON COLUMN totals_side_by_side.victim_class IS 'Whom it counts; all for every class together.';
COMMENT ON COLUMN totals_side_by_side.qualifier IS 'How the reports hedge it.';
COMMENT ON COLUMN totals_side_by_side.value IS 'The value as printed (people); null for a range or a vague word.';
COMMENT ON COLUMN totals_side_by_side.value_low IS 'Fewest people that the words allow.';
COMMENT ON COLUMN totals_side_by_side.value_high IS 'Most people that the words allow; null where they set no bound.';
COMMENT ON COLUMN totals_side_by_side.counted_by IS 'Whom the reports name as its source, or else their publishers.';
COMMENT ON COLUMN totals_side_by_side.publishers IS 'Publishers of the reports that print it.';
COMMENT ON COLUMN totals_side_by_side.articles IS 'Reports that print it; reprints do not count.';
COMMENT ON COLUMN totals_side_by_side.first_printed IS 'Day of the earliest of these reports.';
COMMENT ON COLUMN totals_side_by_side.last_printed IS 'Day of the latest of these reports.';
COMMENT ON COLUMN totals_side_by_side.different_values IS 'How many values are printed for this period, area, harm and class.';

INSERT INTO query_guide VALUES (
    'totals_side_by_side',
    'view',
    'What do different sources, or one source at different times, give as the total of one period and area?',
    'SELECT period_start, place_name, harm_type, victim_class, value, publishers, first_printed
FROM totals_side_by_side
WHERE different_values > 1 AND victim_class = ''all'' AND adm1 IS NULL
ORDER BY period_start, place_name, harm_type, value
LIMIT 12'
);
