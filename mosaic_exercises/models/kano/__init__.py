"""Kano: what must be there, what is better the more of it there is, what delights, and what leaves people cold.

``classify`` turns a pair of answers into a letter, ``distribution`` and ``survey`` count them, ``category`` names the
feature's category, ``coefficients``, ``strength``, ``lead`` and ``fong`` say how much and how surely.
``count_factors`` counts incidents by service factor. Categories differ between segments and move with the years: what
delights becomes expected.

Sources: Kano et al. (1984); Berger et al. (1993); E. Sauerwein et al., The Kano Model (1996); Johnston (1995, 1997).
"""

from mosaic_exercises.models.kano.answers import ANSWERS, CATEGORIES, LETTERS, TABLE, Category, Letter, classify
from mosaic_exercises.models.kano.categories import (
    CLEAR,
    Coefficients,
    Feature,
    Fong,
    Lead,
    Strength,
    analyse,
    category,
    coefficients,
    fong,
    lead,
    strength,
)
from mosaic_exercises.models.kano.counting import Survey, distribution, frame, survey
from mosaic_exercises.models.kano.factors import FACTORS, KINDS, FactorCount, count_factors

__all__ = [
    "ANSWERS",
    "CATEGORIES",
    "CLEAR",
    "FACTORS",
    "KINDS",
    "LETTERS",
    "TABLE",
    "Category",
    "Coefficients",
    "FactorCount",
    "Feature",
    "Fong",
    "Lead",
    "Letter",
    "Strength",
    "Survey",
    "analyse",
    "category",
    "classify",
    "coefficients",
    "count_factors",
    "distribution",
    "fong",
    "frame",
    "lead",
    "strength",
    "survey",
]
