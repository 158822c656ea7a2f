"""What was done with a course's folder, in words for the learner."""

from __future__ import annotations

from collections.abc import Iterable

from mosaic_exercises.delivery.deliver import Delivered
from mosaic_exercises.delivery.folder import synchronised_by
from mosaic_exercises.delivery.steps import DeliveryStep

SHOWN = 12  # names in a list


def told(done: Delivered, version: str) -> list[str]:
    """The lines to print."""
    by: dict[str, list[DeliveryStep]] = {}
    for step in done.steps:
        by.setdefault(step.act, []).append(step)
    updated = [s.name for s in by.get("update", ()) if s.name not in done.held]
    if not done.before:
        lines = [f"The course is in {done.root} ({done.count} files, edition {version})."]
    elif not any(step.act != "keep" for step in done.steps):
        lines = [f"The course in {done.root} is edition {version}: nothing is to be updated."]
    else:
        was = f"from edition {done.before} " if done.before not in ("?", version) else ""
        lines = [f"The course in {done.root} was brought {was}to edition {version}. Your answers were not touched."]
        lines += _listed("New", (s.name for s in by.get("add", ())))
        lines += _listed("Put back, as it was deleted", (s.name for s in by.get("restore", ())))
        lines += _listed("Updated", updated)
        removed = [s for s in by.get("remove", ()) if s.name not in done.held]
        lines += _listed("No part of the course any more, removed", (s.name for s in removed if not s.target))
        lines += [f"  Renamed: {s.name} is now {s.target}" for s in removed if s.target]
    kept = [s.name for s in by.get("keep", ())]
    lines += _listed("Changed by you, kept as it is", (name for name in kept if name not in done.unsure))
    lines += _listed("Not as in this edition, kept as it is", (name for name in kept if name in done.unsure))
    lines += [
        f"  {'Not as in this edition' if s.name in done.unsure else 'Changed by you'}, kept: {s.name}. "
        f"The new one lies beside it: {s.target}"
        for s in by.get("beside", ())
    ]
    if any(s.name in done.unsure for s in by.get("beside", ())):
        lines.append(
            "  What was delivered here before is not on record, so nobody can say whether those files were changed or "
            "are of another edition. Delete those that you have not changed: mosaic start brings the new ones."
        )
    lines += _listed(
        "No part of the course any more, kept as you have changed it", (s.name for s in by.get("leave", ()))
    )
    if done.held:
        lines += _listed("Not updated, as another program has it open", done.held)
        lines.append("  Close it, and run mosaic start once more.")
    if service := synchronised_by(done.root):
        lines.append(
            f"This folder is synchronised ({service}). Work on one computer at a time, and let {service} finish before "
            "you go on at another."
        )
    return lines


def _listed(what: str, names: Iterable[str]) -> list[str]:
    found = [name.removeprefix("notebooks/") for name in names]
    if not found:
        return []
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return [f"  {what}: {', '.join(found[:SHOWN])}{more}"]
