-- Incidents whose reports, or the sources that one of them names, cannot both be right and differ by more than a share of the greater.
CREATE MACRO incidents_in_dispute(tolerance := 0.25) AS TABLE
WITH counted AS (
    SELECT *, concat_ws(', ', publisher, published_on, source) AS told_by
    FROM report_tolls
    WHERE counts
),
pairs AS (
    SELECT
        less.incident_id,
        less.harm_type,
        less.number AS fewest,
        less.printed AS fewest_printed,
        less.told_by AS fewest_by,
        more.number AS most,
        more.printed AS most_printed,
        more.told_by AS most_by,
        more.number - less.number AS gap,
        round((more.number - less.number) / more.number, 2) AS share
    FROM counted AS less
    JOIN counted AS more ON less.incident_id = more.incident_id AND less.harm_type = more.harm_type AND less.high < more.low
    WHERE more.number - less.number > tolerance * more.number
        AND (less.article_id <> more.article_id OR less.source IS DISTINCT FROM more.source)
)
SELECT p.incident_id, i.date_start, i.place_name, i.adm1, i.event_clarity, p.* EXCLUDE (incident_id), i.number_of_reports
FROM pairs AS p
JOIN incidents AS i USING (incident_id)
QUALIFY row_number() OVER (
    PARTITION BY p.incident_id, p.harm_type
    ORDER BY p.share DESC, p.gap DESC, p.fewest_by, p.most_by, p.fewest_printed, p.most_printed
) = 1
ORDER BY p.share DESC, p.gap DESC, p.incident_id, p.harm_type;

COMMENT ON MACRO TABLE incidents_in_dispute IS 'Incidents whose sources disagree by more than the tolerance, 0.25 unless said.';

INSERT INTO query_guide VALUES (
    'incidents_in_dispute',
    'macro',
    'On which incidents do the sources disagree by more than 25 %? Tolls that rose as the day went on do not count, nor do bounds that allow both numbers; each incident is shown with the two counts that are furthest apart. Here only clear events (event_clarity 1).',
    'SELECT date_start, place_name, harm_type, fewest, fewest_by, most, most_by, share
FROM incidents_in_dispute(tolerance := 0.25)
WHERE event_clarity = 1
ORDER BY share DESC, gap DESC, date_start, place_name, harm_type
LIMIT 8'
);
