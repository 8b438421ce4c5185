# planwatch: what you can do here. Each target sets up what it needs by itself.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
unexport PYTHONDONTWRITEBYTECODE
VENV := .venv
STAMP := $(VENV)/.installed-$(shell sha256sum requirements.txt | cut -c1-16)
EXPLAINED_BY := METRIC AS_OF KNOWN_AT PROJECT UNIT OPERATOR SOURCE LOT SERIES CHANGE INDICATOR RATE MEASURE BASE ITEM MILESTONE FORM CUTOFF RETURN
RUN := PYTHONPATH=plugins PYTHONWARNINGS=ignore $(VENV)/bin/python

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: $(STAMP) ## play the example quarter, from dropped files to the evaluation table and the weekly letters
	@$(RUN) -m planwatch.console.run

demo-weeks: $(STAMP) ## eight weeks on a fast clock: alerts open, worsen, escalate, are acknowledged, get better and close
	@$(RUN) -m planwatch.console.demo_weeks

test: $(STAMP) ## the tests in the trade's language, against a real PostgreSQL; in minutes
	@$(VENV)/bin/python -m pytest

prove: $(STAMP) ## proofs: workbooks, stories of many weeks, hostile servers, the corpus, the example run on the whole scheduler
	@$(VENV)/bin/python -m pytest -m 'proof and not libreoffice and not long'

prove-long: $(STAMP) ## proofs that take longer than CI has: the scheduler killed at work, backfills, a hundred crashes, half a year of weeks
	@$(VENV)/bin/python -m pytest -m long

corpus: $(STAMP) ## the labelled corpus of returns: every planted fault found, and nothing else
	@$(VENV)/bin/python -m pytest -m 'not libreoffice' tests/corpus

corpus-resaved: $(STAMP) ## the corpus of returns, saved again by LibreOffice in other formats: the same findings
	@$(VENV)/bin/python -m pytest -m libreoffice tests/corpus tests/reporting

corpus-whole: $(STAMP) ## the corpus with every sentence in every column it can be said of
	@PLANWATCH_WHOLE_CORPUS=1 $(VENV)/bin/python -m pytest -m 'not libreoffice' tests/corpus

fuzz: $(STAMP) ## [FILES=10000]: mangled workbooks and texts, each read or refused and none breaking off
	@PLANWATCH_FUZZ_FILES=$(or $(FILES),10000) $(VENV)/bin/python -m pytest --numprocesses=0 tests/intake/test_fuzz.py

recompute: $(STAMP) ## [PROGRAMMES=1000]: random programmes computed twice, by SQL and by pandas; every figure agrees
	@PLANWATCH_RECOMPUTED_PROGRAMMES=$(or $(PROGRAMMES),1000) $(VENV)/bin/python -m pytest -m proof --numprocesses=0 tests/recomputation

bench: $(STAMP) ## how long one return, two hundred and a million lines take, and where the time goes
	@$(VENV)/bin/python -m pytest -m benchmark --numprocesses=0 tests/benchmarks

query-plans: $(STAMP) ## how PostgreSQL computes each model at 10,000 projects, into include/docs/query-plans.md
	@PLANWATCH_QUERY_PLANS=1 $(VENV)/bin/python -m pytest -m benchmark --numprocesses=0 tests/benchmarks/test_query_plans.py

up: $(STAMP) ## start the standing stack with the web page; prints its address and login
	@$(RUN) -m planwatch.console.up

down: $(STAMP) ## stop the standing stack and the database; leaves nothing running
	@$(RUN) -m planwatch.console.down

query: $(STAMP) ## SQL='select …' [PLANWATCH_WAREHOUSE=example]: rows of the warehouse as CSV; only reads
	@$(RUN) -m planwatch.console.query "$$SQL"

evaluate: $(STAMP) ## AS_OF=2021-06-30 KNOWN_AT=2021-07-12T08:00+08:00 [MART=funding_use] [COMPARED_WITH=…]: any day as known at any moment
	@$(RUN) -m planwatch.console.evaluate "$(AS_OF)" "$(KNOWN_AT)" "$(MART)" "$(COMPARED_WITH)"

what-if: $(STAMP) ## INDICATORS=other.csv AS_OF=2021-06-30 [KNOWN_AT=…]: the self-evaluation under other weights, beside those in force
	@$(RUN) -m planwatch.console.what_if "$(INDICATORS)" "$(AS_OF)" "$(KNOWN_AT)"

backfill: $(STAMP) ## FROM=2021-05-09 TO=2021-06-27: the evaluation of these past weeks anew, each under its own calendar
	@$(RUN) -m planwatch.console.backfill "$(FROM)" "$(TO)"

explain: $(STAMP) ## PROJECT=石门小区|ALL METRIC=schedule_performance_index AS_OF=2021-06-30 [UNIT=… SOURCE=… LOT=…]: a figure down to its cells
	@$(RUN) -m planwatch.console.explain $(foreach name,$(EXPLAINED_BY),"$(name)=$($(name))")

export: $(STAMP) ## AS_OF=2021-06-30 [CERTIFIED=2]: workbook, data package and OC4IDS of a published day; or the workbook of a certification
	@$(RUN) -m planwatch.console.export "$(AS_OF)" "$(CERTIFIED)"

publish: $(STAMP) ## AS_OF=2021-05-31 [KNOWN_AT=2021-06-12T08:00+08:00]: evaluate and publish this day, and write its exports
	@$(RUN) -m planwatch.console.publish "$(AS_OF)" "$(KNOWN_AT)"

bulletin: $(STAMP) ## AS_OF=2021-07-04 [KNOWN_AT=…]: the bulletin of any week as page and document, exactly as it was
	@$(RUN) -m planwatch.console.bulletin "$(AS_OF)" "$(KNOWN_AT)"

forms: $(STAMP) ## [CUTOFF=2021-07-31] [UNIT=U12] [KNOWN_AT=…]: the workbooks that units fill in, into outbox/<unit>/forms
	@$(RUN) -m planwatch.console.forms "$(CUTOFF)" "$(KNOWN_AT)" "$(UNIT)"

waive: $(STAMP) ## ARGS='--unit U11 --rule F18 …', ARGS=--list, ARGS='--revoke 3 --by …': waivers of rules, as records
	@$(RUN) -m planwatch.console.waive $(ARGS)

acknowledge: $(STAMP) ## ARGS='--project 石门小区 --by 县城投公司 --recovery YYYY-MM-DD --reason …': answer an alert; muted until then
	@$(RUN) -m planwatch.console.acknowledge $(ARGS)

replay: $(STAMP) ## RULE=F30 [STAGE=warn]: what a rule would have stopped in all returns so far, without changing anything
	@$(RUN) -m planwatch.console.replay "$(RULE)" "$(STAGE)"

letters: $(STAMP) ## [ARGS='--week 2021-W26']: who gets which letter by which channel and where it stands; sends nothing
	@$(RUN) -m planwatch.console.letters $(ARGS)

psql: $(STAMP) ## a prompt on the warehouse, which may write
	@$(RUN) -m planwatch.console.psql

check: $(STAMP) ## lint, types, SQL style and the directions of imports
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/sqlfluff lint --processes 2 -q include/sql
	$(VENV)/bin/mypy
	PYTHONPATH=plugins $(VENV)/bin/lint-imports

docs: $(STAMP) ## write the generated pages of include/docs anew
	@$(RUN) -m planwatch.warehouse.documentation
	@$(RUN) -m planwatch.checks.catalogue

lock: $(STAMP) ## resolve requirements.in into requirements.txt
	@$(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --no-annotate --no-header --no-emit-index-url requirements.in -o requirements.txt

# uv installs in seconds; where it cannot be had or cannot reach the index, pip does the same more slowly.
$(STAMP): requirements.txt
	@echo "Installing the pinned requirements into $(VENV) …"
	@$(VENV)/bin/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv $(VENV)
	@$(VENV)/bin/python -m pip install -q --disable-pip-version-check "$$(grep -E '^uv==' requirements.txt)" 2>/dev/null \
	&& VIRTUAL_ENV=$(CURDIR)/$(VENV) UV_SYSTEM_CERTS=1 $(VENV)/bin/uv pip install -q -r requirements.txt \
	|| $(VENV)/bin/python -m pip install -q --disable-pip-version-check -r requirements.txt
	@rm -f $(VENV)/.installed-*
	@touch $@

.PHONY: $(shell sed -n 's/^\([a-z-]*\):.*\#\# .*/\1/p' $(firstword $(MAKEFILE_LIST)))
