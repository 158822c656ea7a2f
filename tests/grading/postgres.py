"""A PostgreSQL server for the tests that ask for one: from the system's own programs, in a temporary folder, on a
socket of its own, gone with the session."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest


def programs() -> Path | None:
    """Where initdb and pg_ctl are; None where there is no PostgreSQL."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).parent] if on_path else []
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in found if (folder / "initdb").exists()), None)


@contextlib.contextmanager
def server() -> Iterator[str]:
    """A server's address, without the name of a database."""
    where = programs()
    if where is None or find_spec("psycopg") is None:
        pytest.skip("PostgreSQL (initdb, pg_ctl) or its driver psycopg is not installed here")
    folder = Path(tempfile.mkdtemp(prefix="mosaic-pg-"))
    root = hasattr(os, "geteuid") and os.geteuid() == 0  # PostgreSQL refuses to run as root
    if root:
        shutil.chown(folder, "postgres")
    run_as = ["runuser", "-u", "postgres", "--"] if root else []
    data = folder / "data"

    def run(program: str, *words: str) -> None:
        # No pipes: the server that pg_ctl starts would hold them open.
        with (folder.parent / f"{folder.name}.log").open("ab") as told:
            command = [*run_as, str(where / program), *words]
            subprocess.run(command, check=True, cwd="/", stdout=told, stderr=told, stdin=subprocess.DEVNULL)

    try:
        run("initdb", "-D", str(data), "-A", "trust", "-U", "tester", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        run("pg_ctl", "-D", str(data), "-w", "-o", options, "start")
        try:
            yield f"postgresql+psycopg://tester@/{{name}}?host={folder}"
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        (folder.parent / f"{folder.name}.log").unlink(missing_ok=True)


def fresh(server_url: str) -> str:
    """The address of a new and empty database."""
    import psycopg

    name = f"t{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server_url.format(name="postgres").replace("+psycopg", ""), autocommit=True) as db:
        db.execute(f"create database {name}".encode())
    return server_url.format(name=name)
