"""Form, to read: its fields by section, with what helps to fill them in."""

from __future__ import annotations

from collections.abc import Iterator

from mosaic_exercises.drawing.blocks import Block, Bullets, FactList, Heading, Words
from mosaic_exercises.kinds.form.task import FieldSpec, FormTask
from mosaic_exercises.kinds.form.view import FormView


def still(task: FormTask, view: FormView) -> tuple[Block, ...]:  # noqa: ARG001 - the contract's signature
    """A heading for each section, a line for each field, and the sources that can be named."""
    return tuple(_parts(view))


def _parts(view: FormView) -> Iterator[Block]:
    if view.max_entries > 1:
        least = f"at least {view.min_entries}" if view.min_entries > 1 else "one or more"
        yield Words(f"{view.nouns.capitalize()}: {least}, each with these fields.")
    for section in view.sections:
        yield Heading(section.name)
        if section.guidance:
            yield Words(section.guidance)
        yield FactList(tuple((spec.label, _about(spec)) for spec in section.fields))
    if view.sources:
        yield Words("What you write can rest on these sources:")
        yield Bullets(tuple((0, source.title) for source in view.sources))


def _about(spec: FieldSpec) -> str:
    """What helps to fill a field in: its guidance, what there is to choose, the ends of its scale."""
    said = [spec.guidance]
    if spec.options:
        said.append(f"Choose {'any' if spec.many else 'one'} of: {'; '.join(option.text for option in spec.options)}.")
    if spec.type == "scale":
        ends = ((spec.low, spec.low_label), (spec.high, spec.high_label))
        said.append(f"From {' to '.join(f'{at} ({name})' if name else str(at) for at, name in ends)}.")
    if spec.type == "log":
        said.append(f"A row for each, with: {', '.join(column.label for column in spec.columns)}.")
    return " ".join(part for part in said if part)
