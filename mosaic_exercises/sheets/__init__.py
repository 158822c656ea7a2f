"""Pages to print: empty forms for a workshop (``content/sheets.toml``) and one page to keep for each model
(``content/models.toml``), laid out for A4 and A3."""

from mosaic_exercises.sheets.layout import PAPERS, laid_out
from mosaic_exercises.sheets.records import WorkshopSheet, models, read, sheets

__all__ = ["PAPERS", "WorkshopSheet", "laid_out", "models", "read", "sheets"]
