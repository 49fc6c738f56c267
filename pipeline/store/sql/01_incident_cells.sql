-- Where and when each incident counts in sums, and whether it may be added to others at all.
CREATE VIEW incident_cells AS
SELECT
    incident_id,
    country,
    adm1,
    CASE
        WHEN date_trunc('month', date_start) = date_trunc('month', date_end) THEN date_trunc('month', date_start)::DATE
    END AS month,
    coalesce(event_clarity = 1, false) AS may_be_added,
    weapon
FROM incidents;

COMMENT ON VIEW incident_cells IS 'The country, province and month in which each incident counts, and whether it may be added to others.';
COMMENT ON COLUMN incident_cells.incident_id IS 'Incident, as in incidents.';
COMMENT ON COLUMN incident_cells.country IS 'Country of the incident.';
COMMENT ON COLUMN incident_cells.adm1 IS 'Province of the incident; null where the reports name none.';
COMMENT ON COLUMN incident_cells.month IS 'First day of the month that holds all days on which it may have happened; null where no single month does.';
COMMENT ON COLUMN incident_cells.may_be_added IS 'Whether it is a clear event (event_clarity 1). One that is less clear may be a summary over others and is never added to them.';
COMMENT ON COLUMN incident_cells.weapon IS 'Weapon or method of attack.';

INSERT INTO query_guide VALUES (
    'incident_cells',
    'view',
    'Which incidents may be added up, and in which province and month does each of them count?',
    'SELECT may_be_added, count(*) AS incidents, count(month) AS in_one_month FROM incident_cells GROUP BY ALL ORDER BY ALL'
);
