# The few commands of this project. `make build` and `make test` set up what they need by themselves.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
PYTHON ?= python3
BIN := .venv/bin
export PYTHON
# Nothing from outside may take the place of what .venv holds.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV

.PHONY: help build serve check test bench lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

build: ## Build every site and every PDF into build/ (ARGS="--lang ru --only site" narrows it)
	@tools/setup build
	@$(BIN)/handbook build $(ARGS)

serve: ## Show the handbook in a browser and follow every saved change
	@tools/setup build
	@$(BIN)/handbook serve $(ARGS)

check: ## Check pages, pictures and catalogues without building
	@tools/setup build
	@$(BIN)/handbook check $(ARGS)

# Tests wait for browsers and other programs a good part of their time: one more than there are cores.
test: ## Install what tests need, then lint, type-check and test (ARGS="-k name" narrows the tests)
	@tools/setup test
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/pytest -n $$(($$(nproc) + 1)) --dist worksteal $(ARGS)

bench: ## Measure builds against rivals and budgets; prints one table
	@tools/setup bench
	@$(BIN)/python -m benchmarks $(ARGS)

lock: ## Pin all Python packages anew, with hashes (ARGS=--upgrade takes the newest versions)
	@tools/lock $(ARGS)

clean: ## Remove what was built and cached; what was set up stays
	@rm -rf build .cache/handbook .mypy_cache .ruff_cache .pytest_cache
