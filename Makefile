# Every target installs what it needs: see .ci/setup and .ci/browser.
# All paths are relative, so the path of this folder may contain spaces.

HOST = 127.0.0.1
PORT = 8000
ARGS =
BENCH = load durability fuzz sizes starvation lighthouse
PY = .venv/bin/python
LOCK = $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" pyproject.toml

.PHONY: help run phone test bench check format lint types templates layers fix catalogs mutants audit pictures \
	lock clean run-ready dev-ready

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.* ## / { printf "  make %-17s %s\n", $$1, $$2 }' Makefile

run: run-ready ## serve on this computer (defaults: PORT=8000 HOST=127.0.0.1)
	@HOST="$(HOST)" PORT="$(PORT)" exec $(PY) -m gunicorn --config .ci/serve.py app:app

phone: HOST = 0.0.0.0
phone: run ## serve on the local network, with a QR code and a checklist for ten minutes on a real phone

test: dev-ready ## run all tests, including those in real browsers (ARGS="-k word" for some)
	@sh .ci/postgres
	@sh .ci/redis
	@sh .ci/engines
	@sh .ci/nginx
	@TEST_BROWSER="$$(sh .ci/browser)" && export TEST_BROWSER && $(PY) -m pytest --numprocesses 3 --dist worksteal $(ARGS)

bench: dev-ready ## run all benchmarks, one to two hours (BENCH=load ARGS=--quick for a short run of one)
	@sh .ci/postgres
	@sh .ci/nginx
	@CHROME_PATH="$${CHROME_PATH:-$$(sh .ci/browser)}" && export CHROME_PATH; failed=; for name in $(BENCH); do \
		echo "bench/$$name.py"; PYTHONPATH=. $(PY) bench/$$name.py $(ARGS) || failed=1; done; [ -z "$$failed" ]

check: format lint types templates layers ## check format, lint, types, templates and layers, as CI does

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

fix: dev-ready ## format the code, and fix what the linter can fix
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .
	@$(PY) -m djlint --quiet --reformat templates

catalogs: dev-ready ## list the sentences of the templates, and bring all translations up to date
	@.venv/bin/flask quiz catalogs --extract

mutants: dev-ready ## run mutation tests, about 4 minutes; at least 98% of about 900 mutants must be killed
	@sh .ci/mutants

# --strict: fail for packages that the service does not know. Only advisories go to stdout.
audit: dev-ready ## check all locked packages for known vulnerabilities (needs the network)
	@if found=$$(.venv/bin/pip-audit --strict --disable-pip --require-hashes --progress-spinner off \
		--requirement requirements-dev.txt 2>.venv/audit.log); then tail -n 1 .venv/audit.log; \
	elif [ -n "$$found" ]; then echo "$$found"; exit 1; \
	else echo "Nothing was audited: the advisory service cannot be reached. Run this where pypi.org is reachable (details: .venv/audit.log)." >&2; exit 1; fi

pictures: dev-ready ## redraw the pictures in docs/
	@TEST_BROWSER="$$(sh .ci/browser)" && export TEST_BROWSER && PYTHONPATH=. $(PY) docs/pictures.py

lock: dev-ready ## update both requirements files from pyproject.toml (ARGS=--upgrade for newer versions)
	@$(LOCK) --group install --output-file requirements.txt $(ARGS)
	@$(LOCK) --group install --group dev --constraint requirements.txt --output-file requirements-dev.txt $(ARGS)

clean: ## delete .venv and all caches
	@rm -rf .venv .hypothesis mutants .import_linter_cache .mypy_cache .pytest_cache .ruff_cache *.egg-info

run-ready:
	@sh .ci/setup run

dev-ready:
	@sh .ci/setup dev
