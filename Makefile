# Every command sets up what it needs; nothing is installed outside this folder.
UV := .uv/bin/uv
PY := .venv/bin/python
LOCK := $(UV) pip compile -q --universal --generate-hashes --no-emit-index-url --python-version 3.11 --custom-compile-command "make lock"

.PHONY: demo test proof check fix lock migration clean
.DEFAULT_GOAL := help

help:
	@echo "make demo | test | check | proof | fix | lock"

$(UV):
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Vekha needs Python 3.11 or newer")'
	@python3 -m venv .uv
	@.uv/bin/python -m pip install -q --disable-pip-version-check "uv>=0.9"

.venv/runtime: $(UV) requirements.lock pyproject.toml
	@test -x $(PY) || $(UV) venv -q .venv --python "$$(command -v python3)"
	@test -e .venv/dev || $(UV) pip sync -q --compile-bytecode --python $(PY) requirements.lock
	@$(UV) pip install -q --python $(PY) --no-deps -e .
	@touch $@

.venv/dev: $(UV) requirements-dev.lock pyproject.toml
	@test -x $(PY) || $(UV) venv -q .venv --python "$$(command -v python3)"
	@$(UV) pip sync -q --compile-bytecode --python $(PY) requirements-dev.lock
	@$(UV) pip install -q --python $(PY) --no-deps -e .
	@touch $@ .venv/runtime

demo: .venv/runtime  ## play two years of the Kirsanov roadmap; ARGS="--exit" ends by itself
	@.venv/bin/vekha demo $(ARGS)

test: .venv/dev  ## the tests that answer within ten minutes; ARGS="-k gate" narrows
	@$(PY) -m pytest -m "not proof" $(ARGS)

proof: .venv/dev  ## the long ones: kill tests, ten times the schools
	@$(PY) -m pytest -m proof $(ARGS)

check: .venv/dev  ## format, lint, types, locks, import rules
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(PY) -m pytest -q tests/test_house.py tests/test_locks.py

fix: .venv/dev  ## format and mend what can be mended by machine
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

lock: $(UV)  ## make both locks anew from pyproject.toml
	@$(LOCK) pyproject.toml -o requirements.lock
	@$(LOCK) pyproject.toml --extra dev -o requirements-dev.lock

migration: .venv/dev  ## draft a migration: NAME="what changes"
	@$(PY) -m migrations.draft "$(NAME)"

clean:
	@rm -rf .venv .uv .pytest_cache .mypy_cache .ruff_cache
