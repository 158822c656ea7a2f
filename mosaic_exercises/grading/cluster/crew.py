"""The crew of dask.distributed: processes of this machine, or the workers of a scheduler that runs already."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import os
import re
import socket
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import msgspec

from mosaic_exercises.grading.cluster.flow import Lost
from mosaic_exercises.grading.cluster.scoring import ClusterScoring
from mosaic_exercises.grading.cluster.tasks import work
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.models.frames import counted

if TYPE_CHECKING:
    from distributed import Client, Future

LOCAL = re.compile(r"local(?::(\d{1,3}))?")
SCHEDULER = re.compile(r"(dask|tcp|tls)://(\[[0-9A-Fa-f:.]+\]|[^\s:/@\[\]]+):(\d{1,5})/?")
EACH = 2  # parcels under way for each thread of a worker: one in hand, one that waits
MOST = 512  # parcels under way in all
ANSWER = 5  # seconds in which the machine of a scheduler has to answer
CONNECT = 15  # seconds in which the scheduler itself has to
WORKERS = 300  # seconds in which a scheduler that has no worker has to get one
SOON = 3  # seconds after which it is said that there is none
PACKAGE = "mosaic_exercises"
NAMED = 5  # machines that are named
LOOK = 5.0  # seconds after which the number of workers is asked for again
PATIENCE = 90  # seconds in which a worker of this machine that died has to be back
KEPT = "What was graded is kept: run the same command again"
NEEDED = "a cluster needs dask.distributed: pip install 'mosaic-exercises[cluster]'"


Tell = Callable[[str], object]


class CrewPlace(msgspec.Struct, frozen=True):
    """Where a crew is: ``workers`` of this machine, or a scheduler's ``address``."""

    workers: int = 0
    address: str = ""


def place_of(said: str) -> CrewPlace:
    """A place as it is typed: ``local``, ``local:4``, ``dask://host:8786``, ``tls://host:8786``. Raises InputError."""
    found = LOCAL.fullmatch(said)
    if found and (found[1] is None or 1 <= int(found[1]) <= 256):
        return CrewPlace(workers=int(found[1] or os.cpu_count() or 1))
    named = SCHEDULER.fullmatch(said)
    if named and 1 <= int(named[3]) <= 65535:
        return CrewPlace(address=f"{'tls' if named[1] == 'tls' else 'tcp'}://{named[2]}:{named[3]}")
    raise InputError(
        f"--on: '{said}' is no place for workers: write local, local:4 (processes of this machine, 1 to 256) or "
        "dask://HOST:PORT (tls://HOST:PORT) of a dask scheduler"
    )


def nothing(_: object) -> None:
    """Nothing is told, or asked."""


@contextlib.contextmanager
def elsewhere(said: str, tell: Tell = nothing) -> Iterator[ClusterScoring | None]:
    """Scoring at the place that is typed; None for "". ``tell`` is told what takes long. Raises InputError."""
    with crew_at(said, tell) as found:
        yield ClusterScoring(found) if found is not None else None


@contextlib.contextmanager
def crew_at(said: str, tell: Tell = nothing) -> Iterator[DaskCrew | None]:
    """The crew at the place that is typed; None for "". Raises InputError."""
    if said:
        with crew(place_of(said), tell) as found:
            yield found
    else:
        yield None


@contextlib.contextmanager
def crew(place: CrewPlace, tell: Tell = nothing) -> Iterator[DaskCrew]:
    """The crew at a place. What was started for it ends with it. Raises InputError."""
    if not installed():
        raise InputError(NEEDED)
    with contextlib.ExitStack() as stack:
        stack.enter_context(quiet())
        client, more = connected(place, stack)
        stack.enter_context(client)
        awaited(client, place, tell)
        yield DaskCrew(client, wanted=place.workers, more=more, check=alike if place.address else nothing)


def awaited(client: Client, place: CrewPlace, tell: Tell) -> None:
    """Wait until there is a worker. Raises InputError where none comes."""
    where = place.address or "this machine"
    start = f" (start one on a machine that has this package: dask worker {where})" if place.address else ""
    for seconds in (SOON, WORKERS - SOON):
        try:
            client.wait_for_workers(1, timeout=max(0, seconds))
        except TimeoutError:
            if seconds == SOON:
                tell(f"{where} has no worker yet; waiting up to {WORKERS} seconds for one{start}")
        else:
            return
    raise InputError(f"{where}: no worker came within {WORKERS} seconds{start}")


def alike(client: Client) -> None:
    """Raise InputError that names each machine without this version of this package. It is asked by dask's own means: a
    scheduler that is handed what it cannot read fails every chunk, and a worker ends."""
    found = client.get_versions(packages=[PACKAGE])
    mine = dict(found["client"]["packages"]).get(PACKAGE)
    asked = {"the scheduler": found["scheduler"]} | {f"the worker {a}": w for a, w in found["workers"].items()}
    theirs = {who: dict(one["packages"]).get(PACKAGE) for who, one in asked.items() if isinstance(one, dict)}
    wrong = [f"{who} has {f'mosaic-exercises {v}' if v else 'none'}" for who, v in theirs.items() if v != mine]
    if wrong:
        more = f", and {len(wrong) - NAMED:,} more" if len(wrong) > NAMED else ""
        raise InputError(
            f"this machine has mosaic-exercises {mine}, but {', '.join(wrong[:NAMED])}{more}. Install the same version "
            "there, with the extra [cluster], start it again, and run the same command again"
        )


def installed() -> bool:
    """Whether dask.distributed is here."""
    try:
        import distributed  # noqa: F401
    except ImportError:
        return False
    return True


def connected(place: CrewPlace, stack: contextlib.ExitStack) -> tuple[Client, Callable[[int], object]]:
    """A client of the scheduler at a place, and what adds workers in the place of lost ones where we may. ``stack``
    ends what was started for it. Raises InputError."""
    import distributed

    if not place.address:
        try:
            cluster = stack.enter_context(own(place.workers))
            client = distributed.Client(cluster, set_as_default=False)
        except Exception as error:  # too little memory, too many open files, a worker that somebody ended ...
            raise InputError(
                f"the {place.workers} workers of this machine did not start ({' '.join(str(error).split())[:300]}). "
                "Do it again, with fewer of them (--on local:2), or leave out --on"
            ) from None
        return client, lambda lost: cluster.scale(len(cluster.worker_spec) + lost)
    reachable(place.address)
    try:
        greeted(place.address)
        return distributed.Client(place.address, timeout=CONNECT, set_as_default=False), lambda _: None
    except Exception as error:  # refused, no such name, not TLS, certificates missing, another version of dask ...
        why = " ".join(str(error).split())[:300]
        raise InputError(f"no dask scheduler answers at {place.address} ({why})") from None


def reachable(address: str) -> None:
    """Raise InputError where nobody listens at an address: dask itself would try again and again first."""
    host, _, port = address.rpartition("://")[2].rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=ANSWER).close()
    except OSError as error:
        why = "no answer" if isinstance(error, TimeoutError) else error.strerror or error
        raise InputError(
            f"nobody listens at {address} ({why}). Is the scheduler running (dask scheduler), and is that its address?"
        ) from None


def greeted(address: str) -> None:
    """Raise an error where what listens at an address does not greet as dask does: a client would wait for it without
    an end. On a loop of its own, since a notebook's is running."""
    from distributed.comm import connect
    from distributed.security import Security

    async def greeting() -> None:
        told = connect(address, timeout=ANSWER, **Security().get_connection_args("client"))
        try:
            comm = await asyncio.wait_for(told, CONNECT)
        except TimeoutError:
            raise TimeoutError(f"something listens there, but gives no greeting within {CONNECT} seconds") from None
        await comm.close()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, greeting()).result()


def own(workers: int) -> Any:
    """Workers of this machine, one process each, watched by one more that replaces it when it dies. Only this run can
    give them work: they speak TLS, with a certificate that is made for it and thrown away."""
    import dask
    import distributed
    from distributed.security import Security

    # A chunk whose worker died is not handed out again by dask: it would end one worker after the other, and a worker
    # that dies as soon as it is there is not always replaced. We do it again file by file (``flow``).
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}):
        return distributed.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            security=Security.temporary(),
            dashboard_address=None,
            silence_logs=logging.CRITICAL,
        )


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Nothing of dask's own diary on the terminal: what matters of it is said in our words."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"distributed\..*")
        loggers = [logging.getLogger(name) for name in ("distributed", "asyncio", "tornado")]
        before = [one.level for one in loggers]
        for one in loggers:
            one.setLevel(logging.CRITICAL)
        try:
            yield
        finally:
            for one, level in zip(loggers, before, strict=True):
                one.setLevel(level)


class DaskCrew:
    """Parcels done by the workers of a client. ``more`` adds workers, where fewer than ``wanted`` are left for long;
    ``check`` looks at them whenever others have come."""

    def __init__(
        self,
        client: Client,
        do: Callable[[bytes], bytes] = work,
        wanted: int = 0,
        more: Callable[[int], object] = nothing,
        check: Callable[[Client], object] = nothing,
    ) -> None:
        self.client = client
        self.do = do
        self.check = check
        self._known: frozenset[str] = frozenset()
        self.wanted, self.more = wanted, more
        self._names = itertools.count()
        self._run = f"mosaic-{os.getpid()}-{time.time_ns()}"
        self._threads, self._asked = 0, float("-inf")
        self._few = self._none = float("inf")  # since when there are too few workers, and none

    @property
    def width(self) -> int:
        """As many parcels as keep every thread busy."""
        return min(MOST, EACH * self.threads() + 1)

    def threads(self) -> int:
        """How many threads the workers have; the number is asked for now and then."""
        now = time.monotonic()
        if now - self._asked < LOOK:
            return self._threads
        with reached():
            there = self.client.nthreads()
            if not self._known.issuperset(there):
                self.check(self.client)
        self._known, self._threads, self._asked = frozenset(there), sum(there.values()), now
        self._none = float("inf") if self._threads else min(self._none, now)
        self._few = float("inf") if self._threads >= self.wanted else min(self._few, now)
        if now - self._few > PATIENCE:
            self.more(self.wanted - self._threads)
            self._few = now
        return self._threads

    def send(self, parcel: bytes) -> Future:
        """Hand a parcel out."""
        with reached():
            return self.client.submit(self.do, parcel, key=f"{self._run}-{next(self._names)}", pure=False, retries=1)

    def reply(self, ticket: Future) -> bytes:
        """Wait for what came of it. Raises Lost, InputError where the cluster is gone or cannot run our package."""
        from distributed import KilledWorker

        with reached():
            try:
                return self._result(ticket)
            except Exception:
                if ticket.status != "error":  # the scheduler is gone
                    raise
            error = ticket.exception()
        if isinstance(error, KilledWorker):
            raise Lost(f"{counted(error.allowed_failures + 1, 'worker')} died of it, each time it was tried")
        said = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        if isinstance(error, (ImportError, AttributeError)) or "deserialization of the task graph" in said:
            raise InputError(
                f"the workers or the scheduler cannot run this version of mosaic-exercises ({said}). Install the same "
                "one, with the extra [cluster], on each of those machines"
            )
        raise Lost(f"a worker failed ({said})")

    def rest(self, tickets: Iterable[Future]) -> None:
        """Wait until none of these is under way."""
        with reached():
            for ticket in tickets:
                self._patiently(ticket.exception)

    def _result(self, ticket: Future) -> bytes:
        """What came of a parcel. A result that is there may be lost with its worker before it is here: dask has it made
        again then, and that may fail."""
        self._patiently(ticket.exception)
        done: bytes = self._patiently(ticket.result)
        return done

    def _patiently(self, wait: Callable[[float], Any]) -> Any:
        """Wait, and see meanwhile whether there is still a worker."""
        while True:
            try:
                return wait(LOOK)
            except TimeoutError:
                if not self.threads() and time.monotonic() - self._none >= WORKERS:
                    raise InputError(f"no worker is left, and none came for {WORKERS} seconds. {KEPT}") from None


@contextlib.contextmanager
def reached() -> Iterator[None]:
    """Say it where the scheduler cannot be reached any more."""
    try:
        yield
    except (CancelledError, OSError) as error:
        why = " ".join(str(error).split())[:200]
        raise InputError(f"the dask scheduler cannot be reached any more ({why}). {KEPT}") from None
