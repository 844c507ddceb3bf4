# Every order sets up what it needs by itself: see .ci/setup and .ci/browser.
# The shell sees only paths relative to this folder, so its own path may hold spaces.

HOST = 127.0.0.1
PORT = 8000
ARGS =
BENCH = posts histories seals kill twice growth pdf backup two_servers crowd intervals speed first takes memory taps journey
PY = .venv/bin/python
LOCK = $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" pyproject.toml

.PHONY: help run phone test bench bench-reliability check format lint types templates layers fix mutants audit pictures \
	lock clean run-ready dev-ready

help: ## list these orders
	@awk -F ':.*## ' '/^[a-z-]+:.* ## / { printf "  make %-17s %s\n", $$1, $$2 }' Makefile

run: run-ready ## serve on this computer (PORT=8000 HOST=127.0.0.1)
	@HOST="$(HOST)" PORT="$(PORT)" exec $(PY) -m gunicorn --config .ci/serve.py app:app

phone: HOST = 0.0.0.0
phone: run ## serve on the local network, with the address as a QR code

test: dev-ready ## run every test, those in a real browser too (ARGS="-k word" for some)
	@sh .ci/postgres
	@sh .ci/redis
	@TEST_BROWSER="$$(sh .ci/browser)" && export TEST_BROWSER && $(PY) -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal $(ARGS)

bench: dev-ready ## try reliability, speed and growth for real, an hour and a half (BENCH=kill ARGS=postgresql for some)
	@sh .ci/postgres
	@TEST_BROWSER="$$(sh .ci/browser)" && export TEST_BROWSER; failed=; for name in $(BENCH); do echo "bench/$$name.py"; PYTHONPATH=. $(PY) bench/$$name.py $(ARGS) || failed=1; done; [ -z "$$failed" ]

bench-reliability: dev-ready ## every figure of reliability in one table, an hour (ARGS="--quick 1 2" for some, small)
	@sh .ci/postgres
	@TEST_BROWSER="$$(sh .ci/browser)" && export TEST_BROWSER && PYTHONPATH=. $(PY) bench/reliability.py $(ARGS)

check: format lint types templates layers ## format, lint, types, templates and layers: what CI runs

format: dev-ready
	@$(PY) -m ruff format --check .

lint: dev-ready
	@$(PY) -m ruff check .

types: dev-ready
	@$(PY) -m mypy quiz app.py tests

templates: dev-ready
	@$(PY) -m djlint --quiet --check --lint templates

layers: dev-ready
	@$(PY) .venv/bin/lint-imports --no-logo

fix: dev-ready ## put the format right, and what the linter can mend
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .
	@$(PY) -m djlint --quiet --reformat templates

mutants: dev-ready ## change the code in 700 small ways and see that tests notice, 4 minutes
	@PYTHONPATH=. $(PY) bench/mutants.py

audit: dev-ready ## look every locked package up among the known advisories (needs the network)
	@PYTHONPATH=. $(PY) bench/audit.py

pictures: dev-ready ## draw the pictures in docs/ again
	@TEST_BROWSER="$$(sh .ci/browser)" && export TEST_BROWSER && PYTHONPATH=. $(PY) docs/pictures.py

lock: dev-ready ## write both requirements files from pyproject.toml (ARGS=--upgrade for newer versions)
	@$(LOCK) --group install --output-file requirements.txt $(ARGS)
	@$(LOCK) --group install --group dev --constraint requirements.txt --output-file requirements-dev.txt $(ARGS)

clean: ## throw away .venv and every cache
	@rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache *.egg-info

run-ready:
	@sh .ci/setup run

dev-ready:
	@sh .ci/setup dev
