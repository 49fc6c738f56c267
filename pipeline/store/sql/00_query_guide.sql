-- What the views and macros of this file answer. Each of them adds its own row; files run in the order of their names.
CREATE TABLE query_guide (
    name VARCHAR PRIMARY KEY,
    kind VARCHAR NOT NULL,
    question VARCHAR NOT NULL,
    example VARCHAR NOT NULL
);

COMMENT ON TABLE query_guide IS 'What each view and macro of this file answers, with a query to start from.';
COMMENT ON COLUMN query_guide.name IS 'View or macro.';
COMMENT ON COLUMN query_guide.kind IS 'view: write FROM name. macro: write FROM name(arguments).';
COMMENT ON COLUMN query_guide.question IS 'The question that it answers.';
COMMENT ON COLUMN query_guide.example IS 'A query that runs as it stands.';

INSERT INTO query_guide VALUES (
    'current_release',
    'view',
    'Which release does this file hold?',
    'SELECT release_id, content_hash FROM current_release'
);
