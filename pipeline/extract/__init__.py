"""Extraction: raw text in, figures out.

`reader` takes a text through these layers. A module imports its own layer and those before it, `reader` all of them.

- records: `records`, `version`
- words: `tokens`, `words`, `silent_words`, `name_tags`, `name_particles`, `line_breaks`, `full_stops`, and the word
  lists in `lexicon`
- numbers, names and phrases: `numbers`, `number_reading`, `uncounted`, `person_names`, `phrases`, `prefilter`
- dates as printed: `dates`, `date_mention`, `date_patterns`, `date_reading`, `date_readers`, `date_absolute`,
  `date_relative`, `date_calendar`, `written_date`
- head and foot of the text: `layout`, `dateline`
- places as printed: `places`, `place_words`, `place_mention`, `place_in_names`, `place_runs`, `place_context`,
  `place_evidence`, `place_resolution`
- chunks, which are noun phrases, verbs and links: `chunks`, `chunk_patterns`, `naming`, `appositions`,
  `age_limits`, `bare_bodies`, `kinds_of_people`, `shares`,
  `remainders`
- clauses, which say who was harmed by which verb: `clauses`, `chunk_reader`, `groups`, `group_links`, `list_ends`,
  `labels`, `speakers`, `toll_words`, `governors`, `gapping`, `predicates`, `predication`, `insertions`, `limbs`,
  `unnamed_subjects`, `owned_bodies`, `part_markers`; `sentence_reading` has all so far of one sentence
- claims of one sentence: `sentence_claims`, `claims`, `linked_claims`, `victims`, `attributes`, `parts`,
  `implied_parts`, `part_harms`, `shared_victims`, `descriptions`, and a module for each way of telling harm that no
  verb of harm governs (`aboard`, `bodies`, `in_care`, `in_turn`, `maimed`, `own_dead`, `plus_perpetrators`,
  `pronoun_objects`, `survival`, `table_cells`, `takings`, `verbless`) or that is taken back (`executions`, `fates`,
  `later_deaths`, `restating`)
- attributes of a claim, from its words, its sentence, its report: `settling`, `passage`, `frames`, `sentence_setting`,
  `figure_making`, `counted_off`; scope `scopes`, `scope_signs`, `running_tolls`, `many_events`, `event_words`,
  `superseded`, `recalled_events`, `background`, `days_after`, `retrospect`, `bulletins`, `round_ups`, `armed_claims`,
  `onlookers`; date `claim_dates`, `dating`, `event_days`; place `claim_places`, `placing`, `side_places`,
  `listed_places`, `place_entries`, `source_seats`; weapon, source and perpetrator `weapons`, `sources`,
  `perpetrators`, `combat`
- links to sentences before: `anaphora`, `antecedents`, `complements`, `included`, `taken_up`, `no_survivors`,
  `few_survivors`, `named_dead`, `pronominal_parts`, `overview`, `retelling`, `told_as_murder`, `accusations`, `wholes`
- what only the whole report shows: `toll_parts`, `toll_details`, `company`, `all_told`, `period_parts`,
  `headline_settling`, `responsibility`, `attackers`; `coreference` of counts; and `asides`, the numbers that are no
  figures
- totals of the finished figures: `totals`, `outside_toll`, `tallying`, `outcomes`, `side_events`, `headline_tolls`,
  `hurt_beside`, `news`
"""

from pipeline.extract.reader import extract
from pipeline.extract.records import Extraction, Figure, SetAside, figure_rows, set_aside_rows

__all__ = ["Extraction", "Figure", "SetAside", "extract", "figure_rows", "set_aside_rows"]
