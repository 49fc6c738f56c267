-- Totals over a period whose parts do not fit them: the findings of the two rules of arithmetic, each with its whole.
CREATE VIEW totals_failing_arithmetic AS
WITH named AS (
    SELECT finding_id, unnest(figure_ids) AS figure_id, generate_subscripts(figure_ids, 1) AS position
    FROM findings
    WHERE rule IN ('part_sum', 'part_exceeds_whole')
),
members AS (
    SELECT n.*, f.number_text || ' ' || f.victim_class AS words, t.total_id,
        EXISTS (
            FROM named AS other JOIN figures AS part ON part.figure_id = other.figure_id
            WHERE other.finding_id = n.finding_id AND part.parent_figure_id = n.figure_id
        ) AS is_whole
    FROM named AS n
    JOIN figures AS f USING (figure_id)
    LEFT JOIN totals AS t USING (figure_id)
),
wholes AS (
    SELECT *
    FROM members
    WHERE total_id IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY finding_id ORDER BY is_whole DESC, position) = 1
)
SELECT
    d.finding_id,
    d.severity,
    d.rule,
    t.period_start,
    t.period_end,
    t.place_name,
    t.adm1,
    t.country,
    t.harm_type,
    t.victim_class,
    t.value AS printed,
    (
        SELECT string_agg(m.words, ' + ' ORDER BY m.position)
        FROM members AS m
        WHERE m.finding_id = w.finding_id AND m.figure_id <> w.figure_id
    ) AS parts,
    d.expected,
    d.observed,
    d.suggestion,
    d.message,
    t.source,
    a.publisher,
    a.published_on,
    a.source_path,
    t.total_id
FROM wholes AS w
JOIN findings AS d USING (finding_id)
JOIN totals AS t ON t.total_id = w.total_id
JOIN articles AS a ON a.article_id = t.article_id
ORDER BY list_position(['error', 'warning', 'info'], d.severity), t.period_start, a.source_path, d.finding_id;

COMMENT ON VIEW totals_failing_arithmetic IS 'Totals over a period whose parts, as the same report prints them, do not fit them.';
COMMENT ON COLUMN totals_failing_arithmetic.finding_id IS 'Finding, as in findings.';
COMMENT ON COLUMN totals_failing_arithmetic.severity IS 'How grave it is: error says that printed numbers cannot all be right.';
COMMENT ON COLUMN totals_failing_arithmetic.rule IS 'part_sum: the parts make another number. part_exceeds_whole: one part is greater than the whole.';
COMMENT ON COLUMN totals_failing_arithmetic.period_start IS 'First day of the total''s period.';
COMMENT ON COLUMN totals_failing_arithmetic.period_end IS 'Last day of the total''s period.';
COMMENT ON COLUMN totals_failing_arithmetic.place_name IS 'Area of the total.';
COMMENT ON COLUMN totals_failing_arithmetic.adm1 IS 'Province of the total.';
COMMENT ON COLUMN totals_failing_arithmetic.country IS 'Country of the total.';
COMMENT ON COLUMN totals_failing_arithmetic.harm_type IS 'What was done to the people counted.';
COMMENT ON COLUMN totals_failing_arithmetic.victim_class IS 'Whom the total counts.';
COMMENT ON COLUMN totals_failing_arithmetic.printed IS 'The total as printed (people).';
COMMENT ON COLUMN totals_failing_arithmetic.parts IS 'The other numbers of the sum, as printed, with whom they count.';
COMMENT ON COLUMN totals_failing_arithmetic.expected IS 'What consistency asks for.';
COMMENT ON COLUMN totals_failing_arithmetic.observed IS 'What is printed.';
COMMENT ON COLUMN totals_failing_arithmetic.suggestion IS 'Single changes that would restore consistency, the likeliest first. None is made.';
COMMENT ON COLUMN totals_failing_arithmetic.message IS 'What is wrong, in plain words.';
COMMENT ON COLUMN totals_failing_arithmetic.source IS 'Whom the report names as the source of the total.';
COMMENT ON COLUMN totals_failing_arithmetic.publisher IS 'Publisher of the report.';
COMMENT ON COLUMN totals_failing_arithmetic.published_on IS 'Day on which the report was published.';
COMMENT ON COLUMN totals_failing_arithmetic.source_path IS 'File of raw/ that the report came from.';
COMMENT ON COLUMN totals_failing_arithmetic.total_id IS 'The whole, as in totals.';

INSERT INTO query_guide VALUES (
    'totals_failing_arithmetic',
    'view',
    'Which totals fail arithmetic: their parts add up to something else, or one part is greater than the whole?',
    'SELECT severity, period_start, place_name, harm_type, printed, parts, suggestion, source_path
FROM totals_failing_arithmetic'
);
