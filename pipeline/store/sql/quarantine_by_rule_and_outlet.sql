-- What was refused, by the rule that it broke and the outlet that it came from.
CREATE VIEW quarantine_by_rule_and_outlet AS
SELECT
    q.rule,
    q.table_name,
    coalesce(a.publisher, 'unknown') AS outlet,
    count(DISTINCT q.row_key) AS refused,
    min(q.row_key) AS first_row,
    arg_min(q.message, q.row_key) AS first_message
FROM quarantine AS q
LEFT JOIN articles AS a ON a.article_id = q.article_id
GROUP BY q.rule, q.table_name, outlet
ORDER BY refused DESC, q.rule, q.table_name, outlet;

COMMENT ON VIEW quarantine_by_rule_and_outlet IS 'How many rows and files each rule refused, by outlet.';
COMMENT ON COLUMN quarantine_by_rule_and_outlet.rule IS 'Rule that was broken.';
COMMENT ON COLUMN quarantine_by_rule_and_outlet.table_name IS 'Table that the rows were meant for; articles for a file.';
COMMENT ON COLUMN quarantine_by_rule_and_outlet.outlet IS 'Publisher of the article; unknown where the article itself was refused or names none.';
COMMENT ON COLUMN quarantine_by_rule_and_outlet.refused IS 'Rows or files refused.';
COMMENT ON COLUMN quarantine_by_rule_and_outlet.first_row IS 'One of them: its key or its file.';
COMMENT ON COLUMN quarantine_by_rule_and_outlet.first_message IS 'What is wrong with it and what to do.';

INSERT INTO query_guide VALUES (
    'quarantine_by_rule_and_outlet',
    'view',
    'What was refused, by which rule, and from which outlet?',
    'SELECT rule, outlet, refused, first_row, first_message FROM quarantine_by_rule_and_outlet'
);
