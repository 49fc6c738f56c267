-- Each figure with the article that prints it and the words around its characters.
CREATE VIEW figures_in_context AS
SELECT
    f.figure_id,
    f.article_id,
    a.publisher,
    a.published_on,
    a.title,
    f.sentence_no,
    f.harm_type,
    f.number_text,
    f.qualifier,
    f.value,
    f.value_low,
    f.value_high,
    f.victim_class,
    f.victim_text,
    f.scope,
    f.place_name,
    f.adm1,
    f.date_start,
    f.date_end,
    f.source,
    substr(a.text, greatest(f.char_start - 80, 0) + 1, least(f.char_start, 80)) AS words_before,
    substr(a.text, f.char_start + 1, f.char_end - f.char_start) AS words,
    substr(a.text, f.char_end + 1, 80) AS words_after,
    a.source_path
FROM figures AS f
JOIN articles AS a USING (article_id);

COMMENT ON VIEW figures_in_context IS 'Each figure with the article that prints it and the 80 characters on either side of it.';
COMMENT ON COLUMN figures_in_context.figure_id IS 'Figure, as in figures.';
COMMENT ON COLUMN figures_in_context.article_id IS 'Article that prints the figure, as in articles.';
COMMENT ON COLUMN figures_in_context.publisher IS 'Publisher of the article.';
COMMENT ON COLUMN figures_in_context.published_on IS 'Day on which the article was published.';
COMMENT ON COLUMN figures_in_context.title IS 'Title of the article.';
COMMENT ON COLUMN figures_in_context.sentence_no IS 'Sentence of the article, as in figures.';
COMMENT ON COLUMN figures_in_context.harm_type IS 'What was done to the people counted.';
COMMENT ON COLUMN figures_in_context.number_text IS 'The number as printed, or the word that carries it.';
COMMENT ON COLUMN figures_in_context.qualifier IS 'How the report hedges the number.';
COMMENT ON COLUMN figures_in_context.value IS 'The number as printed (people); null where it is vague or a range.';
COMMENT ON COLUMN figures_in_context.value_low IS 'Fewest people that the words allow; null where they set no bound.';
COMMENT ON COLUMN figures_in_context.value_high IS 'Most people that the words allow; null where they set no bound.';
COMMENT ON COLUMN figures_in_context.victim_class IS 'Who was harmed.';
COMMENT ON COLUMN figures_in_context.victim_text IS 'Who was harmed, in the article''s words.';
COMMENT ON COLUMN figures_in_context.scope IS 'What the number covers; never add numbers of different scopes.';
COMMENT ON COLUMN figures_in_context.place_name IS 'Place of the harm.';
COMMENT ON COLUMN figures_in_context.adm1 IS 'Province of the harm.';
COMMENT ON COLUMN figures_in_context.date_start IS 'First day on which the harm may have been done.';
COMMENT ON COLUMN figures_in_context.date_end IS 'Last day on which the harm may have been done.';
COMMENT ON COLUMN figures_in_context.source IS 'Whom the article names as the source of the number.';
COMMENT ON COLUMN figures_in_context.words_before IS 'Up to 80 characters of the article before the number.';
COMMENT ON COLUMN figures_in_context.words IS 'The characters char_start to char_end of the article: equal to number_text.';
COMMENT ON COLUMN figures_in_context.words_after IS 'Up to 80 characters of the article after the number.';
COMMENT ON COLUMN figures_in_context.source_path IS 'File of raw/ that the article came from.';

INSERT INTO query_guide VALUES (
    'figures_in_context',
    'view',
    'Which numbers do the articles print, and in which words?',
    'SELECT harm_type, qualifier, words_before, words, words_after
FROM figures_in_context
WHERE qualifier = ''vague''
ORDER BY source_path, figure_id
LIMIT 5'
);
