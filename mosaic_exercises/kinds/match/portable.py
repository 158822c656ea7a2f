"""Match, as other systems can ask it: pairs."""

from __future__ import annotations

from mosaic_exercises.kinds.match.task import MatchKey, MatchTask
from mosaic_exercises.kinds.portable import Matching, Portable, PortablePair, PortablePart, with_reasons


def portable(task: MatchTask, key: MatchKey) -> Portable:
    """Pairs; where several partners fit, the first that no other item needs."""
    taken: set[str] = set()
    pairs = []
    for item in task.left:
        fits = key.pairs[item.id]
        answer = next((i for i in fits if i not in taken), fits[0])
        taken.add(answer)
        pairs.append(PortablePair(id=item.id, text=item.text, answer=answer, reason=key.reasons.get(item.id, "")))
    lost = []
    if any(len(fits) > 1 for fits in key.pairs.values()):
        lost.append("the further partners that fit an item: one is right there")
    if key.slips:
        lost.append("what is said to a wrong pair")
    if key.close:
        lost.append("what a near miss earns")
    why = with_reasons(key.why, [(i.text, key.reasons.get(i.id, "")) for i in task.left])
    body = Matching(pairs=tuple(pairs), answers=tuple((i.id, i.text) for i in task.right))
    return Portable(parts=(PortablePart(body=body),), why=why, lost=tuple(lost))
