# Everything a developer types. `make demo` and `make test` set up what they need by themselves.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: install demo test check contract pictures bench format translations lock clean

install: .venv/installed

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "okrbot needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: install
	$(BIN)/okrbot demo

# Files side by side, the tests of a file in turn: what is slow to set up is shared within a file.
test: install
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	rm -rf contract/recorded
	$(BIN)/python -m contract.check
	OKRBOT_TESTS_MUST_RUN=1 OKRBOT_RECORD=contract/recorded $(MAKE) --no-print-directory test
	$(BIN)/python -m contract.check

# What the playground sends and what the bot asks for, against Slack's own types. The bot's
# requests are those of a simulated quarter; they are recorded when there are none yet.
contract: install
	test -d contract/recorded || \
		OKRBOT_RECORD=contract/recorded $(BIN)/python -m pytest tests/e2e/test_quarter.py
	$(BIN)/python -m contract.check

# Needs Chromium, and a font with emoji such as fonts-noto-color-emoji.
pictures: install
	$(BIN)/python -m tests.e2e.pictures

bench: install
	$(BIN)/python -m benchmarks

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# German sentences that are new come without words; the catalogue's test names them.
translations: install
	mkdir -p build
	$(BIN)/pybabel -q extract -F templates/babel.cfg --add-location=file --sort-by-file \
		--project=okrbot -o build/okrbot.pot bot handlers storage templates
	$(BIN)/pybabel -q update -D okrbot -d templates/locales -l de -i build/okrbot.pot \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

# Needs uv. Pins every package with its hashes, for all platforms.
lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
		--generate-hashes --no-header --no-emit-index-url --quiet -o requirements.lock

clean:
	rm -rf .venv build *.egg-info
