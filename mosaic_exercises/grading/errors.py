"""What the instructor gave that cannot be used."""

from mosaic_exercises.errors import MosaicError


class InputError(MosaicError):
    """A path, a roster or a date that grading was given is unusable: the message says which, where and what to do."""
