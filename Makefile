# `make drill` is all that a first visit needs. Everything is installed into .venv, nowhere else.

# Which Python makes .venv; the first of these that is 3.11 or newer, or yours: make drill PYTHON=python3.12
PYTHON ?= python3 python3.14 python3.13 python3.12 python3.11
# Passed on to the command: make drill ARGS="--seed 3", make test ARGS="-k queue"
ARGS =

BIN = .venv/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: help drill test long lint bench docs constraints clean
.DEFAULT_GOAL := help

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1|/p' Makefile | awk -F'|' '{ printf "%-20s%s\n", $$1, $$2 }'

drill: .venv/installed ## run the tornado drill; on a terminal you lead it, elsewhere it plays itself and reports
	@$(BIN)/drillsim run tornado $(ARGS)

test: .venv/installed-dev ## run the tests
	$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

long: .venv/installed-dev ## the tests that take long: a hundred kills, power cuts, ten thousand clocks
	DRILLSIM_LONG=1 $(BIN)/python -m pytest $(ARGS) tests/net tests/session/store

# Without its cache, which takes two versions of a file saved within one second for one.
lint: .venv/installed-dev ## check style, types and who imports whom
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: .venv/installed-bench ## measure speed and compare with peers
	$(BIN)/python -m benchmarks.run $(ARGS)

docs: .venv/installed-dev ## write again the pages and schemas that are made from the code
	$(BIN)/python -m drillsim.loading.reference > docs/language.md
	$(BIN)/python -m drillsim.record.reference > docs/events.md
	$(BIN)/python -m drillsim.present.reference > docs/keys.md
	$(BIN)/python -m drillsim.present.plain.reference docs/plain.md
	for kind in plan scenario drill; do \
	    $(BIN)/python -m drillsim.loading.schema $$kind > docs/schemas/$$kind.schema.json || exit 1; \
	done

constraints: ## renew constraints.txt with the newest versions that pyproject.toml allows
	@$(MAKE) .venv/made
	rm -rf .venv-newest
	$(BIN)/python -m venv .venv-newest
	.venv-newest/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	{ sed -n '/^#/p' constraints.txt; .venv-newest/bin/python -m pip freeze --exclude-editable; } > .venv-newest/pins
	mv .venv-newest/pins constraints.txt
	rm -rf .venv-newest

clean: ## remove what these commands made
	rm -rf .venv .venv-newest build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

.venv/made:
	@for python in $(PYTHON); do \
	    "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
	    "$$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || { \
	        echo "$$python has no venv module; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }; \
	    "$$python" -m venv --clear .venv && touch $@; exit; \
	done; \
	echo "drillsim needs Python 3.11 or newer; none found as: $(PYTHON). Name yours: make PYTHON=/path/to/python3.12" >&2; \
	exit 1

.venv/installed: .venv/made pyproject.toml constraints.txt
	@echo "Installing drillsim into .venv (once, about a minute) ..." >&2
	@$(PIP) --editable .
	@touch $@

.venv/installed-dev: .venv/made pyproject.toml constraints.txt
	@echo "Installing drillsim and its developer tools into .venv (once, about a minute) ..." >&2
	@$(PIP) --editable '.[dev]'
	@touch .venv/installed $@

# What drillsim is compared with is large and may not fit this machine; without it the benchmarks leave rows out.
.venv/installed-bench: .venv/installed-dev
	@echo "Installing what drillsim is compared with into .venv (once, about a minute) ..." >&2
	@$(PIP) --editable '.[bench]' && touch $@ || echo "Not everything could be installed; what is missing is left out." >&2
