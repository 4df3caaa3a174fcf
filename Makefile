# `make demo` and `make test` are everything; the other targets are their parts.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export YUHENG_HOME ?= $(CURDIR)/var

.PHONY: env system demo serve test lint check bench clean

env: $(VENV)/.ready

$(VENV)/.ready: requirements.lock pyproject.toml tools/make-venv
	PYTHON="$(PYTHON)" tools/make-venv $(VENV)
	touch $@

system:            ## chromium and CJK fonts, which no wheel brings
	tools/system-packages

demo: env          ## load the demonstration year, print the figures, serve the site
	$(BIN)/yuheng demo

serve: env
	$(BIN)/yuheng serve

test: env system   ## the whole suite on SQLite, then on PostgreSQL, browser tests included
	tools/run-tests

lint: env
	$(BIN)/ruff check src tests bench tools/*.py
	$(BIN)/lint-imports
	$(BIN)/mypy

check: env         ## prove every procedure
	$(BIN)/yuheng check

bench: env
	$(BIN)/python -m bench

clean:
	rm -rf $(VENV) build dist src/*.egg-info
