"""Stands in for the instructor's words."""

from mosaic_exercises import exercise


def marking():
    return exercise("marking")
