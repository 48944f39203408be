# Every command sets up what it needs. The environment lands in .venv and .uv of this folder; only the download caches
# of pip and uv are kept in HOME/.cache, where the next clone finds them.
UV := .uv/bin/uv
PY := .venv/bin/python
LOCK := $(UV) pip compile -q --universal --generate-hashes --no-emit-index-url --python-version 3.11 --custom-compile-command "make lock"
SYNC := $(UV) pip sync -q --compile-bytecode --python $(PY)
# A file's tests stay together, for they share what it arranged once; files go out in the order of tests/conftest.py.
ON_EVERY_CORE := -n auto --dist loadfile --no-loadscope-reorder
ROOMS := deployments flows models tasks migrations roadmaps
# Compiled once here, so that `vekha status` need not compile 150 modules each time on machines that write no bytecode.
INSTALL := $(UV) pip install -q --python $(PY) --no-deps -e . && $(PY) -m compileall -q $(ROOMS)

.PHONY: help demo test proof bench check fix pictures lock messages migration clean
.DEFAULT_GOAL := help

help:  ## this list
	@sed -nE 's/^([a-z]+):.*## (.*)/\1|\2/p' Makefile | while IFS='|' read -r name says; do printf 'make %-10s %s\n' "$$name" "$$says"; done

# pip asks rustc for its version, and where there is rustup it answers by making a folder in HOME.
$(UV): export RUSTUP_HOME := $(CURDIR)/.uv/rustup
$(UV):
	@python3 -c 'import sys; sys.exit("Vekha needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	@python3 -m venv .uv
	@.uv/bin/python -m pip install -q --disable-pip-version-check "uv>=0.9"

.venv/runtime: $(UV) requirements.lock pyproject.toml
	@test -x $(PY) || $(UV) venv -q .venv --python "$$(command -v python3)"
	@if test -e .venv/dev; then $(SYNC) requirements-dev.lock; else $(SYNC) requirements.lock; fi
	@$(INSTALL)
	@touch $@

.venv/dev: $(UV) requirements-dev.lock pyproject.toml
	@test -x $(PY) || $(UV) venv -q .venv --python "$$(command -v python3)"
	@$(SYNC) requirements-dev.lock
	@$(INSTALL)
	@touch $@ .venv/runtime

demo: .venv/runtime  ## play two years of the Kirsanov roadmap; ARGS="--exit" ends by itself
	@.venv/bin/vekha demo $(ARGS)

test: .venv/dev  ## the tests that answer within ten minutes; ARGS="-k gate" narrows
	@$(PY) -m pytest -m "not proof" $(ON_EVERY_CORE) $(ARGS)

proof: .venv/dev  ## the long ones: kill tests, ten times the schools, the wheel in an empty environment
	@$(PY) -m pytest -m proof $(ON_EVERY_CORE) $(ARGS)

bench: .venv/dev  ## measure us beside Polars, DuckDB and pandas; ARGS="--small" is a smoke test
	@$(PY) -m benchmarks $(ARGS)

check: .venv/dev  ## format, lint, types, locks, import rules
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(PY) -m pytest tests/test_house.py tests/test_locks.py

fix: .venv/dev  ## format and mend what can be mended by machine
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

pictures: .venv/dev  ## take docs/pictures anew; ARGS="slack" takes some; needs Chromium, LibreOffice, poppler-utils
	@$(PY) -m tests.pictures $(ARGS)

lock: $(UV)  ## make both locks anew from pyproject.toml
	@$(LOCK) pyproject.toml -o requirements.lock
	@$(LOCK) pyproject.toml --extra dev -o requirements-dev.lock

messages: .venv/dev  ## gather what is said to people, update and compile the English catalogue
	@$(PY) -m tests.catalogue

migration: .venv/dev  ## draft a migration: NAME="what changes"
	@$(PY) -m migrations.draft "$(NAME)"

clean:  ## remove the environment and caches; data in .vekha stay
	@rm -rf .venv .uv .pytest_cache .mypy_cache .ruff_cache .hypothesis dist
