#!/usr/bin/env bash
# Guess:    statsmodels' DescrStatsW takes survey weights; only their ratios matter, as in R's survey package.
# Happens:  the mean is right, but the weights are read as numbers of people. The same forty answers with the same
#           weights times ten get an interval a third as long, times a tenth one three times as long. A design-based
#           standard error (variance of the sum of w (y - mean) / sum of w) does not move.
# Version:  statsmodels 0.15.0 on numpy 2.4.6, scipy 1.17.1, pandas 3.1.1, Python 3.11.
# Source:   statsmodels, stats.weightstats.DescrStatsW ("weights ... as case weights"); T. Lumley, Complex Surveys (2010).
# Run:      bash findings/survey-weights-as-counts.sh      (needs Python 3.11 or newer and a package index)
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install -q --disable-pip-version-check \
  statsmodels==0.15.0 numpy==2.4.6 scipy==1.17.1 pandas==3.1.1
"$place/env/bin/python" - <<'PY'
import numpy as np
from statsmodels.stats.weightstats import DescrStatsW

answers = np.array([1, 2, 3, 4, 5, 3, 4, 2, 5, 4] * 4, dtype=float)
weights = np.array([2.5] * 10 + [0.5] * 30)


def design(y, w):
    n, middle = len(y), (w * y).sum() / w.sum()
    return float(np.sqrt(n / (n - 1) * ((w * (y - middle) / w.sum()) ** 2).sum()))


print("weights    mean  statsmodels  design-based   (standard errors of the mean)")
seen = {}
for times in (0.1, 1, 10):
    own = DescrStatsW(answers, times * weights)
    seen[times] = (own.mean, own.std_mean, design(answers, times * weights))
    print("x {:<6g} {:6.3f} {:12.4f} {:13.4f}".format(times, *map(float, seen[times])))
assert all(abs(one[0] - seen[1][0]) < 1e-12 for one in seen.values()), "the mean moves"
assert all(abs(one[2] - seen[1][2]) < 1e-12 for one in seen.values()), "the design-based error moves"
assert seen[1][1] / seen[10][1] > 3, "statsmodels no longer reads weights as counts"
PY
