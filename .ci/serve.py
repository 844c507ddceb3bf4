"""Settings of gunicorn for `make run` and `make phone`. HOST and PORT come from the Makefile."""

import errno
import io
import os
import socket
import sys
from pathlib import Path

import segno


def lan_address() -> str:
    """Return this computer's address on its local network. Connecting a UDP socket sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            sys.exit(
                "No local network was found: join one, or set this computer's address (make phone HOST=192.168.1.5)."
            )
        return str(probe.getsockname()[0])


def port_number(text: str) -> int:
    """Return the port as a number from 1 to 65535."""
    if not text.isdecimal() or not 0 < int(text) < 2**16:
        sys.exit(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def stop_unless_free(host: str, port: int) -> None:
    """Exit with one sentence. Gunicorn would retry five times and then print a long log."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                sys.exit(f"Port {port} is in use: stop that program, or choose another (PORT={port % 65535 + 1}).")
            sys.exit(f"Steady cannot serve on {host}, port {port}: {error.strerror}.")


host = os.environ["HOST"]
port = port_number(os.environ["PORT"])
visible_host = lan_address() if host == "0.0.0.0" else host
for_phone = visible_host not in {"127.0.0.1", "::1", "localhost"}
stop_unless_free(host, port)
path = os.environ.get("QUIZ_PATH", "").rstrip("/")
address = f"http://{f'[{visible_host}]' if ':' in visible_host else visible_host}:{port}{path}/"

bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
workers = 2
# Browsers open connections before they need them, and a slow client occupies a thread. There is no proxy in front of
# this server that buffers requests.
threads = 256
# The application starts before the workers: problems are reported before the address, and the workers share its memory.
preload_app = True
# A warning about a malformed request would show its content and the client's address.
loglevel = "error"
control_socket_disable = True


def when_ready(_server: object) -> None:
    """Print the address once the server accepts connections."""
    if for_phone:
        print(Path(".ci/phone.txt").read_text("utf-8"))
        qr_code = io.StringIO()
        segno.make(address).terminal(qr_code, compact=True)
        # White on black whatever the terminal's colors, because not every phone reads an inverted code.
        print("\n".join(f"\033[97;40m{line}\033[0m" for line in qr_code.getvalue().splitlines()))
        print("Scan the code with a phone on the same network. This is plain HTTP: for trying it out, not for secrets.")
    print(f"Steady is at {address} (Ctrl-C stops it)", flush=True)
