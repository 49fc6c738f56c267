-- What each report says that an incident's toll is. The figures of a report's main statement count different people and
-- are added; a rival count of the same report and a superseded one stand by themselves; parts of a figure, repetitions,
-- headlines, reprints and the attackers' own dead are left out. This is the arithmetic of pipeline/resolve/tolls.py.
CREATE VIEW report_tolls AS
WITH told AS (
    SELECT
        l.incident_id,
        l.included,
        l.reason,
        f.*,
        CASE WHEN l.reason LIKE 'another count in the same report%' OR NOT l.included THEN f.figure_id END AS apart,
        CASE WHEN f.qualifier IN ('exact', 'about') THEN f.value WHEN f.qualifier = 'range' THEN (f.value_low + f.value_high) // 2 END AS point,
        list_position(['exact', 'about', 'range', 'at_least', 'more_than', 'at_most', 'fewer_than', 'vague'], f.qualifier) AS uncertainty
    FROM incident_figures AS l
    JOIN figures AS f USING (figure_id)
    WHERE l.included OR l.reason LIKE 'superseded%'
)
SELECT
    t.incident_id,
    t.harm_type,
    t.article_id,
    any_value(a.publisher) AS publisher,
    any_value(a.published_on) AS published_on,
    string_agg(DISTINCT t.source, '; ' ORDER BY t.source) AS source,
    string_agg(regexp_replace(t.number_text, '\s+', ' ', 'g'), ' + ' ORDER BY t.char_start, t.figure_id) AS printed,
    arg_max(t.qualifier, t.uncertainty) AS qualifier,
    sum(coalesce(t.value_low, 0))::BIGINT AS low,
    (CASE
        WHEN count(t.point) = count(*) THEN sum(t.point)
        WHEN sum(t.value_low) > 0 OR count(t.value_high) < count(*) THEN sum(coalesce(t.value_low, 0))
        ELSE sum(t.value_high)
    END)::BIGINT AS number,
    (CASE WHEN count(t.value_high) = count(*) THEN sum(t.value_high) END)::BIGINT AS high,
    bool_and(t.included) AS counts,
    min(t.reason) AS reason,
    list(t.figure_id ORDER BY t.char_start, t.figure_id) AS figure_ids
FROM told AS t
JOIN articles AS a USING (article_id)
GROUP BY t.incident_id, t.harm_type, t.article_id, t.apart;

COMMENT ON VIEW report_tolls IS 'What each report says that the toll of an incident is, for every kind of harm, all classes of victims together. Reports are alternatives to each other: never add them.';
COMMENT ON COLUMN report_tolls.incident_id IS 'Incident, as in incidents.';
COMMENT ON COLUMN report_tolls.harm_type IS 'What was done to the people counted.';
COMMENT ON COLUMN report_tolls.article_id IS 'The report, as in articles.';
COMMENT ON COLUMN report_tolls.publisher IS 'Publisher of the report.';
COMMENT ON COLUMN report_tolls.published_on IS 'Day on which the report was published.';
COMMENT ON COLUMN report_tolls.source IS 'Whom the report names as the source of the number.';
COMMENT ON COLUMN report_tolls.printed IS 'The number as printed; with + between them where the report gives it as several that count different people.';
COMMENT ON COLUMN report_tolls.qualifier IS 'How the report hedges the number; of several the least certain.';
COMMENT ON COLUMN report_tolls.low IS 'Fewest people that the words allow.';
COMMENT ON COLUMN report_tolls.number IS 'The number that the report stands for (people): as printed, the middle of a range, the stated end of a bound, the lower end of a vague word.';
COMMENT ON COLUMN report_tolls.high IS 'Most people that the words allow; null where they set no bound.';
COMMENT ON COLUMN report_tolls.counts IS 'Whether the estimate rests on it; false for a count that a later toll superseded.';
COMMENT ON COLUMN report_tolls.reason IS 'Why it counts or not, as in incident_figures.';
COMMENT ON COLUMN report_tolls.figure_ids IS 'The figures that it is made of, as in figures.';

INSERT INTO query_guide VALUES (
    'report_tolls',
    'view',
    'What does each report say that an incident''s toll is?',
    'SELECT publisher, published_on, printed, qualifier, low, number, high, counts
FROM report_tolls
WHERE harm_type = ''killed'' AND incident_id = (
    SELECT incident_id FROM incidents ORDER BY number_of_reports DESC, incident_id LIMIT 1
)
ORDER BY published_on, publisher, printed'
);
