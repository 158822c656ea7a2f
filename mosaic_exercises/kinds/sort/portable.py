"""Sort, as other systems can ask it: cards to be joined to bins."""

from __future__ import annotations

from collections.abc import Sequence

from mosaic_exercises.kinds.portable import (
    Matching,
    Option,
    Portable,
    PortableChoice,
    PortablePair,
    PortablePart,
    said,
    with_reasons,
)
from mosaic_exercises.kinds.sort.task import SortCard, SortKey, SortTask


def portable(task: SortTask, key: SortKey) -> Portable:
    """Cards to be joined to bins. A card that two bins fit becomes a question of its own with two right options."""
    bins = tuple((b.id, b.name) for b in task.bins)
    sure = [c for c in task.cards if len(key.place[c.id]) == 1]
    parts = []
    if len(sure) > 1:
        pairs = tuple(
            PortablePair(id=c.id, text=_card(c), answer=key.place[c.id][0], reason=key.reasons.get(c.id, ""))
            for c in sure
        )
        parts.append(
            PortablePart(
                body=Matching(pairs=pairs, answers=bins), why=_why(key, sure), share=len(sure) / len(task.cards)
            )
        )
    for card in task.cards:
        if card in sure and len(sure) > 1:
            continue
        options = tuple(_bin(card.id, b.id, b.name, key) for b in task.bins)
        parts.append(
            PortablePart(
                body=PortableChoice(options=options, shuffle=False),
                name=card.id,
                ask=f"Where does this belong?\n\n{_card(card)}",
                why=_why(key, [card]),
                share=1 / len(task.cards),
            )
        )
    lost = []
    if any(w.card in {c.id for c in sure} for w in key.wrong):
        lost.append("what is said to a card in a wrong bin")
    if any(c.card in {s.id for s in sure} for c in key.close):
        lost.append("what a near miss earns")
    names = tuple(f"{b.name}: {b.text}" if b.text else b.name for b in task.bins)
    return Portable(
        parts=tuple(parts), why=key.why, lost=tuple(lost), ladder=names[::-1] if task.layout == "ladder" else ()
    )


def _why(key: SortKey, cards: Sequence[SortCard]) -> str:
    """The general reason, and those of the cards that this part asks about."""
    return with_reasons(key.why, [(c.text, key.reasons.get(c.id, "")) for c in cards])


def _card(card: SortCard) -> str:
    return f"{card.text} ({card.detail})" if card.detail else card.text


def _bin(card: str, id_: str, name: str, key: SortKey) -> Option:
    if id_ in key.place[card]:
        return Option(id=id_, text=name, worth=1)
    near = next((c for c in key.close if (c.card, c.bin) == (card, id_)), None)
    if near:
        return Option(id=id_, text=name, worth=near.worth, said=said(near.why, near.try_next))
    slip = next((w for w in key.wrong if (w.card, w.bin) == (card, id_)), None)
    return Option(id=id_, text=name, said=said(slip.why, slip.try_next) if slip else "")
