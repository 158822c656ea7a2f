"""Blank, as other systems can ask it: gaps in a text."""

from __future__ import annotations

from mosaic_exercises.kinds.blank.task import BlankKey, BlankTask
from mosaic_exercises.kinds.portable import Blanks, Portable, PortableGap, PortablePart, said, with_reasons


def portable(task: BlankTask, key: BlankKey) -> Portable:
    """Gaps with the texts that are accepted."""
    gaps = tuple(
        PortableGap(
            id=g.id,
            label=g.label or f"Blank {n}",
            accept=key.accept[g.id],
            reason=key.reasons.get(g.id, ""),
            slips=tuple((t, said(s.why, s.try_next)) for s in key.slips if s.blank == g.id for t in s.text),
        )
        for n, g in enumerate(task.blanks, start=1)
    )
    folded = [f for f in task.fold if f != "case"]
    lost = (f"differences that do not count here: {', '.join(folded)}",) if folded else ()
    why = with_reasons(key.why, [(g.label, g.reason) for g in gaps])
    return Portable(parts=(PortablePart(body=Blanks(sentence=task.sentence, gaps=gaps)),), why=why, lost=lost)
