# Families Rock. `make` alone lists what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
VENV := .venv/bin
TEMPLATES := $(shell find rock -type d -name jinja2)

##@ Try it

.PHONY: demo
demo: ## run the demonstration on PORT (8000 if unset); Ctrl-C stops it
	@bin/rock environment base
	@$(VENV)/python -m rock.demo.run

.PHONY: demo-reset
demo-reset: ## empty the demonstration, so that the next `make demo` makes its council anew
	@bin/rock environment base
	@$(VENV)/python -m rock.demo.run reset

##@ Work on it

.PHONY: test
test: environment ## run the tests, browser journeys included; ARGS=… goes to pytest
	@bin/rock run python -m pytest -n 3 -m "not soak" $(ARGS)

.PHONY: soak
soak: environment ## run the long tests: the longest journey, kills, floods, large councils, backup and restore
	@bin/rock run python -m pytest -m soak $(ARGS); code=$$?; [ $$code -eq 5 ] || exit $$code

.PHONY: check
check: environment ## check format, lint, types, room order, templates, migrations, declarations, deployment
	$(VENV)/ruff format --check .
	$(VENV)/ruff check .
	$(VENV)/python -m tests.lint
	$(VENV)/lint-imports
	$(VENV)/djlint --lint --quiet $(TEMPLATES)
	$(VENV)/mypy
	@bin/rock check --fail-level WARNING
	@bin/rock makemigrations --check --dry-run
	@tests/lint/deployment

.PHONY: format
format: environment ## write the code in the house's format
	$(VENV)/ruff check --fix --quiet . || true
	$(VENV)/ruff format .

.PHONY: bench
bench: environment ## measure the pages against a bare page of the same server
	@bin/rock python -m bench

.PHONY: environment
environment:
	@bin/rock environment dev

.PHONY: help
help: ## list these
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@/ { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

export ROCK_REQUIREMENTS = dev
demo demo-reset: export ROCK_REQUIREMENTS = base
