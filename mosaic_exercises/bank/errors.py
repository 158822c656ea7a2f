"""What goes wrong with the bank."""

from __future__ import annotations

from mosaic_exercises.errors import MosaicError


class BankError(MosaicError):
    """A question file that cannot be read or written, with what to do."""
