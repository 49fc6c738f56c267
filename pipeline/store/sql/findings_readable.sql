-- Each finding with the article and the printed words that it is about.
CREATE VIEW findings_readable AS
WITH named AS (
    SELECT finding_id, unnest(figure_ids) AS figure_id, generate_subscripts(figure_ids, 1) AS position
    FROM findings
),
printed AS (
    SELECT
        n.finding_id,
        string_agg(f.number_text || ' ' || f.harm_type || ' (' || f.victim_class || ')', '; ' ORDER BY n.position) AS figures
    FROM named AS n
    JOIN figures AS f USING (figure_id)
    GROUP BY n.finding_id
)
SELECT
    d.finding_id,
    d.severity,
    d.rule,
    d.message,
    d.suggestion,
    d.expected,
    d.observed,
    p.figures,
    d.incident_id,
    d.article_id,
    a.publisher,
    a.published_on,
    a.title,
    a.source_path
FROM findings AS d
LEFT JOIN printed AS p USING (finding_id)
LEFT JOIN articles AS a ON a.article_id = d.article_id
ORDER BY list_position(['error', 'warning', 'info'], d.severity), d.rule, a.source_path, d.finding_id;

COMMENT ON VIEW findings_readable IS 'Each finding, the gravest first, with the article and the printed numbers that it is about.';
COMMENT ON COLUMN findings_readable.finding_id IS 'Finding, as in findings.';
COMMENT ON COLUMN findings_readable.severity IS 'How grave it is: error says that printed numbers cannot all be right.';
COMMENT ON COLUMN findings_readable.rule IS 'Rule that fired.';
COMMENT ON COLUMN findings_readable.message IS 'What is wrong or what follows, in plain words.';
COMMENT ON COLUMN findings_readable.suggestion IS 'Single changes that would restore consistency, the likeliest first.';
COMMENT ON COLUMN findings_readable.expected IS 'What consistency asks for.';
COMMENT ON COLUMN findings_readable.observed IS 'What is printed.';
COMMENT ON COLUMN findings_readable.figures IS 'The figures as printed, with kind of harm and class of victims, in the finding''s order.';
COMMENT ON COLUMN findings_readable.incident_id IS 'Incident that the finding is about, if it is about one.';
COMMENT ON COLUMN findings_readable.article_id IS 'Article that the finding is about, if it is about one.';
COMMENT ON COLUMN findings_readable.publisher IS 'Publisher of the article.';
COMMENT ON COLUMN findings_readable.published_on IS 'Day on which the article was published.';
COMMENT ON COLUMN findings_readable.title IS 'Title of the article.';
COMMENT ON COLUMN findings_readable.source_path IS 'File of raw/ that the article came from.';

INSERT INTO query_guide VALUES (
    'findings_readable',
    'view',
    'What is contradictory or odd, the gravest first?',
    'SELECT severity, rule, message, suggestion FROM findings_readable LIMIT 5'
);
