"""The word lists hold together: what one table promises, the others keep."""

from pipeline.extract.lexicon import load
from pipeline.extract.prefilter import sentences_with
from pipeline.extract.tokens import sentences


def test_every_cue_passes_the_prefilter() -> None:
    stems = load().stems
    lost = [cue for cue in load().cues if not any(stem in f" {cue} " for stem in stems)]
    assert not lost, f"add a stem to [prefilter] in harm.toml for {lost}"


def test_no_harmless_word_is_in_a_cue() -> None:
    lexicon = load()
    assert not [word for word in lexicon.harmless if any(word in cue for cue in lexicon.cues)]


def test_every_noun_for_people_has_a_tag() -> None:
    lexicon = load()
    untagged = [noun for noun in lexicon.people if noun not in lexicon.tags]
    assert not untagged


def test_vague_words_have_ordered_bounds() -> None:
    wrong = {word: bounds for word, bounds in load().vague.items() if not 0 < bounds[0] <= bounds[1]}
    assert not wrong


def test_prefilter_keeps_the_sentences_about_harm_in_order() -> None:
    text = "The market reopened. Six people were killed. It rained.\n\nTwo were WOUNDED in Homs. Nothing else is known."
    found = sentences_with(load(), text, sentences(text))
    assert [text[s.start : s.end].strip() for s in found] == [
        "Six people were killed.",
        "Two were WOUNDED in Homs.",
    ]


def test_prefilter_keeps_the_sentence_that_goes_on_with_a_count() -> None:
    text = "Six people were killed. The other three are well. The market reopened. Another shop closed."
    found = sentences_with(load(), text, sentences(text))
    assert [text[s.start : s.end].strip() for s in found] == [
        "Six people were killed.",
        "The other three are well.",
    ]
