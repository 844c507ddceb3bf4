"""Settings for gunicorn behind nginx, or in a container or on a platform that says the port: see docs/hosting.md."""

import gc
import os

port = os.environ.get("PORT", "")
if port and not (port.isdecimal() and 0 < int(port) < 2**16):
    raise SystemExit(f"PORT must be a number from 1 to 65535, not {port!r}.")
bind = f"0.0.0.0:{port}" if port else "unix:/run/steady.sock"
"""systemd passes a socket of its own (deploy/steady.socket): then this is ignored, and so is --bind."""

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# Many, because a request that waits in a queue holds one: slow work takes 128 at most (SLOW_THREADS), and the database
# 32 (DATABASE_THREADS), however many people ask and whatever hangs. The other threads answer everyone else.
threads = 256
# The application starts once, before the workers fork: it reports problems once, migrates once, and the workers share
# its memory. New code or settings therefore need a restart, not a reload.
preload_app = True

# Longer than a request can wait: seconds in each queue, and for a database that hangs.
timeout = 60
graceful_timeout = 30
# Workers are replaced from time to time, at different times, which frees memory that libraries hold.
max_requests = 20_000
max_requests_jitter = 5_000
# With the heartbeat file on a slow disk, a healthy worker could look hung.
if os.access("/dev/shm", os.W_OK):  # noqa: S108 chosen because it is in memory
    worker_tmp_dir = "/dev/shm"  # noqa: S108

# nginx has the same limits, so it refuses longer lines first, with a readable page.
limit_request_line = 8190
limit_request_field_size = 8190
limit_request_fields = 50

# Proxy headers are read in the application only, if QUIZ_PROXIES is set. No header changes the path.
secure_scheme_headers: dict[str, str] = {}
forwarder_headers = ""

accesslog = None
# A warning about a malformed request would log its content and the client's address.
loglevel = "error"
control_socket_disable = True


def when_ready(_server: object) -> None:
    """Import what draws charts and PDFs, then keep all that the workers will share out of garbage collection.

    Otherwise each worker would import it at its first chart, and its collector would scan it again and again.
    """
    import quiz.charts.history  # noqa: PLC0415
    import quiz.charts.profile  # noqa: PLC0415
    import quiz.report.pdf  # noqa: F401, PLC0415

    gc.freeze()
