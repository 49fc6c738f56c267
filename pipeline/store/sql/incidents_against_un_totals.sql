-- The incidents of a month and area beside the United Nations' total for it. The United Nations are told by the names of
-- [sources] united_nations in pipeline/resolve/rules.toml, in the total's source or in its publisher.
CREATE VIEW incidents_against_un_totals AS
WITH candidates AS (
    SELECT
        t.figure_id, t.country, t.adm1, t.period_start AS month, t.harm_type, t.victim_class, t.value, t.article_id,
        a.published_on, a.source_path, f.parent_figure_id,
        regexp_matches(coalesce(a.publisher, ''), '(?i)\b(un|u\.n|u n|unami|unhcr|ohchr|united nations)\b') AS is_own_release
    FROM totals AS t
    JOIN figures AS f USING (figure_id)
    JOIN articles AS a ON a.article_id = t.article_id
    WHERE regexp_matches(concat_ws(' ', t.source, a.publisher), '(?i)\b(un|u\.n|u n|unami|unhcr|ohchr|united nations)\b')
        AND a.duplicate_of IS NULL
        AND t.value IS NOT NULL
        AND t.country IS NOT NULL
        AND t.period_start = date_trunc('month', t.period_start)
        AND t.period_end = last_day(t.period_start)
        AND (coalesce(f.where_prec, 0) >= 4 OR t.place_name = t.adm1)
),
monthly AS (
    FROM candidates AS c
    WHERE NOT EXISTS (
        FROM candidates AS whole
        WHERE whole.figure_id = c.parent_figure_id
            AND (whole.country, whole.month, whole.harm_type, whole.victim_class) = (c.country, c.month, c.harm_type, c.victim_class)
            AND whole.adm1 IS NOT DISTINCT FROM c.adm1
    )
),
printed AS (
    SELECT
        country, adm1, month, harm_type, victim_class, value,
        count(DISTINCT article_id) AS articles,
        bool_or(is_own_release) AS is_own_release,
        min(published_on) AS first_printed
    FROM monthly
    GROUP BY ALL
),
accepted AS (
    SELECT
        country, adm1, month, harm_type, victim_class,
        first(value ORDER BY articles DESC, is_own_release DESC, first_printed, value DESC) AS un_total,
        list(value ORDER BY articles DESC, is_own_release DESC, first_printed, value DESC)[2:] AS other_values
    FROM printed
    GROUP BY ALL
),
recorded AS (
    SELECT c.country, c.adm1, c.month, e.harm_type, e.victim_class, coalesce(e.low, 0) AS low, coalesce(e.best, e.low, 0) AS best
    FROM incident_cells AS c
    JOIN estimates AS e USING (incident_id)
    WHERE c.may_be_added
)
SELECT
    u.month,
    u.country,
    u.adm1,
    u.harm_type,
    u.victim_class,
    u.un_total,
    count(r.best) AS incidents,
    coalesce(sum(r.low), 0)::BIGINT AS low,
    coalesce(sum(r.best), 0)::BIGINT AS best,
    (u.un_total - coalesce(sum(r.best), 0))::BIGINT AS gap,
    round(coalesce(sum(r.best), 0) / nullif(u.un_total, 0), 3) AS share_recorded,
    u.other_values
FROM accepted AS u
LEFT JOIN recorded AS r ON
    r.country = u.country
    AND (u.adm1 IS NULL OR r.adm1 = u.adm1)
    AND (r.month, r.harm_type, r.victim_class) = (u.month, u.harm_type, u.victim_class)
GROUP BY u.month, u.country, u.adm1, u.harm_type, u.victim_class, u.un_total, u.other_values
ORDER BY u.month, u.country, u.adm1 NULLS FIRST, u.harm_type, u.victim_class;

COMMENT ON VIEW incidents_against_un_totals IS 'The sum of the clear incidents of each month and area beside the United Nations'' total for it, and the gap. Rows hold each other (a province its country''s, a class all): never add them.';
COMMENT ON COLUMN incidents_against_un_totals.month IS 'First day of the month.';
COMMENT ON COLUMN incidents_against_un_totals.country IS 'Country.';
COMMENT ON COLUMN incidents_against_un_totals.adm1 IS 'Province; null for the whole country.';
COMMENT ON COLUMN incidents_against_un_totals.harm_type IS 'What was done to the people counted.';
COMMENT ON COLUMN incidents_against_un_totals.victim_class IS 'Whom both count; all for every class together.';
COMMENT ON COLUMN incidents_against_un_totals.un_total IS 'The United Nations'' total as most reports print it (people); among equals that of their own release, then the earliest.';
COMMENT ON COLUMN incidents_against_un_totals.incidents IS 'Clear incidents that are added.';
COMMENT ON COLUMN incidents_against_un_totals.low IS 'Sum of the incidents'' lowest credible numbers (people).';
COMMENT ON COLUMN incidents_against_un_totals.best IS 'Sum of the incidents'' best estimates (people).';
COMMENT ON COLUMN incidents_against_un_totals.gap IS 'un_total less best (people): what no recorded incident accounts for. Negative where the incidents exceed the total.';
COMMENT ON COLUMN incidents_against_un_totals.share_recorded IS 'best as a share of un_total.';
COMMENT ON COLUMN incidents_against_un_totals.other_values IS 'Other values that reports print for the same total, restatements and misprints among them.';

INSERT INTO query_guide VALUES (
    'incidents_against_un_totals',
    'view',
    'How much of the United Nations'' monthly totals do the recorded incidents account for?',
    'SELECT month, harm_type, un_total, incidents, best, gap, share_recorded, other_values
FROM incidents_against_un_totals
WHERE adm1 IS NULL AND victim_class = ''all''
ORDER BY month, harm_type
LIMIT 12'
);
