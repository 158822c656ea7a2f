"""SMART objectives: is a statement specific, measurable, achievable, relevant, time-bound, and why.

::

    from mosaic_exercises.models import smart

    seen = smart.assess("Raise the share of repeat buyers from 31% to 36% by 30 June 2027")
    seen.measurable.verdict, seen.measurable.reason

Pure Python with the standard library alone. The rules judge wording by a stated convention (Doran 1981; the CDC's brief
on SMART objectives for observable verbs and a reference point); they cannot see whether a target is reachable or
matters, so `achievable` and `relevant` are prompts, not marks.
"""

from .assess import Parts, assess, parts
from .records import CRITERIA, Assessment, Finding, Kind, Label, Span, Verdict

__all__ = ["CRITERIA", "Assessment", "Finding", "Kind", "Label", "Parts", "Span", "Verdict", "assess", "parts"]
