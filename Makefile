# The commands of this project. Each target first installs what it needs (scripts/setup.sh).

SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help setup doctor serve gateway gateway-load deploy-render build check-config reproduce size test bench fuzz mutants soak screenshots fmt clean

help: ## Print this table
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install what is missing: Rust target, Trunk, wasm-bindgen, Node packages, Chromium, poppler
	@scripts/setup.sh all
	@echo "Everything is set up."

FOR ?= test
doctor: ## List what make test needs and what is missing, without installing it (FOR=bench)
	@scripts/doctor.sh $(FOR)

serve: ## Serve the app and a sandbox of both APIs (PORT=8080, SANDBOX_PORT=8081)
	@scripts/serve.sh

gateway: ## Serve the release build behind the gateway, with sign-in (GATEWAY_PORT=8443)
	@scripts/gateway.sh

SECONDS_OF_LOAD ?= 60
gateway-load: ## Measure the gateway, with reloads and new keys meanwhile (SECONDS_OF_LOAD=60)
	@scripts/setup.sh gateway && source scripts/env.sh && cargo build --quiet -p latchkey-sandbox && \
	  NODE_NO_WARNINGS=1 node tests/gateway/load.mjs $(SECONDS_OF_LOAD)

ENV ?= deploy/gateway/gateway.env
deploy-render: ## Write the configuration of a gateway to target/deploy: make deploy-render ENV="one.env two.env"
	@node deploy/gateway/render.mjs $(ENV)

build: ## Make the release build in dist/, optimised, precompressed and measured
	@scripts/build.sh

check-config: ## Say what is wrong with a latchkey.json: make check-config FILE=path
	@scripts/setup.sh check-config
	@cargo run --quiet --locked -p latchkey-check-config -- "$(FILE)"

reproduce: ## Build the current commit twice, in two folders, and compare the files; about 10 minutes
	@scripts/reproduce.sh

MOST ?= 25
size: build ## List the largest functions and data of the app's module, before wasm-opt (MOST=25)
	@scripts/setup.sh size
	@source scripts/env.sh && \
	  twiggy top -n $(MOST) target/shipped-$$(wasm_toolchain)/$$WASM_TARGET/release/latchkey.wasm

test: ## Run all checks and tests, or some: make test LAYERS="core pages"
	@scripts/test.sh $(LAYERS)

bench: ## Measure the app and its peers: make bench QUICK=1 for a short run
	@bench/run.sh

fuzz: ## Search for inputs that break a parser: make fuzz TARGETS="timestamp" SECONDS_EACH=60
	@scripts/fuzz.sh $(TARGETS)

mutants: ## Count the mutations of the state machines that tests catch; about 15 minutes
	@scripts/mutants.sh

soak: build ## Run the page for a simulated hour under faults: make soak MINUTES=60 SEED=1994
	@scripts/soak.sh

screenshots: build ## Take the screenshots of docs/screenshots/
	@scripts/screenshots.sh

fmt: ## Format the Rust sources
	@cargo fmt --all
	@cd fuzz && cargo fmt
	@cd bench/qr-wasm && cargo fmt
	@source scripts/env.sh && leptosfmt --quiet $$(find src -name '*.rs')

clean: ## Remove the results of builds and tests; installed tools stay
	@rm -rf target dist node_modules bench/node_modules
