"""How gunicorn serves behind nginx; WEB_CONCURRENCY is the number of workers. docs/hosting.md says how it is used."""

import gc

bind = "unix:/run/steady.sock"
"""systemd hands over a socket of its own (deploy/steady.socket), and this is not looked at; --bind says otherwise."""

workers = 2
threads = 4
# One fault at start-up is said once, the tables are made once, and workers share what was read. What is new in the
# code or the settings therefore needs a restart, not a reload.
preload_app = True

# Longer than anybody waits for their turn at the database or at a code (20 seconds each).
timeout = 60
graceful_timeout = 30
# Now and then a worker starts afresh, never two at once: whatever a library holds on to is let go.
max_requests = 20_000
max_requests_jitter = 5_000
# A heartbeat through a file on a slow disk would look like a worker that hangs.
worker_tmp_dir = "/dev/shm"  # noqa: S108 memory, that is why

# nginx takes lines as long as these, so it is nginx that refuses longer ones, with a page.
limit_request_line = 8190
limit_request_field_size = 8190
limit_request_fields = 50

# What a proxy says of a request is read in one place, behind QUIZ_PROXIES; no header changes the path.
secure_scheme_headers: dict[str, str] = {}
forwarder_headers = ""

accesslog = None
# A warning would repeat what somebody sent, and from where, when it cannot be read.
loglevel = "error"
control_socket_disable = True


def when_ready(_server: object) -> None:
    """Keep what the workers share out of garbage collection, which would otherwise copy it into each of them."""
    gc.freeze()
