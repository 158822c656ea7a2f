"""What handing in costs: 300 learners within a minute, and all at once, at the collecting service on this machine.

``python -m benchmarks.bench_collecting [LEARNERS] [SECONDS]``. The service runs in a process of its own, with a door
that knows its learners in the place of the hub's; each hand-in is sent over the loopback by a thread of this process,
and each is looked for on the disk afterwards. The floor is what writing the same files costs without any service
(write, fsync, rename), one after the other, in the same run on the same disk.
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
ANSWERS = 600  # of a learner who has done the whole course and tried often


def share(times: list[float], of: float) -> float:
    """The time within which this share of all was done, in ms."""
    return 1000 * sorted(times)[min(len(times) - 1, int(of * len(times)))]


def main(learners: int = 300, seconds: float = 60.0) -> int:
    """Measure, print, and fail where anything was lost."""
    from tests.service.serving import Service, paper

    papers = [
        paper(ANSWERS, learner=f"s{n:04d}").replace(b'"version":"1"', b'"version":"%d"' % n) for n in range(learners)
    ]
    with tempfile.TemporaryDirectory() as folder:
        box = Path(folder) / "box"
        command = [sys.executable, "-c", SERVE, str(box)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path.cwd()) as process:
            assert process.stdout is not None
            service = Service(int(process.stdout.readline()), box, None)  # type: ignore[arg-type]
            lost = 0
            for spread in (seconds, 0.0):
                times: list[float] = []

                def one(n: int, spread: float = spread, times: list[float] = times) -> str:
                    time.sleep(spread * n / learners)
                    body = papers[n] if spread else papers[n].replace(b"who-buys", b"who-pays", 1)
                    began = time.perf_counter()
                    answer = service.hand_in(f"tok-{n}", body)
                    times.append(time.perf_counter() - began)
                    assert answer.status == 201, answer.body
                    receipt = json.loads(answer.body)
                    assert receipt["sha256"] == hashlib.sha256(body).hexdigest()
                    return str(receipt["sha256"])

                with ThreadPoolExecutor(learners) as crowd:
                    receipts = list(crowd.map(one, range(learners)))
                kept = {hashlib.sha256(p.read_bytes()).hexdigest() for p in (box / "hand_ins").rglob("*.mosaic.json")}
                missing = [r for r in receipts if r not in kept]
                lost += len(missing)
                how = f"within {spread:.0f} s" if spread else "all at once"
                size = f"{len(papers[0]) / 1000:,.0f} kB each"
                shares = [("p50", 0.5), ("p95", 0.95), ("worst", 1.0)]
                told = ", ".join(f"{name} {share(times, of):,.0f} ms" for name, of in shares)
                print(f"{learners} learners {how}, {size}: {told}, lost {len(missing)}")
            assert process.stdin is not None
            process.stdin.close()
        floor: list[float] = []
        for n, data in enumerate(papers):
            began = time.perf_counter()
            part = Path(folder) / f"{n}.part"
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(Path(folder) / f"{n}.json")
            floor.append(time.perf_counter() - began)
    print(f"floor: write, fsync and rename the same file: p50 {1000 * statistics.median(floor):,.1f} ms")
    return 1 if lost else 0


if __name__ == "__main__":
    raise SystemExit(main(*(int(v) for v in sys.argv[1:3])))
