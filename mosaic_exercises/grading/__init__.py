"""A class graded: hand-in files found, every answer checked again with this machine's keys, tables written.

Nothing of a learner's is run, no score in a hand-in file is believed, and what cannot be read becomes a status that a
person can see. ``score_submission`` is one pure function of a course index and one submission.
"""

from mosaic_exercises.grading.records import Graded, ItemScore, Refused
from mosaic_exercises.grading.scoring.class_run import grade_class
from mosaic_exercises.grading.scoring.score import CourseIndex, assess, score_submission
from mosaic_exercises.grading.scoring.told import Report

__all__ = ["CourseIndex", "Graded", "ItemScore", "Refused", "Report", "assess", "grade_class", "score_submission"]
