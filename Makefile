# Every target sets up what it needs; a second run installs nothing. `make help` lists the targets.

# That Material for MkDocs ends in May 2027 is known and planned for; MkDocs is behind one adapter.
export NO_MKDOCS_2_WARNING := 1

RUN := scripts/with-node .venv/bin/python -m

.DEFAULT_GOAL := help
.PHONY: help serve build test check bench bench-engine bench-editorial calibrate external-links new-article setup setup-dev browser lock clean distclean

help: ## Say what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' Makefile

serve: setup ## Serve the site on 127.0.0.1:8000; a change of content or theme shows at once
	$(RUN) mkdocs serve --dirty -a 127.0.0.1:8000

build: setup ## Build the site into site/; a warning is an error
	$(RUN) mkdocs build --strict
	$(RUN) site_build links site

test: setup-dev browser ## Run all tests, in a real browser too; ARGS="-k words" runs some
	$(RUN) pytest $(ARGS)

check: setup-dev ## Check style, types, import directions and content
	@scripts/with-node scripts/check

bench: setup-dev browser ## Measure engine, calibration and the check of a playbook; ARGS="--only calibration" one of them
	$(RUN) benchmarks $(ARGS)

bench-engine: setup-dev browser ## Measure the engine beside its peers; ARGS="--runs 2 --peers site stock" is a short run
	@scripts/install-benchmark-peers
	$(RUN) benchmarks.engine $(ARGS)

bench-editorial: setup-dev browser ## Measure builds of 500 articles beside stock Material, and the live preview
	$(RUN) benchmarks.editorial $(ARGS)

calibrate: setup-dev ## Simulate takers anew and write assessment/calibration/v1.json
	$(RUN) assessment.calibration

external-links: setup ## Ask every other site that is linked to; slow, and needs a connection
	$(RUN) site_build external-links

new-article: setup ## Start an article that passes every check; SLUG=price-is-not-the-deal gives it its name
	@$(RUN) site_build new-article $(if $(SLUG),"$(SLUG)")

setup: ## Install what serve and build need
	@scripts/install-python-packages build
	@scripts/install-node-packages build

setup-dev: ## Install what test, check and bench need as well
	@scripts/install-python-packages build dev
	@scripts/install-node-packages dev

browser: setup-dev ## Find a Chromium for the tests, or install one
	@scripts/find-browser

lock: ## Write the lock files anew; UPGRADE=--upgrade takes the newest versions
	scripts/lock

clean: ## Remove the built site and what the tools keep
	rm -rf site .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

distclean: clean ## Remove everything that set-up has installed, too
	rm -rf .venv .cache node_modules
