"""``mosaic podcast``: each notebook as a conversation of two voices, as sound."""

from __future__ import annotations

import argparse
from pathlib import Path

from mosaic_exercises.commands import UsageError
from mosaic_exercises.course.episodes import episodes, transcript
from mosaic_exercises.errors import WorkbookError
from mosaic_exercises.recall.spoken import encoder, mp3, sound, speaker
from mosaic_exercises.workbook.disk import replace_file

ABOUT = """Writes each notebook's conversation into FOLDER as a WAV file (or MP3, where ffmpeg is installed), spoken by
piper or espeak-ng, and its transcript as text beside it. No voice is fetched. In a notebook, listen() plays them with
the browser's own voices."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser("podcast", help="write the course's conversations as sound", description=ABOUT)
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where to write")
    parser.add_argument("--only", action="append", metavar="NOTEBOOK", help="this one alone, for example 03")
    parser.add_argument("--text", action="store_true", help="the transcripts alone; needs no program for speech")
    parser.add_argument("--mp3", action="store_true", help="as MP3 (needs ffmpeg)")


def run(args: argparse.Namespace) -> int:
    """Write sound and transcripts."""
    chosen = [e for e in episodes() if not args.only or any(e.id == w or e.id.startswith(f"{w}_") for w in args.only)]
    if not chosen:
        raise UsageError(f"--only: episodes are {', '.join(e.id for e in episodes())}")
    voice = None if args.text else speaker()
    program = encoder() if args.mp3 and voice is not None else ""
    try:
        for episode in chosen:
            replace_file(args.out / f"{episode.id}.txt", transcript(episode).encode())
            if voice is None:
                continue
            data, ending, by = sound(episode, voice), "wav", voice.name
            if program:
                data, ending, by = mp3(data, program), "mp3", f"{voice.name} and ffmpeg"
            replace_file(args.out / f"{episode.id}.{ending}", data)
            print(f"Written: {args.out / f'{episode.id}.{ending}'} ({len(data):,} bytes, by {by})")
    except WorkbookError as error:
        raise UsageError(str(error)) from None
    print(f"{len(chosen)} episode{'s' * (len(chosen) > 1)}, about {sum(e.minutes for e in chosen):.0f} minutes.")
    return 0
