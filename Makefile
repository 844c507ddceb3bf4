# Every order sets up what it needs by itself: see .ci/setup and .ci/browser.
# The shell sees only paths relative to this folder, so its own path may hold spaces.

HOST = 127.0.0.1
PORT = 8000
ARGS =
BENCH = load durability fuzz lighthouse
PY = .venv/bin/python
LOCK = $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" pyproject.toml

.PHONY: help run phone test bench check format lint types templates layers fix mutants audit pictures \
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

bench: dev-ready ## measure load, durability, random input and Lighthouse, an hour (BENCH=load ARGS=--quick for one, small)
	@sh .ci/postgres
	@CHROME_PATH="$${CHROME_PATH:-$$(sh .ci/browser)}" && export CHROME_PATH; failed=; for name in $(BENCH); do \
		echo "bench/$$name.py"; PYTHONPATH=. $(PY) bench/$$name.py $(ARGS) || failed=1; done; [ -z "$$failed" ]

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

mutants: dev-ready ## change the code in 700 small ways; tests must notice 98 of 100, 4 minutes
	@sh .ci/mutants

# --strict: a package that the service does not know counts as not audited. Only advisories go to stdout.
audit: dev-ready ## look up every locked package among the known advisories (needs the network)
	@if found=$$(.venv/bin/pip-audit --strict --disable-pip --require-hashes --progress-spinner off \
		--requirement requirements-dev.txt 2>.venv/audit.log); then tail -n 1 .venv/audit.log; \
	elif [ -n "$$found" ]; then echo "$$found"; exit 1; \
	else echo "Nothing was audited: the advisory service cannot be reached from here. Run this where pypi.org answers (details: .venv/audit.log)." >&2; exit 1; fi

pictures: dev-ready ## draw the pictures in docs/ again
	@TEST_BROWSER="$$(sh .ci/browser)" && export TEST_BROWSER && PYTHONPATH=. $(PY) docs/pictures.py

lock: dev-ready ## write both requirements files from pyproject.toml (ARGS=--upgrade for newer versions)
	@$(LOCK) --group install --output-file requirements.txt $(ARGS)
	@$(LOCK) --group install --group dev --constraint requirements.txt --output-file requirements-dev.txt $(ARGS)

clean: ## throw away .venv and every cache
	@rm -rf .venv .hypothesis mutants .import_linter_cache .mypy_cache .pytest_cache .ruff_cache *.egg-info

run-ready:
	@sh .ci/setup run

dev-ready:
	@sh .ci/setup dev
