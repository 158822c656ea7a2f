"""Words that tell whether something is wanted or only told."""

from __future__ import annotations

from . import Phrases, phrase_list, word_list

WANTS = Phrases(phrase_list("intention.wants"))
FACT_STARTS = word_list("intention.fact_starts")
FACT_OPENINGS = Phrases(phrase_list("intention.fact_openings"))
QUESTIONS = word_list("intention.questions")
BE = word_list("intention.be")
NOW = Phrases(phrase_list("intention.now"))
STATIVE = word_list("intention.stative")
WISHED = word_list("intention.wished")
MISSION_VERBS = word_list("intention.mission_verbs")
COMPARATIVES = word_list("intention.comparatives")
