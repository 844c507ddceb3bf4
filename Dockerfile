# Steady in a container: docs/hosting.md, "In a container". All that is kept is in /var/lib/steady.
FROM python:3.11-slim-bookworm AS packages
WORKDIR /build
RUN python -m venv /opt/steady
COPY requirements.txt ./
RUN /opt/steady/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --requirement requirements.txt
COPY pyproject.toml app.py README.md LICENSE NOTICE.md ./
COPY data data
COPY deploy deploy
COPY quiz quiz
COPY static static
COPY templates templates
RUN /opt/steady/bin/pip install --no-cache-dir --disable-pip-version-check --no-index --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /var/lib/steady --shell /usr/sbin/nologin steady \
    && install -d -o steady -g steady -m 700 /var/lib/steady
COPY --from=packages /opt/steady /opt/steady
COPY deploy/gunicorn.conf.py /etc/steady/gunicorn.conf.py
# With one malloc arena per thread, a worker needs a sixth more memory. matplotlib keeps its list of fonts in /tmp.
ENV PATH=/opt/steady/bin:$PATH FLASK_APP=app PORT=8000 MALLOC_ARENA_MAX=2 MPLCONFIGDIR=/tmp PYTHONDONTWRITEBYTECODE=1
USER 10001
WORKDIR /var/lib/steady
VOLUME /var/lib/steady
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/healthz\", timeout=8)"]
CMD ["gunicorn", "--config", "/etc/steady/gunicorn.conf.py", "app:app"]
