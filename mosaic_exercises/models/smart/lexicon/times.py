"""Words that make up times."""

from __future__ import annotations

from . import Phrases, pair_list, phrase_list, vocab, word_list

MONTHS = {name: month for month, names in enumerate(pair_list("times.months"), 1) for name in names}
WEEKDAYS = word_list("times.weekdays")
SEASONS = vocab("spring summer autumn fall winter")
SHORT_UNITS = word_list("times.short_units")
DAY_UNITS = vocab("day days weekday weekdays night nights")
LONG_UNITS = word_list("times.long_units")
PERIODS = word_list("times.periods")
PERIOD_MODIFIERS = word_list("times.period_modifiers")
SCHEDULE_UNITS = word_list("times.schedule_units")
SCHEDULE_ADVERBS = word_list("times.schedule_adverbs")
SCHEDULED_NOUNS = word_list("times.scheduled_nouns")
RATE_UNITS = word_list("times.rate_units")
EVENTS = word_list("times.events")
PLAIN_WEEKS = word_list("times.plain_weeks")
SCHOOL_WORDS = word_list("times.school_words")
"""Beside these "year 8" is a class, not a time."""
WEEK_PARTS = word_list("times.week_parts")
LIVES = word_list("times.lives")
LIVED = word_list("times.lived")
"""Nouns whose life, course or term is a period: "over the life of this plan"."""
PROJECT_EVENTS = word_list("times.project_events")
"""After "within 45 days of": events of the writer's own project, which make a deadline, not a service level."""
NAMED = Phrases(phrase_list("times.named"))
BY = Phrases(phrase_list("times.by"))
IN = Phrases(phrase_list("times.in"))
VAGUE = Phrases(phrase_list("times.vague"))
SCHEDULES = Phrases(phrase_list("times.schedules"))
SERVICE_VERBS = word_list("times.service_verbs")
"""Acts done over and over: days after one of them are a service level, not a deadline."""
HISTORY_BEFORE = word_list("times.history_before")
"""Past verbs: a bare "in 2021" a few words after one of them is history."""
BASE_WORDS = word_list("times.base_words")
COMPARE = Phrases(phrase_list("times.compare"))
EDGES = word_list("times.edges")
DETERMINERS = word_list("times.determiners")
NP_STOPS = word_list("times.np_stops")
PHRASE_ENDS = NP_STOPS | {""}
"""Where a noun phrase stops; "" is the end of the text."""
LONG_OR_DAYS = LONG_UNITS | DAY_UNITS
