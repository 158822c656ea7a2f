"""What handing in costs: 300 learners within a minute, and all at once, at the collecting service on this machine.

``python -m benchmarks.bench_collecting [LEARNERS] [SECONDS]``. The service runs in a process of its own, with a door
that knows its learners in the place of the hub's; each hand-in is sent over the loopback by a thread of this process,
and each is looked for on the disk afterwards. The floor is what writing the same files costs without any service
(write, fsync, rename), one after the other, in the same run on the same disk. Where JupyterHub and its proxy are here
(see ``tests/service/hub_here.py``), the same is done behind them.
"""

from __future__ import annotations

import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SERVE = """
import sys, threading
from pathlib import Path
from tests.service import serving
for n in range(5_000):
    serving.USERS[f"tok-{n}"] = {"kind": "user", "name": f"s{n:04d}", "scopes": [serving.ACCESS]}
with serving.serving(Path(sys.argv[1])) as service:
    print(service.port, flush=True)
    sys.stdin.read()
"""
HandIn = Callable[[int, bytes], tuple[int, bytes]]
ANSWERS = 600  # of a learner who has done the whole course and tried often


def share(times: list[float], of: float) -> float:
    """The time within which this share of all was done, in ms."""
    return 1000 * sorted(times)[min(len(times) - 1, int(of * len(times)))]


def rounds(learners: int, seconds: float, hand_in: HandIn, box: Path) -> int:
    """Hand in within so many seconds, then all at once; print the times. Returns how many were lost."""
    papers = papers_of(learners)
    lost = 0
    for spread in (seconds, 0.0):
        times: list[float] = []

        def one(n: int, spread: float = spread, times: list[float] = times) -> str:
            time.sleep(spread * n / learners)
            body = papers[n] if spread else papers[n].replace(b"who-buys", b"who-pays", 1)
            began = time.perf_counter()
            status, answer = hand_in(n, body)
            times.append(time.perf_counter() - began)
            mine = hashlib.sha256(body).hexdigest()
            return mine if status == 201 and json.loads(answer)["sha256"] == mine else f"{status}: {answer[:200]!r}"

        with ThreadPoolExecutor(learners) as crowd:
            receipts = list(crowd.map(one, range(learners)))
        kept = {hashlib.sha256(p.read_bytes()).hexdigest() for p in (box / "hand_ins").rglob("*.mosaic.json")}
        missing = [receipt for receipt in receipts if receipt not in kept]
        lost += len(missing)
        how = f"within {spread:.0f} s" if spread else "all at once"
        shares = [("p50", 0.5), ("p95", 0.95), ("worst", 1.0)]
        told = ", ".join(f"{name} {share(times, of):,.0f} ms" for name, of in shares)
        size = f"{len(papers[0]) / 1000:,.0f} kB each"
        print(f"  {learners} learners {how}, {size}: {told}, lost {len(missing)} {missing[:1] or ''}", flush=True)
    return lost


def papers_of(learners: int) -> list[bytes]:
    """A hand-in of each."""
    from tests.service.serving import paper

    whole = paper(ANSWERS)
    return [whole.replace(b'"version":"1"', b'"version":"%d"' % n) for n in range(learners)]


def alone(learners: int, seconds: float, folder: Path) -> int:
    """The service with a door that knows its learners."""
    from tests.service.serving import Service

    command = [sys.executable, "-c", SERVE, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path.cwd()) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        service = Service(int(process.stdout.readline()), folder, None)  # type: ignore[arg-type]

        def hand_in(n: int, body: bytes) -> tuple[int, bytes]:
            answer = service.hand_in(f"tok-{n}", body)
            return answer.status, answer.body

        lost = rounds(learners, seconds, hand_in, folder)
        process.stdin.close()
    return lost


def behind_a_hub(learners: int, seconds: float, folder: Path) -> int:
    """The service behind a real JupyterHub and its proxy; the hub is asked who each learner is."""
    from tests.service.hub_here import hub

    with hub(folder) as running:
        tokens = []
        for n in range(learners):
            running.ask(f"/hub/api/users/s{n:04d}", method="POST")
            asked = json.dumps({"scopes": ["access:services!service=mosaic"]}).encode()
            tokens.append(
                json.loads(running.ask(f"/hub/api/users/s{n:04d}/tokens", method="POST", data=asked)[1])["token"]
            )

        def hand_in(n: int, body: bytes) -> tuple[int, bytes]:
            return running.ask("/services/mosaic/api/hand-in", tokens[n], "POST", body)

        return rounds(learners, seconds, hand_in, running.box)


def floor(learners: int, folder: Path) -> float:
    """Write, fsync and rename each file: the middle one's ms."""
    times: list[float] = []
    for n, data in enumerate(papers_of(learners)):
        began = time.perf_counter()
        part = folder / f"{n}.part"
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(folder / f"{n}.json")
        times.append(time.perf_counter() - began)
    return 1000 * statistics.median(times)


def main(learners: int = 300, seconds: float = 60.0) -> int:
    """Measure, print, and fail where anything was lost."""
    from tests.service.hub_here import missing

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for place in ("alone", "hub", "floor"):
            (folder / place).mkdir()
        print(f"floor: write, fsync and rename the same file: {floor(learners, folder / 'floor'):,.1f} ms")
        print("the service alone:")
        lost = alone(learners, seconds, folder / "alone")
        if why := missing():
            print(f"behind a hub: not measured: {why}")
        else:
            print("behind JupyterHub and its proxy:")
            lost += behind_a_hub(learners, seconds, folder / "hub")
    return 1 if lost else 0


if __name__ == "__main__":
    raise SystemExit(main(*(int(v) for v in sys.argv[1:3])))
