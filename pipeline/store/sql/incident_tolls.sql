-- Each incident with its toll for every kind of harm, all classes of victims together.
CREATE VIEW incident_tolls AS
SELECT
    i.incident_id,
    i.date_start,
    i.date_end,
    i.place_name,
    i.adm1,
    i.country,
    i.weapon,
    i.perpetrator,
    i.target,
    e.harm_type,
    e.low,
    e.best,
    e.high,
    e.method,
    i.number_of_reports,
    i.number_of_sources
FROM incidents AS i
JOIN estimates AS e USING (incident_id)
WHERE e.victim_class = 'all';

COMMENT ON VIEW incident_tolls IS 'Each incident with its toll for every kind of harm, all classes of victims together.';
COMMENT ON COLUMN incident_tolls.incident_id IS 'Incident, as in incidents.';
COMMENT ON COLUMN incident_tolls.date_start IS 'First day on which the incident may have happened.';
COMMENT ON COLUMN incident_tolls.date_end IS 'Last day on which the incident may have happened.';
COMMENT ON COLUMN incident_tolls.place_name IS 'Place of the incident.';
COMMENT ON COLUMN incident_tolls.adm1 IS 'Province of the incident.';
COMMENT ON COLUMN incident_tolls.country IS 'Country of the incident.';
COMMENT ON COLUMN incident_tolls.weapon IS 'Weapon or method of attack.';
COMMENT ON COLUMN incident_tolls.perpetrator IS 'Who did it, as the reports say.';
COMMENT ON COLUMN incident_tolls.target IS 'What or whom the attack was aimed at.';
COMMENT ON COLUMN incident_tolls.harm_type IS 'What was done to the people counted.';
COMMENT ON COLUMN incident_tolls.low IS 'Lowest credible number of people.';
COMMENT ON COLUMN incident_tolls.best IS 'Best estimate of the number of people.';
COMMENT ON COLUMN incident_tolls.high IS 'Highest credible number of people; null where reports set no upper bound.';
COMMENT ON COLUMN incident_tolls.method IS 'How the estimate was reached, as in estimates.';
COMMENT ON COLUMN incident_tolls.number_of_reports IS 'Independent articles that speak of the incident.';
COMMENT ON COLUMN incident_tolls.number_of_sources IS 'Different publishers and named sources behind them.';

INSERT INTO query_guide VALUES (
    'incident_tolls',
    'view',
    'What is the toll of each incident: low, best and high?',
    'SELECT date_start, place_name, weapon, harm_type, low, best, high, number_of_reports
FROM incident_tolls
WHERE harm_type = ''killed''
ORDER BY number_of_reports DESC, best DESC, incident_id
LIMIT 8'
);
