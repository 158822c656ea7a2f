# Two commands matter: `make lab` opens the workbook, `make test` passes the tests. Each does all its own set-up,
# with uv where it is present and with plain venv + pip where it is not.

VENV   ?= .venv
PY     := $(VENV)/bin/python
UV     := $(shell command -v uv 2>/dev/null)
# The newest Python from 3.11 on that this machine has; set PYTHON=... to choose another.
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3 python; do \
            $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { command -v $$p; break; }; done)
WORKERS ?= 2
SUITE   ?= -m "not slow"
PYTEST  := $(PY) -m pytest -n $(WORKERS) --dist loadfile

# Each kernel, server and test worker is a process of its own: without bytecode each compiles pandas, matplotlib and
# IPython from source again, which costs more than any test does.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: lab test test-all suite beside browser nbval notebooks check docs types format lite lock clean bench-smart bench-grading bench-models bench-opening bench-lite

lab: $(VENV)/.lab-ready  ## open the workbook
	$(PY) -m mosaic_exercises lab

test: browser  ## static checks, notebooks compared, unit, contract, one browser pass
	@$(MAKE) --no-print-directory -j 2 beside suite

test-all: browser $(VENV)/.all-ready  ## the same and the long walks, big classes, fuzzing, a site and a hub
	@$(MAKE) --no-print-directory -j 2 beside suite SUITE=--hypothesis-profile=long

suite: $(VENV)/.test-ready  ## the tests themselves; their order (tests/conftest.py) lets both workers end together
	$(PYTEST) --no-loadscope-reorder $(SUITE) tests

beside: $(VENV)/.test-ready  ## what is done beside them: in a line when it is right, in full when it is not
	@log=$$(mktemp); if $(MAKE) --no-print-directory check nbval WORKERS=0 >$$log 2>&1; \
	  then echo; echo "Static checks and notebooks are right: $$(tail -n 1 $$log)"; rm -f $$log; \
	  else cat $$log; rm -f $$log; echo "The static checks or the notebooks fail: see above."; exit 1; fi

browser: $(VENV)/.test-ready  ## look for a Chromium; without one try once to fetch it, and say what came of it
	@$(PY) -m tests.browsers

nbval: $(VENV)/.test-ready  ## run every notebook and compare each output with the stored one
	MOSAIC_HOME="$$(mktemp -d)" $(PYTEST) --nbval --nbval-sanitize-with tests/nbval.cfg --nbval-cell-timeout 180 \
	  -p tests.nbval_quiet -p no:hypothesispytest -p no:cacheprovider notebooks

notebooks: $(VENV)/.test-ready  ## run every notebook and store its outputs
	$(PY) tools/store_outputs.py

check: $(VENV)/.test-ready  ## static checks: style, types, the direction of imports, the course itself
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports
	$(PY) -m tools.wire_types --check
	$(PY) -m tools.lengths
	$(PY) -m tools.command_pages --check
	$(PY) tools/store_outputs.py --check
	@$(MAKE) --no-print-directory docs
	$(PY) -m mosaic_exercises check
	tools/check_ui

docs: $(VENV)/.test-ready  ## the documentation as a site, in build/docs; a link that leads nowhere is an error
	@log=$$(mktemp); NO_COLOR=1 $(VENV)/bin/zensical build --strict --clean >$$log 2>&1 || { cat $$log; rm -f $$log; exit 1; }; rm -f $$log

types: $(VENV)/.test-ready  ## write the records of the wire as TypeScript declarations, for the checks of the browser's side
	$(PY) -m tools.wire_types

format: $(VENV)/.test-ready
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

bench-smart: $(VENV)/.test-ready  ## how often the SMART checker is right, and how fast it is
	$(PY) -m benchmarks.bench_smart

bench-grading: $(VENV)/.test-ready  ## what grading costs: floor, nbgrader, growth
	$(PY) -m benchmarks.bench_grading

bench-models: $(VENV)/.test-ready  ## what stages, RFM and surveys cost beside pandas, polars and duckdb by hand, and before
	$(PY) -m benchmarks.bench_models

bench-opening: $(VENV)/.test-ready  ## what opening, a click, a key and twelve notebooks cost, beside plain Jupyter
	$(PY) -m benchmarks.bench_opening

bench-lite: $(VENV)/.test-ready $(VENV)/.lite-ready  ## what opening costs on a site without a server, beside a plain notebook there
	$(PY) -m benchmarks.bench_lite

lite: $(VENV)/.lite-ready  ## build the workbook as a site that needs no server, in the folder site/ (needs npm)
	$(PY) -m mosaic_exercises lite --out site

lock: $(VENV)/.test-ready  ## renew requirements.txt: universal, names and versions only (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --all-extras --upgrade \
	  --no-annotate --no-header --no-emit-index-url pyproject.toml -o requirements.txt

clean:
	rm -rf $(VENV) site node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist

$(PY):
	@test -n "$(UV)$(PYTHON)" || { echo "No Python 3.11 or newer was found. Install one from python.org, or install uv."; exit 1; }
ifneq ($(UV),)
	uv venv --quiet --seed --allow-existing --python "$(or $(PYTHON),>=3.11)" $(VENV)
else
	$(PYTHON) -m venv $(VENV)
endif

ifneq ($(UV),)
install = VIRTUAL_ENV="$(abspath $(VENV))" uv pip install --quiet --compile-bytecode
else
# (an environment that uv once made may hold no pip)
install = { $(PY) -m pip --version || $(PY) -m ensurepip; } >/dev/null 2>&1; \
  $(PY) -m pip install --quiet --disable-pip-version-check
endif

# The lock serves as constraints: every package at its locked version, but only those this purpose needs.
$(VENV)/.lab-ready: $(PY) requirements.txt pyproject.toml Makefile
	@echo "Setting up (once, about a minute) ..."
	$(install) -c requirements.txt -e ".[lab,slides,grading,review,bank]"
	$(PY) -m mosaic_exercises.labextension
	@touch $@

$(VENV)/.lite-ready: $(VENV)/.lab-ready
	$(install) -c requirements.txt -e ".[lite]"
	@touch $@

$(VENV)/.all-ready: $(VENV)/.test-ready
	$(install) -c requirements.txt -e ".[lite,hub]"
	@touch $@ $(VENV)/.lite-ready

$(VENV)/.test-ready: $(PY) requirements.txt pyproject.toml Makefile
	@echo "Setting up for tests (once, about a minute) ..."
	$(install) -c requirements.txt -e ".[lab,slides,grading,review,bank,test]"
	$(PY) -m mosaic_exercises.labextension
	@touch $@ $(VENV)/.lab-ready
