"""A made-up class, to try grading with."""

from mosaic_exercises.grading.demo.made_up import write_class

__all__ = ["write_class"]
