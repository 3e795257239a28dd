# `make` alone lists what there is. Every target sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
DAYS ?= 30
COUNTER ?= http://127.0.0.1:8010/api
DATA ?= counter-data
PAGES ?= output/pages.json
export PYTHONUTF8 := 1
export EXPLAIN KEEP_GOING CONFIRM_REMOVAL

.DEFAULT_GOAL := help
.PHONY: help build publish preview counter counts test test-python soak format lock messages clean clean-cache

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: $(VENV)/build.stamp demo-files ## Build the site into output/ (EXPLAIN=1: say why each file was written; KEEP_GOING=1: build the rest beside errors; CONFIRM_REMOVAL=1: many articles are to go)
	@$(BIN)/python -m newsdesk.build

publish: $(VENV)/build.stamp demo-files ## Build for production: warnings stop it too
	@$(BIN)/python -m newsdesk.build --settings publishconf.py

preview: $(VENV)/build.stamp demo-files ## Show the site at http://localhost:8000 (PORT=… for another), drafts too; pages follow their files
	@$(BIN)/python -m newsdesk.preview $(PORT)

counter: $(VENV)/build.stamp ## Serve the visit counter (PORT=8010 DATA=counter-data PAGES=output/pages.json)
	@$(BIN)/python -m counter serve --data $(DATA) --pages $(PAGES) --port $(if $(filter command line,$(origin PORT)),$(PORT),8010)

counts: $(VENV)/build.stamp ## Save the figures of the visit counter in content/counts.json (COUNTER=… for its address)
	@$(BIN)/python -m newsdesk.counts $(COUNTER)

test: $(VENV)/test.stamp demo-files ## Lint, check types, run all tests
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy ban_tin plugins newsdesk counter $(wildcard demo)
	@$(BIN)/pytest -n auto --dist worksteal

test-python: ## A minute of tests on another Python (PYTHON=python3.13)
	@[ -x .cache/python/$(notdir $(PYTHON))/bin/python ] || $(PYTHON) -m venv .cache/python/$(notdir $(PYTHON))
	@.cache/python/$(notdir $(PYTHON))/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@.cache/python/$(notdir $(PYTHON))/bin/python -m pytest -q -n auto tests/building tests/machine tests/planning tests/newsroom tests/site/facts tests/site/test_forked.py

soak: $(VENV)/test.stamp ## The long tests: the counter (200 times kill -9, a million addresses and paths), more than 2,000 steps of builds, 1,000 of the preview, 10,000 mutated files
	@SOAK=1 $(BIN)/pytest -o faulthandler_timeout=0 tests/counter tests/site/incremental tests/site/test_fuzz.py tests/newsdesk tests/articles

format: $(VENV)/test.stamp ## Format the code
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

messages: $(VENV)/build.stamp ## Add new messages to the catalogues in theme/locale
	@$(BIN)/python theme/locale/update.py

lock: $(VENV)/test.stamp ## Renew the lock files in requirements/
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	  --no-emit-index-url --no-emit-find-links -o requirements/build.txt pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	  --no-emit-index-url --no-emit-find-links --extra test -c requirements/build.txt -o requirements/test.txt pyproject.toml

clean: $(VENV)/build.stamp ## Delete the built site; files of others in its folder stay
	@$(BIN)/python -m newsdesk.clean

clean-cache: $(VENV)/build.stamp ## Delete photos, fonts, cards and what builds remember, where not used for 30 days (DAYS=… for another time, 0 for all)
	@$(BIN)/python -m newsdesk.clean_cache $(DAYS)

# The demonstration's photos and attachments are drawn by scripts; a site without demo/ has none.
.PHONY: demo-files
demo-files: $(VENV)/build.stamp
	@if [ -d demo ]; then $(BIN)/python -m demo.pictures && $(BIN)/python -m demo.attachments; fi

$(VENV)/build.stamp: requirements/build.txt
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/test.stamp: requirements/test.txt $(VENV)/build.stamp
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@
