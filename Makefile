# Each target sets up .venv first, from requirements.lock; that takes no time once it is done.
# Everything after that runs without the network.

BIN := .venv/bin

# Another Python's or environment's settings must not reach the one in .venv.
unexport PYTHONPATH PYTHONHOME PYTHONSAFEPATH PYTHONDONTWRITEBYTECODE VIRTUAL_ENV

.DEFAULT_GOAL := help
.PHONY: help install site test check lint format serve audit wheel bench-numbers bench-derive bench-outputs lock clean

help: ## show this list
	@echo "make TARGET, where TARGET is one of"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' Makefile | while IFS='|' read -r target text; do \
		printf '%-15s %s\n' "$$target" "$$text"; done

install: ## set up .venv as requirements.lock says
	@sh bootstrap/start.sh install.py

site: install ## build the report into site/
	$(BIN)/tieout build

test: lint ## lint, then run every test (ARGS="-k ledger" for some)
	$(BIN)/pytest -n auto --dist loadgroup $(ARGS)

check: install ## check sources and ledger, in a second or two
	$(BIN)/tieout check

lint: install ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy bootstrap

format: install ## let ruff format the code
	$(BIN)/ruff format .

serve: install ## build, show at a local address, and rebuild on each change
	$(BIN)/tieout serve

audit: install ## let the independent witness read the built site
	$(BIN)/tieout audit site

wheel: install ## build the wheel into dist/, its reader of Chinese numbers compiled (needs a C compiler)
	HATCH_BUILD_HOOK_ENABLE_CUSTOM=true $(BIN)/python -m hatchling build --target wheel --directory dist

bench-numbers: install ## measure how numbers in Chinese text are read, beside other readers
	$(BIN)/python benchmarks/bench_numbers.py

bench-derive: install ## measure what lineage and bounds cost over plain Polars arithmetic
	$(BIN)/python benchmarks/bench_derive.py

bench-outputs: install ## measure what the PDF and the other files cost, and how that grows
	$(BIN)/python benchmarks/bench_outputs.py

lock: ## write requirements.lock anew (ARGS=--upgrade for the newest versions)
	@sh bootstrap/start.sh lock.py $(ARGS)

clean: ## remove what was built, and every cache in this folder; .venv stays
	rm -rf site dist .tieout .cache .pytest_cache .ruff_cache .mypy_cache .hypothesis
