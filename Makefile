# Everything a fresh machine needs is Python 3.11 with venv, and make. `make help` lists the targets.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
RUN_DONE := $(VENV)/.run-$(shell sha256sum requirements.lock pyproject.toml 2>/dev/null | sha256sum | cut -c1-16)
DEV_DONE := $(VENV)/.dev-$(shell sha256sum requirements-dev.lock pyproject.toml 2>/dev/null | sha256sum | cut -c1-16)

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test check fix bench demo clean lock

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | awk -F'\t' '{printf "  %-10s %s\n", $$1, $$2}'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (PYTHON=... names it)."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUN_DONE): $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@rm -f $(VENV)/.run-*; touch $@

$(DEV_DONE): $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@rm -f $(VENV)/.dev-*; touch $@

setup: $(RUN_DONE) ## virtual environment with what the service needs

setup-dev: $(DEV_DONE) ## the same with what tests and checks need

run: setup ## set up, load demo data on first run, serve http://127.0.0.1:$(PORT)
	@$(BIN)/agrimarket start --port $(PORT)

demo: setup ## load the demo province into an empty data folder
	@$(BIN)/agrimarket demo

test: setup-dev ## the whole suite: SQLite, PostgreSQL, Chromium
	@tests/need.sh
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: setup-dev ## style, types, who may import whom, security
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bandit -q -r agrimarket stamps -c pyproject.toml --severity-level medium

fix: setup-dev ## mend what can be mended by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup-dev ## speed, as ratios to a peer in the same run
	$(BIN)/python -m benchmarks

lock: $(BIN)/python ## write the lock files anew from pyproject.toml
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --generate-hashes --no-header --no-annotate --no-emit-index-url --extra run -o requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --generate-hashes --no-header --no-annotate --no-emit-index-url --extra run --extra dev -o requirements-dev.lock pyproject.toml

clean: ## remove what can be made again; data and keys stay
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info build
