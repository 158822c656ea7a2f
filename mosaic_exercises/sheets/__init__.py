"""Workshop sheets: empty forms to print and write on (``content/sheets.toml``), laid out for A4 and A3."""

from mosaic_exercises.sheets.layout import PAPERS, laid_out
from mosaic_exercises.sheets.records import WorkshopSheet, read, sheets

__all__ = ["PAPERS", "WorkshopSheet", "laid_out", "read", "sheets"]
