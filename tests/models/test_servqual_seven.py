"""The seven service gaps: between whom each lies, what evidence speaks for, and the cases of the running firm."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from mosaic_exercises.models import servqual
from mosaic_exercises.models.errors import DataError
from tests.data.tessera_files import COMPLAINTS, FIGURE, FIRM, table

VIEWS = {view["id"]: view["weights"] for view in FIRM["view"]}


def test_each_gap_lies_between_its_two_parties() -> None:
    told = {
        1: ("customer expectation", "management perception"),
        2: ("management perception", "specification"),
        3: ("specification", "delivery"),
        4: ("delivery", "external promises"),
        5: ("customer expectation", "customer perception"),
        6: ("customer expectation", "employee perception"),
        7: ("employee perception", "management perception"),
    }
    for number, (one, other) in told.items():
        assert servqual.between(one, other) == servqual.between(other, one) == servqual.service_gap(number)
    assert servqual.between("Standards", "service delivery").number == 3
    assert [gap.number for gap in servqual.SEVEN] == list(range(1, 8))
    assert {gap.number for gap in servqual.SEVEN if "1985" in gap.source} == {1, 2, 3, 4, 5}
    without = [pair for pair in combinations(servqual.PARTIES, 2) if set(pair) not in map(set, told.values())]
    assert len(without) == 21 - 7
    for one, other in without:
        with pytest.raises(DataError, match="None of the seven gaps lies between"):
            servqual.between(one, other)
    with pytest.raises(DataError, match=r"`one` is 'the boss'.*management perception"):
        servqual.between("the boss", "delivery")
    with pytest.raises(DataError, match="no gap 8"):
        servqual.service_gap(8)


def test_diagnosis_keeps_apart_what_is_there_absent_and_unknown() -> None:
    found = servqual.diagnose(
        {
            "standard-missed": True,
            "hands-or-tools-short": None,
            "no-standard": False,
            "promised-more": True,
            "promise-not-agreed": False,
            "perceived-below-expected": True,
        }
    )
    verdicts = {finding.gap.number: finding.verdict for finding in found.findings}
    assert verdicts == {
        1: "not known",
        2: "not shown",
        3: "shown",
        4: "mixed",
        5: "shown",
        6: "not known",
        7: "not known",
    }
    assert (found.shown, found.not_known) == ((3, 5), (1, 6, 7))
    assert [signal.id for signal in found.findings[2].open] == ["hands-or-tools-short"]
    assert any("gap 1, 6, 7: not known" in note for note in found.notes)
    assert any("Lovelock" in note for note in found.notes)
    alone = servqual.diagnose({"perceived-below-expected": True})
    assert any("look for gaps 1 to 4" in note for note in alone.notes)
    unfelt = servqual.diagnose({"perceived-below-expected": False, "promised-more": True})
    assert any("do not feel it" in note for note in unfelt.notes)


@pytest.mark.parametrize(
    ("evidence", "message"),
    [
        ({"standard-mised": True}, "Did you mean 'standard-missed'"),
        ({"standard-missed": "yes"}, r"'standard-missed' is 'yes' .*True, False, or None"),
        (["standard-missed"], "`evidence` is a list"),
    ],
)
def test_evidence_that_cannot_be_read(evidence: object, message: str) -> None:
    with pytest.raises(DataError, match=message):
        servqual.diagnose(evidence)  # type: ignore[arg-type]


def test_every_signal_belongs_to_a_gap_and_every_gap_has_one() -> None:
    assert {signal.gap for signal in servqual.SIGNALS} == set(range(1, 8))
    assert len({signal.id for signal in servqual.SIGNALS}) == len(servqual.SIGNALS)


# The running case


def test_tessera_managers_guess_wrong_where_gap_1_says() -> None:
    customers = servqual.importance(table("importance")).weights
    managers = servqual.compare(customers, VIEWS["view-managers"])
    assert managers[0].name == "tangibles"
    assert managers[0].difference == pytest.approx(24 - customers["tangibles"])
    staff = {row.name: row for row in servqual.compare(VIEWS["view-frontline"], VIEWS["view-managers"])}
    assert staff["tangibles"].difference == 12
    with pytest.raises(DataError, match="sum to 99"):
        servqual.compare(customers, VIEWS["view-managers"] | {"empathy": 19})
    with pytest.raises(DataError, match="'empathy', 'speed' stands on one side only"):
        servqual.compare({"speed": 100}, {"empathy": 100})


def test_tessera_complaints_name_gaps_that_exist() -> None:
    counts = Counter(servqual.service_gap(int(row["gap_truth"])).name for row in COMPLAINTS)
    assert counts.most_common(1) == [("delivery", FIGURE["fig-complaints-gap-3"])]
    assert len(counts) == 7
