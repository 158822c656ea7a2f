"""What may stand after an option of several commands: read, or told what is wrong with it."""

from __future__ import annotations

import argparse
from pathlib import Path

from mosaic_exercises.commands import UsageError

PORTS = 65_535
MOST = 1_000_000  # points
DAY = 86_400  # seconds


def port(text: str) -> int:
    """A port of this machine. Raises ArgumentTypeError: the system would take 99999 for 34463 and say nothing."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= PORTS:
        raise argparse.ArgumentTypeError(f"write a port, from 1 to {PORTS:,}, not '{text}'")
    return number


def seconds(text: str) -> float:
    """A time to wait, in seconds. Raises ArgumentTypeError."""
    try:
        wait = float(text)
    except ValueError:
        wait = -1.0
    if not 0 <= wait <= DAY:
        raise argparse.ArgumentTypeError(f"write seconds, from 0 to {DAY:,}, not '{text}'")
    return wait


def points(text: str) -> float:
    """A number of points. Raises ArgumentTypeError."""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = 0.0
    if not 0 < number < MOST:
        raise argparse.ArgumentTypeError(f"write a number above 0 and below {MOST:,}, not '{text}'")
    return number


def gradebook_of(source: str) -> str | Path:
    """Where the gradebook of a folder is, or the file or address itself. Raises UsageError where there is none."""
    from mosaic_exercises.grading.errors import InputError
    from mosaic_exercises.grading.exchange.results import gradebook_at

    try:
        return gradebook_at(source)
    except InputError as error:
        raise UsageError(str(error)) from None
