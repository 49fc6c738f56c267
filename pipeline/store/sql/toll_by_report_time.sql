-- One incident's toll as its reports gave it, in the order of their publication.
CREATE MACRO toll_by_report_time(incident) AS TABLE
SELECT
    r.harm_type,
    r.published_on,
    r.publisher,
    r.source,
    r.printed,
    r.qualifier,
    r.low,
    r.number,
    r.high,
    r.counts,
    r.reason,
    a.title,
    a.source_path,
    r.figure_ids
FROM report_tolls AS r
JOIN articles AS a USING (article_id)
WHERE r.incident_id = incident
ORDER BY
    list_position(['killed', 'wounded', 'missing', 'kidnapped', 'detained', 'displaced'], r.harm_type),
    r.published_on NULLS LAST,
    a.source_path,
    r.counts,
    r.number,
    r.figure_ids;

COMMENT ON MACRO TABLE toll_by_report_time IS 'The toll of one incident by each report, in the order of publication.';

INSERT INTO query_guide VALUES (
    'toll_by_report_time',
    'macro',
    'How did the toll of one incident change from report to report? The argument is an incident_id.',
    'SELECT harm_type, published_on, publisher, printed, low, number, high, reason
FROM toll_by_report_time((SELECT incident_id FROM incidents ORDER BY number_of_reports DESC, incident_id LIMIT 1))'
);
