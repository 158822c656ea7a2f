"""Lab, to read: what can be set, and the question after it. The picture is drawn where labs are."""

from __future__ import annotations

from mosaic_exercises.drawing.blocks import Block, FactList, Words
from mosaic_exercises.kinds.lab.task import ControlView, LabTask, LabView


def still(task: LabTask, view: LabView) -> tuple[Block, ...]:  # noqa: ARG001 - the contract's signature
    """A line for each control, then the question."""
    controls = FactList(tuple((control.label, _about(control)) for control in view.controls))
    ask = (Words(view.ask),) if view.ask else ()
    return (*((Words("You can set:"), controls) if view.controls else ()), *ask)


def _about(control: ControlView) -> str:
    match control.type:
        case "slider":
            unit = f" {control.unit}" if control.unit else ""
            return f"from {control.min:g} to {control.max:g}{unit}; here {control.default:g}{unit}"
        case "toggle":
            return f"on or off; here {'on' if control.default else 'off'}"
        case "choice" | "file":
            names = {option.id: option.text for option in control.options}
            own = "; or a CSV file of your own" if control.type == "file" else ""
            here = names.get(str(control.default), "")
            return f"{'; '.join(names.values())}{own}{f' (here: {here})' if here and len(names) > 1 else ''}"
