"""TOML tables as parsed, kept from one process to the next: to parse the course takes each kernel a tenth of a second.

A table is kept under the digest of its file's bytes, so it can never be out of date. What is kept is the raw table
alone: whoever reads it checks it as strictly as one that was parsed just now.
"""

from __future__ import annotations

import contextlib
import os
import tomllib
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

Table = dict[str, Any]


class Parsed:
    """The tables of a folder's files. ``read`` them all, then ``keep``; ``kept`` is the file that they are kept in, or
    None. It holds what the files hold: it must not travel where they must not (the keys of assessed exercises)."""

    def __init__(self, kept: Path | None) -> None:
        self._kept = kept
        self._tables: dict[str, Table] = {}
        self._used: dict[str, Table] = {}
        if kept is not None:
            with contextlib.suppress(OSError, msgspec.MsgspecError, UnicodeError):
                self._tables = msgspec.msgpack.decode(kept.read_bytes(), type=dict[str, Table])

    def read(self, path: Path) -> Table:
        """A file's table. Raises OSError, UnicodeDecodeError and tomllib.TOMLDecodeError."""
        data = path.read_bytes()
        digest = blake2b(data, digest_size=16).hexdigest()
        table = self._tables.get(digest)
        if table is None:
            table = tomllib.loads(data.decode("utf-8"))
        self._used[digest] = table
        return table

    def all_known(self) -> bool:
        """Whether what was read is exactly what was kept."""
        return self._used.keys() == self._tables.keys()

    def keep(self) -> None:
        """Keep what was read for the next process, where the folder can be written and anything is new."""
        if self._kept is None or self.all_known():
            return
        data = msgspec.msgpack.encode(self._used)
        if msgspec.msgpack.decode(data) != self._used:  # a date: it would come back as a text
            return
        temporary = self._kept.with_name(f"{self._kept.name}.{os.getpid()}.tmp")
        with contextlib.suppress(OSError):
            self._kept.parent.mkdir(exist_ok=True)
            temporary.write_bytes(data)
            temporary.replace(self._kept)
