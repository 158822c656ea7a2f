"""The course's content as data, and its one strict loader."""

from mosaic_exercises.course.loader import by_notebook, load, load_layers
from mosaic_exercises.course.records import Course, Exercise, Notebook, Placed, Quiz

__all__ = ["Course", "Exercise", "Notebook", "Placed", "Quiz", "by_notebook", "load", "load_layers"]
