"""The learner's record: events, drafts, the file to hand in. It knows no widget and no course content."""

from mosaic_exercises.workbook.events import Draft, Event, Learner
from mosaic_exercises.workbook.history import SOLUTION_AFTER, History, histories, laid
from mosaic_exercises.workbook.store import Workbook

__all__ = ["SOLUTION_AFTER", "Draft", "Event", "History", "Learner", "Workbook", "histories", "laid"]
