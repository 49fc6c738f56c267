# make build      build the warehouse from raw/ (sets up first when it has to)
# make ui         the Dagster UI on localhost; PORT=3000
# make test       every test
# make lint       style, format, types
# make bench      speed of extraction and of a whole build; scores on the corpus
# make compiled   extraction as machine code: the same rows, faster; needs a C compiler and some minutes
# make pure       remove what `make compiled` made
# make docs       renew the examples, tables and answers that the documents show
# make constraints  pin every dependency anew (needs `pip install uv` somewhere on the path)

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PORT ?= 3000

.DEFAULT_GOAL := build
.PHONY: setup build ui test lint bench compiled pure docs constraints

setup: $(READY)

# The first Python on the path that is 3.11, 3.12 or 3.13; PYTHON=... overrules it.
$(READY): pyproject.toml constraints.txt
	@set -e; chosen="$(PYTHON)"; \
	for each in python3 python3.13 python3.12 python3.11; do \
	  [ -z "$$chosen" ] && $$each -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && chosen=$$each; \
	done; \
	[ -n "$$chosen" ] || { echo "Python 3.11, 3.12 or 3.13 is needed, and none was found" >&2; exit 1; }; \
	[ -x $(BIN)/python ] || "$$chosen" -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

build: $(READY)
	$(BIN)/casualties build

ui: $(READY)
	$(BIN)/casualties ui --port $(PORT)

test: $(READY)
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python -m bench

# The golden texts prove what it made. Otherwise tests run the sources and leave it alone (tests/conftest.py).
compiled: $(READY)
	$(BIN)/python -m tools.compile_extract
	CASUALTIES_COMPILED=1 $(BIN)/python -m pytest tests/golden || { rm -rf build/compiled; exit 1; }

pure:
	rm -rf build/compiled

docs: build
	$(BIN)/python -m tests.docs.examples
	$(BIN)/python -m pipeline.publish.methodology
	$(BIN)/python -m pipeline.publish.query_guide

constraints:
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --upgrade --quiet \
	  --no-emit-index-url --no-emit-find-links --no-annotate --no-header -o constraints.txt
