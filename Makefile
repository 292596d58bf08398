# `make read` and `make test` need Python 3.11 or newer and make; everything else they set up in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: read test torture audit check format pictures man dist lock clean

read: $(READY)
	@$(BIN)/reader

test: $(READY)
	$(BIN)/python -m pytest -n 4

# What takes too long for every run: larger files, longer storms, more chance.
torture: $(READY)
	$(BIN)/python -m pytest -n 2 -o python_files='torture_*.py' -o faulthandler_timeout=900 tests/torture

# What is known to be wrong with the dependencies as they are locked; asks the network.
audit: requirements.lock
	uvx pip-audit --disable-pip --require-hashes --requirement requirements.lock

check: $(READY)
	$(BIN)/ruff check src tests bench man
	$(BIN)/ruff format --check src tests bench man
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix src tests bench man
	$(BIN)/ruff format src tests bench man

# The documentation's pictures, made by the program itself.
pictures: $(READY)
	$(BIN)/python docs/pictures/make.py

# The manual page, from the command line as the program declares it.
man: $(READY)
	$(BIN)/python man/make.py

# Wheel and source, the wheel built from the source, tried in empty environments of every Python there is.
dist: $(READY)
	rm -rf dist
	$(BIN)/python -m hatchling build -d dist -t sdist
	mkdir dist/source && tar -xzf dist/*.tar.gz -C dist/source --strip-components 1
	cd dist/source && $(CURDIR)/$(BIN)/python -m hatchling build -d .. -t wheel
	rm -rf dist/source
	$(BIN)/python tests/release/smoke.py dist

# The environment: uv when it is there, else venv and pip. Everything comes from requirements.lock, hashes checked.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "reader needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	@if uv --version >/dev/null 2>&1; then set -e; \
		[ -d $(VENV) ] || uv venv --quiet --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" $(VENV); \
		uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock; \
		uv pip install --quiet --python $(BIN)/python --no-build-isolation --no-deps -e .; \
	else set -e; \
		[ -d $(VENV) ] || $(PYTHON) -m venv $(VENV); \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .; \
	fi
	@touch $@

# Pins and hashes for every platform and Python from 3.11 on; no index addresses.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
		--no-header --group dev pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache dist
