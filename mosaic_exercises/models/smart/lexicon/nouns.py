"""Nouns by what they do in an objective: indicators, people, things that can be finished, goals that are served.

Each set holds singular and plural where both are used. They are general vocabulary of business, service, sales,
public bodies, health, charities, software teams and personal goals.
"""

from __future__ import annotations

from functools import lru_cache

from . import word_list

PEOPLE = word_list("nouns.people")
"""People and bodies. Bare, they narrow nothing; with a word that picks some of them out, they do."""
NARROW_PEOPLE = word_list("nouns.narrow_people")
"""Groups that are already a part of all people; a change in an indicator "among" them is narrowed."""
GENERIC_MODIFIERS = word_list("nouns.generic_modifiers")
"""Words before a noun that do not pick out a part of it."""
GENERIC_PLACES = word_list("nouns.generic_places")
PLACES_AND_CHANNELS = word_list("nouns.places_and_channels")
INDICATORS = word_list("nouns.indicators")
"""Things that go up or down and can be counted or scored."""
DELIVERABLES = word_list("nouns.deliverables")
"""Products of work: named on their own ("Guide on how billing works") they stand for a deliverable."""
OPEN_ENDED = word_list("nouns.open_ended")
"""What is never plainly finished: "create a culture", "build relationships", "deliver solutions"."""
PRAISE = word_list("nouns.praise")
"""Adjectives that praise without saying what would be seen."""
EMPTY_OBJECTS = word_list("nouns.empty_objects")
"""Objects that name nothing to aim at."""
HELD = word_list("nouns.held")
"""Events that are held: named with their group they stand for the act ("first aid training for new staff")."""
GOAL_WORDS = word_list("nouns.goal_words")
"""Lemmas that say whom or what the act serves. The list is the test for `relevant`, so it is wide."""
SOFT_INDICATORS = word_list("nouns.soft_indicators")
"""They can be scored, though they name no score: enough after a vague verb where the group is named."""
GROUPS = PEOPLE | NARROW_PEOPLE
UNFINISHED = OPEN_ENDED | PRAISE
ANY_NOUN = INDICATORS | GOAL_WORDS | PLACES_AND_CHANNELS | OPEN_ENDED


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """A rough singular: enough to look a noun up."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ness")) and len(word) > 3:
        return word[:-1]
    return word


def is_plural(word: str) -> bool:
    return singular(word) != word or word in ("people", "children", "women", "men", "staff", "feet", "teeth")
