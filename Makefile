# `make run` and `make test` are all that a new user needs; `make help` lists the rest.
.DEFAULT_GOAL := help
SHELL := /bin/sh
bin := .venv/bin
# One worker more than processors: many tests wait for other processes, or for the clock.
workers := $(shell expr $$(nproc) + 1)

.PHONY: help run test coverage audit torture bench dev lint format lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | awk -F '\t' '{printf "  make %-8s %s\n", $$1, $$2}'

# Two stamps: a user who only runs the pipeline is spared the developers' tools.
.venv/run.stamp: requirements.lock pyproject.toml .ci/setup
	@[ -e .venv/dev.stamp ] || { echo "Setting up .venv from requirements.lock"; .ci/setup requirements.lock; }
	@[ ! -e .venv/dev.stamp ] || { rm -f .venv/dev.stamp; $(MAKE) --no-print-directory .venv/dev.stamp; }
	@touch $@

.venv/dev.stamp: requirements-dev.lock requirements-duckdb2.lock pyproject.toml .ci/setup
	@echo "Setting up .venv from requirements-dev.lock"
	@.ci/setup requirements-dev.lock requirements-duckdb2.lock .venv/duckdb2
	@touch .venv/run.stamp $@

# Behind the developers' stamp, for their setup removes what only benchmarks need.
.venv/bench.stamp: requirements-bench.lock .venv/dev.stamp
	@.ci/setup requirements-bench.lock
	@touch $@

run: .venv/run.stamp ## set up, build the warehouse from raw/ and show what is in it
	@$(bin)/anslag run

test: .venv/dev.stamp lint ## all tests, types, lint and import rules
	@$(bin)/pytest -n $(workers) --dist loadfile --no-loadscope-reorder

lint: .venv/dev.stamp
	@$(bin)/ruff check .
	@$(bin)/ruff format --check .
	@$(bin)/mypy
	@$(bin)/lint-imports

coverage: .venv/dev.stamp ## how much of the package the tests run, by line and branch; fails below what pyproject.toml asks for
	@$(bin)/pytest -n $(workers) --dist loadfile --no-loadscope-reorder --cov --cov-report=term:skip-covered

# Asks a database of known vulnerabilities, so it wants the internet; a package that it cannot look up is a failure.
audit: .venv/dev.stamp ## known vulnerabilities in what the lock files pin (needs the internet)
	@$(bin)/pip-audit --strict --disable-pip --progress-spinner off -r requirements.lock -r requirements-dev.lock

torture: .venv/dev.stamp ## crashes, full disks, hostile documents, crowds, injected errors: what was lost (ten minutes)
	@$(bin)/python tests/torture $(PARTS)

bench: .venv/bench.stamp ## speed beside other tools; CORPUS=pages.parquet GOLD=labels.jsonl for pages of your own
	@$(bin)/python -m benchmarks $(if $(CORPUS),--corpus "$(CORPUS)") $(if $(GOLD),--gold "$(GOLD)") $(if $(TIMES),--times $(TIMES))

dev: .venv/run.stamp ## Dagster's own UI and daemon on localhost, schedule and sensor on
	@$(bin)/anslag dev

format: .venv/dev.stamp ## format and sort imports
	@$(bin)/ruff format .
	@$(bin)/ruff check --fix-only --quiet .

lock: .venv/dev.stamp ## pin again after a change of dependencies in pyproject.toml
	@$(bin)/python .ci/lock

clean: ## remove what was built; raw/ and the published versions stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
