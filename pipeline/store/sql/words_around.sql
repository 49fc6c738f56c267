-- The characters behind one number, with as much of the article as is asked for on either side.
CREATE MACRO words_around(figure, characters := 200) AS TABLE
SELECT
    f.figure_id,
    a.source_path,
    f.number_text,
    f.char_start,
    f.char_end,
    greatest(f.char_start - characters, 0) AS shown_from,
    least(f.char_end + characters, length(a.text)) AS shown_to,
    substr(a.text, greatest(f.char_start - characters, 0) + 1, least(f.char_start, characters)) AS words_before,
    substr(a.text, f.char_start + 1, f.char_end - f.char_start) AS words,
    substr(a.text, f.char_end + 1, characters) AS words_after
FROM figures AS f
JOIN articles AS a USING (article_id)
WHERE f.figure_id = figure;

COMMENT ON MACRO TABLE words_around IS 'The characters of the article behind one figure, with the offsets, and 200 more on either side unless said.';

INSERT INTO query_guide VALUES (
    'words_around',
    'macro',
    'Which characters of the article stand behind one number? The argument is a figure_id. Offsets count characters from 0: text[char_start:char_end] is number_text.',
    'SELECT source_path, number_text, char_start, char_end, words_before, words, words_after
FROM words_around(
    (SELECT figure_id FROM totals ORDER BY value DESC NULLS LAST, figure_id LIMIT 1),
    characters := 60
)'
);
