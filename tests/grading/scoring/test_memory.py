"""Memory does not grow with the class, the pass that fills the tables among the rest."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

LEARNERS, LONG = 2_000, 100_000  # a learner of a whole course has about 100 KB of results
ROOM = 8_192  # KiB; what was sorted together with its results took 11 KiB a learner
READ = """
import sys
from pathlib import Path
from mosaic_exercises.course import load
from mosaic_exercises.grading.intake.roster import named_after_file
from mosaic_exercises.grading.records import Refused
from mosaic_exercises.grading.scoring.run import LearnerStanding, RunStore, encode

def peak():
    (line,) = [r for r in Path("/proc/self/status").read_text().splitlines() if r.startswith("VmHWM")]
    return int(line.split()[1])

learners, long, folder = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
with RunStore(folder, load()) as store:
    for n in range(learners):
        one = LearnerStanding(named_after_file(f"s{learners - n:06d}.mosaic.json"))
        one.result = store.add(b"%016d" % n, encode(Refused(f"{n:06d}" + "x" * long)))
        store.keep(one)
    before = peak()
    keys = [(one.key, result.reason[:6]) for one, result in store.learners()]
    right = keys == sorted(keys) and [int(n) for _, n in keys] == [*range(learners)][::-1]
    print(len(keys), right, peak() - before)
    store.finish()
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from Linux's /proc")
def test_the_tables_of_a_large_class_take_no_more_memory_than_those_of_a_small_one(tmp_path: Path) -> None:
    words = [sys.executable, "-c", READ, str(LEARNERS), str(LONG), str(tmp_path)]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()
    assert told[:2] == [str(LEARNERS), "True"]
    assert int(told[2]) < ROOM
