"""Anki's own engine takes our deck: twice, corrected, and shows its cards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from mosaic_exercises.bank.anki import deck, known
from tests.bank.cases import bank

collection = pytest.importorskip("anki.collection", reason="Anki's engine is not installed: pip install anki")


def taken(col: Any, data: bytes, folder: Path) -> tuple[int, int, int]:
    """(new, updated, unchanged) notes of one import."""
    path = folder / "deck.apkg"
    path.write_bytes(data)
    options = collection.ImportAnkiPackageOptions(with_scheduling=False, merge_notetypes=False)
    log = col.import_anki_package(collection.ImportAnkiPackageRequest(package_path=str(path), options=options)).log
    assert not log.conflicting
    return len(log.new), len(log.updated), len(log.duplicate)


def test_a_corrected_deck_updates_its_notes_and_keeps_the_schedule(tmp_path):
    questions = bank()[0]
    first = deck("Course", questions, 1_000, {})
    col = collection.Collection(str(tmp_path / "collection.anki2"))
    try:
        assert taken(col, first, tmp_path) == (len(questions), 0, 0)
        assert col.card_count() == len(questions), "each note makes one card"
        card = col.get_card(col.find_cards("")[0])
        card.ivl, card.due, card.type, card.queue = 30, 99, 2, 2
        col.update_card(card)
        slug = card.note()["Id"]
        changed = [msgspec.structs.replace(q, why="A better reason.") if q.id == slug else q for q in questions]
        assert taken(col, deck("Course", changed, 2_000, known(first)), tmp_path) == (0, 1, len(questions) - 1)
        again = col.get_card(card.id)
        assert "A better reason." in again.note()["Why"]
        assert (again.ivl, again.due) == (30, 99), "the learner's schedule"
        names = [d.name for d in col.decks.all_names_and_ids()]
        assert len({q.chapter for q in questions}) == sum(name.startswith("Course::") for name in names)
        wrong = [n["Id"] for n in map(col.get_note, col.find_notes("")) if "{{" in n.cards()[0].answer()]
        assert not wrong
    finally:
        col.close()
