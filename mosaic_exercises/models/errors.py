"""The one error of the models: input that a model cannot use."""

from mosaic_exercises.errors import DataError

__all__ = ["DataError"]
