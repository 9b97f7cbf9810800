# Two commands do everything: `make score` and `make test`.
PYTHON ?= python3
VENV ?= .venv
ARTICLE ?= examples/ferry.txt
BIN = $(VENV)/bin

.PHONY: score test lint check clean

score: $(VENV)/scoring ## set up, then score an example article (ARTICLE=... for your own)
	@$(BIN)/attrib score $(ARTICLE)
	@echo
	@echo "That was $(ARTICLE). Score your own: $(BIN)/attrib score ARTICLE (text, HTML, JSON; --help tells more)"

test: $(VENV)/testing ## set up what tests need, then run all of them
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest

lint: $(VENV)/testing
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

clean:
	rm -rf $(VENV) build dist

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/scoring: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

# torch comes first and by its exact version, so that its processor-only build is taken.
$(VENV)/testing: $(VENV)/scoring
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "$$(grep '^torch==' constraints.txt)"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@
