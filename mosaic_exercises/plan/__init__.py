"""The Customer Development Plan: all that a learner made, gathered into one document, with the mosaic as its cover."""

from mosaic_exercises.plan.gather import gather
from mosaic_exercises.plan.records import Plan

__all__ = ["Plan", "gather"]
