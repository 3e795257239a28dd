# `make` alone lists what there is. Every target sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
DAYS ?= 30
COUNTER ?= http://127.0.0.1:8010/api
DATA ?= counter-data
PAGES ?= output/pages.json
SITE ?=
# Another name for SITE.
CONTENT ?=
OUTPUT ?=
SETTINGS ?=
TITLE ?=
FILES ?=
FILE ?=
CATEGORY ?=
ACCEPT ?=
FIX ?=
FORMAT ?=
ONLINE ?=
DEST ?=
URL ?=
DRY_RUN ?=
TAKE_OVER ?=
TO ?=
export PYTHONUTF8 := 1
export EXPLAIN CONFIRM_REMOVAL SITE CONTENT OUTPUT SETTINGS TITLE COUNTER DATA PAGES PORT DAYS FILES FILE CATEGORY ACCEPT FIX FORMAT ONLINE URL DEST DRY_RUN TAKE_OVER TO

# A misspelt variable would do nothing, and nobody would know.
KNOWN := SITE CONTENT OUTPUT SETTINGS TITLE FILES FILE CATEGORY ACCEPT FIX FORMAT ONLINE PORT DAYS COUNTER DATA PAGES PYTHON EXPLAIN CONFIRM_REMOVAL \
  URL DEST DRY_RUN TAKE_OVER TO STRICT SOURCE_DATE_EPOCH
UNKNOWN := $(filter-out $(KNOWN) MAKE%,$(foreach name,$(.VARIABLES),$(if $(filter command,$(origin $(name))),$(name))))
ifneq ($(strip $(UNKNOWN)),)
NEAREST := import difflib, sys; name, *known = sys.argv[1:]; print(*sorted(known, key=lambda each: -difflib.SequenceMatcher(None, name, each).ratio()))
$(error Không có biến / there is no variable “$(firstword $(UNKNOWN))”. Các biến / the variables are: $(or $(shell $(PYTHON) -c '$(NEAREST)' '$(firstword $(UNKNOWN))' $(KNOWN) 2>/dev/null),$(KNOWN)))
endif
ifneq ($(and $(SITE),$(CONTENT)),)
$(error SITE và CONTENT là một: chỉ ghi một biến / SITE and CONTENT are the same: give one of them)
endif

# As the shell reads them: a name may have spaces in it.
BAN_TIN := @$(BIN)/python -m newsdesk
OF_SITE = $${SITE:+--site "$$SITE"} $${CONTENT:+--site "$$CONTENT"}
INTO = $(OF_SITE) $${OUTPUT:+--output "$$OUTPUT"}
WITH = $(INTO) $${SETTINGS:+--settings "$$SETTINGS"}
# The demonstration's photos and attachments are drawn by scripts; a site of one's own has none.
DRAWN := $(if $(SITE)$(CONTENT),set-up,demo-files)

.DEFAULT_GOAL := help
.PHONY: help new article import build publish deploy rollback status due verify check assess preview counter counts test test-python soak format lock messages docs pictures clean clean-cache
.PHONY: upgrade set-up set-up-test demo-files test-python-environment

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

new: set-up ## Begin a site of one's own (SITE=… for its folder)
	$(BAN_TIN) new $${SITE:+"$$SITE"} $${CONTENT:+"$$CONTENT"}

article: set-up ## Begin an article (TITLE="…", SITE=… for the site's folder)
	$(BAN_TIN) article $(OF_SITE) $${TITLE:+"$$TITLE"}

import: set-up ## Make drafts of what somebody sent (FILE="…": a file, a folder or a ZIP file; CATEGORY="…", SITE=… for the site's folder)
	$(BAN_TIN) import $(OF_SITE) $${CATEGORY:+--category "$$CATEGORY"} $${FILE:+"$$FILE"}

upgrade: set-up ## Show how a site's files change for this version, and write them (SITE=…)
	$(BAN_TIN) upgrade $(OF_SITE)

build: $(DRAWN) ## Build the site into output/ (SITE=… for another one's folder, OUTPUT=… for another place, SETTINGS=…; EXPLAIN=1: say why each file was written; CONFIRM_REMOVAL=1: many articles are to go)
	$(BAN_TIN) build $(WITH)

publish: $(DRAWN) ## Build for production: warnings stop it too; make the release of it, signed (SITE=… OUTPUT=… SETTINGS=…)
	$(BAN_TIN) publish $(WITH)

deploy: publish ## Publish, say what changes, and make it live (SITE=… DEST=user@host:/folder; DRY_RUN=1: only say; TAKE_OVER=1: one was broken off)
	$(BAN_TIN) deploy $(WITH) $${DEST:+--dest="$$DEST"}

rollback: set-up ## Make the release before the live one live again (SITE=… DEST=…; TO=… for another)
	$(BAN_TIN) rollback $(WITH) $${DEST:+--dest="$$DEST"} $${TO:+--to="$$TO"}

status: set-up ## Say what was published, what is live, what is due (SITE=… DEST=…)
	$(BAN_TIN) status $(WITH) $${DEST:+--dest="$$DEST"}

verify: set-up ## Say whether the live site is what was published (SITE=… URL=https://… for another address)
	$(BAN_TIN) verify $(INTO) $${URL:+"$$URL"}

due: set-up ## Say what is due and what comes next; exit code 3: nothing is due (SITE=…)
	$(BAN_TIN) due $(WITH)

check: $(DRAWN) ## Say all that a build would find, without making one (SITE=… SETTINGS=…; FILES="…" for some articles; FIX=1: fix what is safe; ACCEPT=1: write known-findings.toml; ONLINE=1: ask other sites whether links are alive; FORMAT=json, sarif or github)
	$(BAN_TIN) check $(OF_SITE) $${SETTINGS:+--settings "$$SETTINGS"} $${FIX:+--fix} $${ACCEPT:+--accept} $${ONLINE:+--online} $${FORMAT:+--format "$$FORMAT"} $$FILES

assess: build ## Write the sheet of self-assessment, “Phiếu tự đánh giá”, as HTML and CSV (SITE=… OUTPUT=…)
	$(BAN_TIN) assess $(INTO)

preview: $(DRAWN) ## Show the site at http://localhost:8000 (SITE=…, PORT=… for another), drafts too; pages follow their files
	$(BAN_TIN) preview $(WITH) --port "$$PORT"

counter: set-up ## Serve the visit counter (PORT=8010 DATA=counter-data PAGES=output/pages.json)
	@$(BIN)/python -m counter serve --data "$$DATA" --pages "$$PAGES" --port $(if $(filter command line,$(origin PORT)),"$$PORT",8010)

counts: set-up ## Save the figures of the visit counter in the site's counts.json (SITE=…, COUNTER=… for its address)
	$(BAN_TIN) counts $(OF_SITE) "$$COUNTER"

test: set-up-test demo-files ## Lint, check types, run all tests
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
# In a new checkout the tests are compiled meanwhile, once: each of the processes that run them would do it all for itself.
	@[ -d tests/__pycache__ ] || PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -qq --collect-only >/dev/null 2>&1 & \
	  $(BIN)/mypy ban_tin plugins newsdesk counter $(wildcard demo); right=$$?; wait; exit $$right
	@PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n auto --dist worksteal

test-python: test-python-environment ## A minute of tests on another Python (PYTHON=python3.13)
	@.cache/python/$(notdir $(PYTHON))/bin/python -m pytest -q -n auto tests/building tests/machine tests/planning tests/newsroom tests/site/facts tests/site/test_forked.py

test-python-environment:
	@[ -x .cache/python/$(notdir $(PYTHON))/bin/python ] || $(PYTHON) -m venv .cache/python/$(notdir $(PYTHON))
	@.cache/python/$(notdir $(PYTHON))/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt

soak: set-up-test ## The long tests: the counter (200 times kill -9, a million addresses and paths), more than 2,000 steps of builds, 1,000 of the preview, 10,000 mutated files, every query of the search opened, ten times the examples of every property
	@SOAK=1 $(BIN)/pytest -o faulthandler_timeout=0 tests/counter tests/site/incremental tests/site/test_fuzz.py tests/site/test_hostile.py tests/newsdesk tests/articles tests/search tests/docs/test_pictures.py tests/docs/test_bare_server.py tests/docs/test_booted_server.py \
	  tests/building tests/findings tests/language tests/photos tests/planning tests/rendering tests/safe_svg tests/searching tests/site/facts tests/source_files tests/starter

format: set-up-test ## Format the code
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

messages: set-up ## Add new messages to the catalogues in theme/locale
	@$(BIN)/python theme/locale/update.py

docs: set-up ## Write docs/findings.md from the catalogue of findings
	@$(BIN)/python -m docs.update

pictures: set-up-test ## Draw the pictures of the guides anew, docs/pictures (needs Chromium)
	@$(BIN)/python -m docs.pictures

lock: set-up-test ## Renew the lock files in requirements/
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	  --no-emit-index-url --no-emit-find-links --extra counter --extra demo -o requirements/build.txt pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	  --no-emit-index-url --no-emit-find-links --extra test -c requirements/build.txt -o requirements/test.txt pyproject.toml

clean: set-up ## Delete the built site; files of others in its folder stay (SITE=… OUTPUT=…)
	$(BAN_TIN) clean $(INTO)

clean-cache: set-up ## Delete photos, fonts, cards and what builds remember, where not used for 30 days (SITE=…, DAYS=… for another time, 0 for all)
	$(BAN_TIN) clean-cache $(OF_SITE) --days "$$DAYS"

demo-files: set-up
	@if [ -d demo ]; then $(BIN)/python -m demo.pictures && $(BIN)/python -m demo.attachments; fi

set-up:
	@NAMED=$(if $(filter file,$(origin PYTHON)),,1) requirements/set-up $(VENV) "$(PYTHON)"

set-up-test: set-up
	@requirements/set-up $(VENV) "$(PYTHON)" test
