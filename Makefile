# `make help` lists the commands. Variables: HOME_DIR, PORT, ARGS, TESTS.
HOME_DIR ?= var/home
PORT ?= 8000
ARGS ?=
TESTS ?=

.PHONY: help setup run test test-all lint bench docs
.DEFAULT_GOAL := help

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

setup:  ## install what running needs
	@bin/setup run

run: setup  ## start everything; open the address it prints (PORT=8000 HOME_DIR=var/home ARGS=--no-demo)
	@exec bin/townline run --home '$(HOME_DIR)' --port '$(PORT)' $(ARGS)

lint:  ## style, types, imports, templates
	@bin/setup lint
	@exec tools/lint

test:  ## everything that must hold, in 15 to 40 minutes on two processors (TESTS=path for a part)
	@bin/setup test
	@exec tools/test $(TESTS)

test-all:  ## the whole on both databases with every generated example, before a release
	@bin/setup test-all
	@exec tools/test --all

docs:  ## the documents as a site, in var/site
	@python3 -m venv var/docs-venv
	@var/docs-venv/bin/pip install --quiet --require-hashes --requirement requirements/docs.txt
	@var/docs-venv/bin/mkdocs build --quiet --strict

bench:  ## figures with ratios
	@bin/setup lint
	@exec .venv/bin/python -m bench $(ARGS)
