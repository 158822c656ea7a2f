"""Words and phrases that raise a red flag, and those that only look as if they did."""

from __future__ import annotations

from . import Phrases, phrase_list, word_list

SUPERLATIVES = Phrases(phrase_list("flags.superlatives"))
NOT_SUPERLATIVE = Phrases(phrase_list("flags.not_superlative"))
ABSOLUTES = Phrases(phrase_list("flags.absolutes"))
NOT_ABSOLUTE = Phrases(phrase_list("flags.not_absolute"))
INSTANT = Phrases(phrase_list("flags.instant"))
ENDING = word_list("flags.ending")  # fmt: skip
OWN_WASTE = word_list("flags.own_waste")
OUTCOMES = word_list("flags.outcomes")
OWN_ACTS = word_list("flags.own_acts")
OWN_INPUTS = word_list("flags.own_inputs")
