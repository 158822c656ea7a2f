"""The one error of the models: input that a model cannot use."""

from __future__ import annotations

from mosaic_exercises.errors import MosaicError


class DataError(MosaicError, ValueError):
    """Input that a model cannot use.

    ``what`` is wrong, ``where`` it stands (a column and rows, or an argument) and ``do`` is the way out. The message
    is the three in this order. It is a ``ValueError`` too, so that callers who know nothing of this package catch it.
    """

    def __init__(self, what: str, where: str, do: str) -> None:
        super().__init__(what, where, do)
        self.what = what
        self.where = where
        self.do = do

    def __str__(self) -> str:
        return f"{self.what} ({self.where}). {self.do}"
