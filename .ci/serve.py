"""How gunicorn serves for `make run` and `make phone`. HOST and PORT come from the Makefile."""

import errno
import io
import os
import socket
import sys

import segno


def lan_address() -> str:
    """Give this computer's address on its local network. Connecting a UDP socket sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            sys.exit(
                "No local network was found: join one, or give this computer's address (make phone HOST=192.168.1.5)."
            )
        return str(probe.getsockname()[0])


def port_number(text: str) -> int:
    """Give the port as a number from 1 to 65535."""
    if not text.isdecimal() or not 0 < int(text) < 2**16:
        sys.exit(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def stop_unless_free(host: str, port: int) -> None:
    """Stop with one sentence where gunicorn would try five times and then say it in many."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            if fault.errno == errno.EADDRINUSE:
                sys.exit(f"Port {port} is in use: stop what uses it, or choose another (PORT={port % 65535 + 1}).")
            sys.exit(f"Steady cannot serve on {host}, port {port}: {fault.strerror}.")


host = os.environ["HOST"]
port = port_number(os.environ["PORT"])
shown = lan_address() if host == "0.0.0.0" else host
for_phone = shown not in {"127.0.0.1", "::1", "localhost"}
stop_unless_free(host, port)
address = f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"

bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
workers = 2
# A browser opens a connection before it needs one, and whoever sends slowly holds a thread; nothing stands before this
# server that would wait for them in its place.
threads = 128
# A fault at start-up is said before the address is; and the workers share what was made at start-up.
preload_app = True
# A warning would show what somebody sent, and from where, when it cannot be read.
loglevel = "error"
control_socket_disable = True


def when_ready(_server: object) -> None:
    """Say where to look, once requests would be answered."""
    if for_phone:
        code = io.StringIO()
        segno.make(address).terminal(code, compact=True)
        # White on black, whatever the terminal's own colours are: not every phone reads a code turned inside out.
        print("\n".join(f"\033[97;40m{line}\033[0m" for line in code.getvalue().splitlines()))
        print("On a phone in the same network, scan the code. This is plain http: for trying it, not for secrets.")
    print(f"Steady is at {address} (Ctrl-C stops it)", flush=True)
