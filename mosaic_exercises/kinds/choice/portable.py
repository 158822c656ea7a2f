"""Choice, as other systems can ask it: options with what each is worth."""

from __future__ import annotations

from mosaic_exercises.kinds.choice.task import ChoiceKey, ChoiceTask
from mosaic_exercises.kinds.portable import Option, Portable, PortableChoice, PortablePart, TrueFalse, said


def portable(task: ChoiceTask, key: ChoiceKey) -> Portable:
    """Options with their worth and what is said to each."""
    if task.mode == "true-false":
        right = key.right[0] == "true"
        slip = key.wrong.get("false" if right else "true")
        words = said(slip.why, slip.try_next) if slip else ""
        body = TrueFalse(right=right, said_true="" if right else words, said_false=words if right else "")
        return Portable(parts=(PortablePart(body=body),), why=key.why)
    single = task.mode == "one"
    options = tuple(_option(o.id, o.text, key) for o in task.options)
    return Portable(
        parts=(PortablePart(body=PortableChoice(options=options, single=single, shuffle=not task.keep_order)),),
        why=key.why,
    )


def _option(id_: str, text: str, key: ChoiceKey) -> Option:
    if id_ in key.right:
        return Option(id=id_, text=text, worth=1, missed=key.missed.get(id_, ""))
    if near := key.close.get(id_):
        return Option(id=id_, text=text, worth=near.worth, said=said(near.why, near.try_next))
    slip = key.wrong.get(id_)
    return Option(id=id_, text=text, said=said(slip.why, slip.try_next) if slip else "")
