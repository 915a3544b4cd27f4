# Every command a person needs. `make` alone lists them.
# Nothing has to be installed first but Python 3.11 or later, git and make.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help serve test test-postgres lint bench bench-language screenshots icons lock clean

# More for pytest, as in: make test ARGS='tests/people -k sign_in'
ARGS ?=
# make lock UPGRADE=--upgrade takes the newest versions that fit.
UPGRADE ?=

help: ## Lists these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' Makefile

serve: ## Starts the community with its demo at http://127.0.0.1:8000 (PORT=9000 for another port)
	@scripts/setup run && exec .venv/bin/alongside serve --demo

test: ## Checks and tests everything
	@scripts/test sqlite $(ARGS)

test-postgres: ## The same tests on a real PostgreSQL
	@scripts/test postgres $(ARGS)

lint: ## Only the checks of style, types and architecture
	@scripts/test lint

bench: ## Measures the speed of the pages
	@scripts/setup dev && exec .venv/bin/python -m bench $(ARGS)

bench-language: ## Measures how well texts are read, and how fast
	@scripts/setup dev && exec .venv/bin/python -m bench.language $(ARGS)

screenshots: ## Takes the pictures of the README anew
	@scripts/setup dev && exec .venv/bin/python scripts/screenshots.py $(ARGS)

icons: ## Draws the icons of the site anew, from favicon.svg
	@scripts/setup dev && exec .venv/bin/python scripts/icons.py

lock: ## Writes the exact versions and hashes of all packages anew
	@scripts/lock $(UPGRADE)

clean: ## Removes what was set up and cached; keeps the community's data
	rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests bench scripts -name __pycache__ -type d -prune -exec rm -rf {} +
