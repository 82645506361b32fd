# Everything a developer types. Each target sets up what is missing first (scripts/setup.sh).

SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help setup serve build size test bench fuzz mutants soak screenshots fmt clean

help: ## This table
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Only the set-up: compiler target, Trunk, wasm-bindgen, Node packages, Chromium, poppler
	@scripts/setup.sh all
	@echo "Everything is set up."

serve: ## The app with a sandbox behind it (PORT=8080, SANDBOX_PORT=8081)
	@scripts/serve.sh

build: ## The release build in dist/, optimised, precompressed and measured
	@scripts/build.sh

MOST ?= 25
size: build ## The largest functions and data of the app's module, before wasm-opt (MOST=25)
	@scripts/setup.sh size
	@source scripts/env.sh && twiggy top -n $(MOST) target/shipped-$$(wasm_toolchain)/$$WASM_TARGET/release/latchkey.wasm

test: ## Every check and test, or some: make test LAYERS="core pages"
	@scripts/test.sh $(LAYERS)

bench: ## The app beside its peers, in one run: make bench QUICK=1 for a short one
	@bench/run.sh

fuzz: ## Hunt for inputs that break a reader: make fuzz TARGETS="timestamp" SECONDS_EACH=60
	@scripts/fuzz.sh $(TARGETS)

mutants: ## How many small changes of the state machines the tests notice; about a quarter of an hour
	@scripts/mutants.sh

soak: build ## An hour of the page's life under faults, compressed: make soak MINUTES=60 SEED=1994
	@scripts/soak.sh

screenshots: build ## Pictures of the screens into docs/screenshots/
	@scripts/screenshots.sh

fmt: ## Format the Rust sources
	@cargo fmt --all
	@cd fuzz && cargo fmt
	@cd bench/qr-wasm && cargo fmt
	@source scripts/env.sh && leptosfmt --quiet $$(find src -name '*.rs')

clean: ## Remove what builds and tests have made; the set-up's tools stay
	@rm -rf target dist node_modules bench/node_modules test-results playwright-report
