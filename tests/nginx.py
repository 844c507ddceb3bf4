"""A real nginx with the shipped configuration, in which only ports, paths, names and upstream addresses are changed."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"
NAME = "localhost"
DEPLOY = Path(__file__).parent.parent / "deploy"
MAIN = """
daemon off;
{user}
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {servers}
}}
"""


@dataclass
class Nginx:
    """A running nginx: its ports for HTTP and HTTPS, and the folder with its logs."""

    http: int
    https: int
    folder: Path

    def logged(self) -> str:
        """Return all that nginx has written to its logs."""
        return "".join(path.read_text() for path in sorted(self.folder.glob("*.log")))


@contextmanager
def held_port() -> Iterator[int]:
    """Yield a port that refuses connections until nginx listens there with `reuseport`.

    A socket that never listens has it, so that no other program can take it.
    """
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        holder.bind((HOST, 0))
        yield int(holder.getsockname()[1])


@contextmanager
def serve(folder: Path, servers: str, port: int) -> Iterator[None]:
    """Run nginx with these servers until the end of the block, which begins when a port accepts connections."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "nginx is missing (on Debian: apt install nginx-light)."
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user, servers=servers), encoding="utf-8")
    command = [program, "-e", f"{folder}/error.log", "-p", str(folder), "-c", f"{folder}/nginx.conf"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        try:
            while not _listens(port):
                assert process.poll() is None, process.communicate()[1].decode()
                time.sleep(0.05)
            yield
        finally:
            process.terminate()


@contextmanager
def serve_site(folder: Path, upstream: int, second: int | None = None) -> Iterator[Nginx]:
    """Run nginx in front of a server, and perhaps a second machine, as the comment in the configuration adds it."""
    _make_certificate(folder)
    text = "".join((DEPLOY / name).read_text(encoding="utf-8") for name in ("nginx-http.conf", "nginx.conf"))
    if second:
        (line,) = re.findall(r"# A second machine, also listed twice: (server .+;)", text)
        text = re.sub(r"# A second machine.*", line.replace("10.0.0.2:8000", f"{HOST}:{second}") * 2, text)
    with held_port() as http, held_port() as https:
        changes = {
            r".*listen \[::\].*\n": "",
            # nginx wants to read `reuseport` once for each port.
            r"listen 80 default_server": f"listen {HOST}:{http} default_server reuseport",
            r"listen 443 ssl http2 default_server": f"listen {HOST}:{https} ssl http2 default_server reuseport",
            r"listen 443 ": f"listen {HOST}:{https} ",
            r"unix:/run/steady.sock": f"{HOST}:{upstream}",
            r"/etc/letsencrypt/live/steady.example|/var/log/nginx|/var/cache/nginx|/var/www": str(folder),
            r"/opt/steady": str(DEPLOY.parent),
            r"steady\.example": NAME,
        }
        for pattern, new in changes.items():
            text = re.sub(pattern, new, text)
        with serve(folder, text, https):
            yield Nginx(http, https, folder)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def _make_certificate(folder: Path) -> None:
    program = shutil.which("openssl")
    assert program, "openssl is missing (on Debian: apt install openssl)."
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", f"{folder}/privkey.pem"]
    certificate = ["-x509", "-days", "2", "-subj", f"/CN={NAME}", "-out", f"{folder}/fullchain.pem"]
    subprocess.run([program, "req", *key, *certificate], check=True, capture_output=True)
