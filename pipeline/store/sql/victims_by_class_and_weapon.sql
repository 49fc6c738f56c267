-- Victims of clear incidents by class and weapon, so divided that no person is in two rows as far as the reports tell.
CREATE VIEW victims_by_class_and_weapon AS
WITH told AS (
    SELECT c.incident_id, c.weapon, e.harm_type, e.victim_class, coalesce(e.best, e.low, 0) AS best
    FROM incident_cells AS c
    JOIN estimates AS e USING (incident_id)
    WHERE c.may_be_added
),
sides AS (
    SELECT
        incident_id,
        weapon,
        harm_type,
        sum(best) FILTER (victim_class = 'all') AS everybody,
        coalesce(sum(best) FILTER (victim_class IN ('police', 'military', 'paramilitary')), 0) AS forces_told_apart,
        coalesce(sum(best) FILTER (victim_class = 'security_forces'), 0) AS forces,
        coalesce(sum(best) FILTER (victim_class NOT IN ('all', 'police', 'military', 'paramilitary', 'security_forces')), 0) AS others
    FROM told
    GROUP BY incident_id, weapon, harm_type
),
parted AS (
    SELECT incident_id, weapon, harm_type, victim_class, best
    FROM told
    WHERE victim_class NOT IN ('all', 'security_forces')
    UNION ALL
    SELECT incident_id, weapon, harm_type, 'security_forces', forces - forces_told_apart
    FROM sides
    WHERE forces > forces_told_apart
    UNION ALL
    SELECT incident_id, weapon, harm_type, 'not told', everybody - greatest(forces, forces_told_apart) - others
    FROM sides
    WHERE everybody > greatest(forces, forces_told_apart) + others
),
wholes AS (
    SELECT weapon, harm_type, sum(everybody)::BIGINT AS everybody
    FROM sides
    GROUP BY weapon, harm_type
)
SELECT
    p.harm_type,
    p.weapon,
    p.victim_class,
    count(*) AS incidents,
    sum(p.best)::BIGINT AS best,
    w.everybody AS all_victims,
    round(sum(p.best) / w.everybody, 3) AS share
FROM parted AS p
JOIN wholes AS w ON w.harm_type = p.harm_type AND w.weapon IS NOT DISTINCT FROM p.weapon
GROUP BY p.harm_type, p.weapon, p.victim_class, w.everybody
ORDER BY p.harm_type, w.everybody DESC, p.weapon, best DESC, p.victim_class;

COMMENT ON VIEW victims_by_class_and_weapon IS 'Victims by class and weapon, best estimates summed over clear incidents; nobody is counted both in a class and in the rest.';
COMMENT ON COLUMN victims_by_class_and_weapon.harm_type IS 'What was done to the people counted.';
COMMENT ON COLUMN victims_by_class_and_weapon.weapon IS 'Weapon or method of attack; null where no report says.';
COMMENT ON COLUMN victims_by_class_and_weapon.victim_class IS 'Class of victims. security_forces: those beyond what is told as police, military or paramilitary. "not told": those of whom no report gives the class.';
COMMENT ON COLUMN victims_by_class_and_weapon.incidents IS 'Clear incidents with such victims.';
COMMENT ON COLUMN victims_by_class_and_weapon.best IS 'Sum of best estimates (people).';
COMMENT ON COLUMN victims_by_class_and_weapon.all_victims IS 'All victims of this harm by this weapon (people): the same in each of its rows, so never add it.';
COMMENT ON COLUMN victims_by_class_and_weapon.share IS 'best as a share of all_victims. Shares exceed 1 together where reports count one person in two classes, as a journalist who is a civilian.';

INSERT INTO query_guide VALUES (
    'victims_by_class_and_weapon',
    'view',
    'Who was hurt with which weapon?',
    'SELECT weapon, victim_class, incidents, best, all_victims, share
FROM victims_by_class_and_weapon
WHERE harm_type = ''killed'' AND weapon IS NOT NULL
ORDER BY all_victims DESC, weapon, best DESC, victim_class
LIMIT 12'
);
