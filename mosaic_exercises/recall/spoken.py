"""Episodes as sound, by a program for speech that this machine has: piper, or espeak-ng. No voice is fetched."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import wave
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from mosaic_exercises.course.episodes import Episode
from mosaic_exercises.errors import MosaicError

PAUSE = 0.45  # seconds between two speakers
PACE = "138"  # words a minute: espeak-ng is hard to follow at the 175 of its own
LOUDNESS = "85"  # of 200; its own 100 comes within a hair of what 16 bits hold
VOICES = {"a": "en+f3", "b": "en+m3"}  # "en" is British; of "en-gb" espeak-ng drops the part behind the + unsaid
LONGEST = 120  # seconds for one line
NEEDS = (
    "There is no program for speech here. Install espeak-ng (Debian: apt install espeak-ng; macOS: brew install "
    "espeak-ng), "
    "or piper with two voice models (MOSAIC_PIPER_A and MOSAIC_PIPER_B name their files). In a notebook listen() uses "
    "the browser's own voices and needs neither."
)


class SpeechError(MosaicError):
    """Sound cannot be made here, and what is needed."""


class Speaker(msgspec.Struct, frozen=True):
    """A program for speech: its name, and what makes one text of one voice a WAV file."""

    name: str
    say: Callable[[str, str, Path], None]


def speaker(environment: Mapping[str, str] = os.environ) -> Speaker:
    """piper where it has both models, else espeak-ng. Raises SpeechError where there is neither."""
    models = {who: environment.get(f"MOSAIC_PIPER_{who.upper()}", "") for who in "ab"}
    if shutil.which("piper") and all(map(os.path.isfile, models.values())):
        return Speaker("piper", lambda who, text, path: _run(["piper", "-m", models[who], "-f", str(path)], text))
    espeak = shutil.which("espeak-ng")
    if espeak:
        return Speaker(
            "espeak-ng",
            lambda who, text, path: _run(
                [espeak, "-v", VOICES[who], "-s", PACE, "-a", LOUDNESS, "-w", str(path), "--stdin"], text
            ),
        )
    raise SpeechError(NEEDS)


def _run(command: list[str], text: str) -> None:
    try:
        subprocess.run(command, input=text.encode(), check=True, capture_output=True, timeout=LONGEST)
    except (OSError, subprocess.SubprocessError) as error:
        raise SpeechError(f"{command[0]} could not read a line aloud: {error}") from None


def sound(episode: Episode, voice: Speaker) -> bytes:
    """The episode as one WAV file (mono, 16 bit)."""
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for number, line in enumerate(episode.line):
            path = Path(folder) / f"{number:04}.wav"
            voice.say(line.who, line.text, path)
            parts.append(path)
        whole = Path(folder) / "whole.wav"
        _joined(parts, whole)
        return whole.read_bytes()


def _joined(parts: list[Path], whole: Path) -> None:
    """The parts behind each other with a pause between. Voices of different rates cannot be joined."""
    try:
        with wave.open(str(parts[0]), "rb") as first:
            form = first.getparams()
        with wave.open(str(whole), "wb") as out:
            out.setnchannels(form.nchannels)
            out.setsampwidth(form.sampwidth)
            out.setframerate(form.framerate)
            silence = b"\0" * (int(form.framerate * PAUSE) * form.nchannels * form.sampwidth)
            for path in parts:
                with wave.open(str(path), "rb") as part:
                    if part.getparams()[:3] != form[:3]:
                        raise SpeechError("The two voices speak at different sample rates; choose two models alike.")
                    out.writeframes(part.readframes(part.getnframes()) + silence)
    except (wave.Error, EOFError) as error:
        raise SpeechError(f"What was spoken is no WAV file: {error}") from None


def encoder() -> str:
    """The program that makes an MP3. Raises SpeechError where there is none."""
    program = shutil.which("ffmpeg")
    if program is None:
        raise SpeechError("MP3 files are made by ffmpeg, which is not installed here. Leave out --mp3 for WAV files.")
    return program


def mp3(sound_: bytes, program: str) -> bytes:
    """The same as MP3, by ``encoder``."""
    command = [program, "-v", "error", "-i", "pipe:0", "-f", "mp3", "-b:a", "64k", "pipe:1"]
    try:
        return subprocess.run(command, input=sound_, check=True, capture_output=True, timeout=LONGEST).stdout
    except (OSError, subprocess.SubprocessError) as error:
        raise SpeechError(f"ffmpeg could not make an MP3: {error}") from None
