"""The files for a host agree with the application they serve."""

import os
import re
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.journal.database import DATABASE_RUNNING, DATABASE_THREADS
from quiz.web import create_app
from quiz.web.security.slow_requests import SLOW_THREADS
from tests.application import SECRET, make_app, new_database
from tests.test_wheel import SOURCES

MAX_IMPORT_BYTES = 4 * 1024 * 1024
SITES = "nginx.conf", "nginx-path.conf"
UNITS = {"k": 1024, "m": 1024 * 1024}


def sizes(text: str, name: str) -> list[int]:
    """Return nginx's values of a setting in bytes, in the order of the file."""
    return [int(number) * UNITS[unit] for number, unit in re.findall(rf"^\s+{name} (\d+)([km]);", text, re.MULTILINE)]


def test_every_setting_in_the_shipped_file_is_one_and_good(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (root / "deploy" / "steady.env").read_text(encoding="utf-8").splitlines()
    settings = dict(line.split("=", 1) for line in lines if line.startswith("QUIZ_"))
    assert settings
    for name, value in {**settings, "QUIZ_SECRET_KEY": SECRET, "QUIZ_DATABASE_URL": new_database()}.items():
        monkeypatch.setenv(name, value.strip("'"))
    client = create_app().test_client()
    assert "__Host-steady=" in client.get("/quiz", base_url="https://steady.example").headers["Set-Cookie"]
    assert client.get("/quiz", base_url="https://other.example").status_code == 400


@pytest.mark.parametrize("name", SITES)
def test_nginx_lets_through_all_that_the_application_accepts_and_keeps_it_off_the_disk(root: Path, name: str) -> None:
    text = (root / "deploy" / name).read_text(encoding="utf-8")
    most, buffers = sizes(text, "client_max_body_size"), sizes(text, "client_body_buffer_size")
    assert most == buffers
    assert most[0] > make_app().config["MAX_CONTENT_LENGTH"]
    assert most[1] > MAX_IMPORT_BYTES
    assert text.count("proxy_max_temp_file_size 0;") == 1


@pytest.mark.parametrize("site", SITES)
def test_nginx_overwrites_every_header_that_a_proxy_could_be_believed_about(root: Path, site: str) -> None:
    text = (root / "deploy" / site).read_text(encoding="utf-8")
    headers = dict(re.findall(r"proxy_set_header (\S+) (\S+);", text))
    assert headers["X-Forwarded-For"] == "$remote_addr"
    assert headers["X-Forwarded-Proto"] == "$scheme"
    for name in ("X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Real-IP", "Forwarded"):
        assert headers[name] == '""'


def test_tls_is_new_and_every_cipher_forgets_its_key(root: Path) -> None:
    text = (root / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    assert re.findall(r"ssl_protocols (.+);", text) == ["TLSv1.2 TLSv1.3"]
    assert re.findall(r"ssl_ciphers (.+);", text) == ["ECDHE+AESGCM:ECDHE+CHACHA20"]


def test_nothing_is_logged_about_who_came(root: Path) -> None:
    names = "nginx-http.conf", "nginx.conf"
    text = "".join((root / "deploy" / name).read_text(encoding="utf-8") for name in names)
    assert text.count("access_log off;") == text.count("server {") == 3
    below_a_path = (root / "deploy" / "nginx-path.conf").read_text(encoding="utf-8")
    assert below_a_path.count("access_log off;") == len(re.findall("^location ", below_a_path, re.MULTILINE)) == 2
    assert "accesslog = None" in (root / "deploy" / "gunicorn.conf.py").read_text(encoding="utf-8")


ECHO = """
def app(environ, start_response):
    start_response("200 OK", [])
    return [f"{environ['wsgi.url_scheme']} {environ['SCRIPT_NAME']}{environ['PATH_INFO']}".encode()]
"""


@pytest.fixture
def gunicorn(root: Path, tmp_path: Path) -> Iterator[tuple[Path, subprocess.Popen[bytes]]]:
    """Run the shipped gunicorn configuration with an application that repeats what it got."""
    (tmp_path / "echo.py").write_text(ECHO)
    address = tmp_path / "address"
    config = ["--config", str(root / "deploy" / "gunicorn.conf.py"), "--bind", f"unix:{address}", "--workers", "1"]
    with subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *config, "echo:app"], cwd=tmp_path, stderr=subprocess.PIPE
    ) as server:
        with socket.socket(socket.AF_UNIX) as client:
            while client.connect_ex(str(address)):
                assert server.poll() is None
                time.sleep(0.05)
        yield address, server
        server.terminate()


def response_to(address: Path, request: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(address))
        connection.sendall(request + b"Host: steady.example\r\nConnection: close\r\n\r\n")
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_no_header_changes_the_path_or_the_scheme(gunicorn: tuple[Path, subprocess.Popen[bytes]]) -> None:
    forged = b"SCRIPT_NAME: /quiz\r\nPATH_INFO: /b\r\nX-Forwarded-Ssl: on\r\nX-Forwarded-Protocol: ssl\r\n"
    answer = response_to(gunicorn[0], b"GET /quiz/a HTTP/1.1\r\n" + forged)
    assert b"http /quiz/a\r\n" in answer


def test_a_request_that_gunicorn_cannot_read_is_not_written_down(
    gunicorn: tuple[Path, subprocess.Popen[bytes]],
) -> None:
    address, server = gunicorn
    assert b" 400 " in response_to(address, b"GET /private\xff HTTP/1.1\r\n")
    server.terminate()
    assert b"private" not in server.communicate()[1]


def test_slow_work_and_a_database_that_hangs_leave_threads_to_everyone_else(root: Path) -> None:
    files = [(root / name).read_text(encoding="utf-8") for name in ("deploy/gunicorn.conf.py", ".ci/serve.py")]
    threads = [int(number) for text in files for number in re.findall(r"^threads = (\d+)$", text, re.MULTILINE)]
    assert len(threads) == 2
    assert min(threads) / 2 >= SLOW_THREADS
    assert min(threads) * 3 / 4 >= SLOW_THREADS + DATABASE_THREADS
    (most,) = re.findall(r"TasksMax=(\d+)", (root / "deploy" / "steady.service").read_text(encoding="utf-8"))
    assert int(most) > 2 * max(threads)


def test_an_image_gets_every_file_that_a_wheel_needs_and_nothing_of_the_host(root: Path) -> None:
    copied = re.findall(r"^COPY (?!--)(.+) \S+$", (root / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    names = {name for line in copied for name in line.split()} - {"deploy/gunicorn.conf.py"}
    everything, *let_through = re.findall(r"^!?[\w.*/]+$", (root / ".dockerignore").read_text("utf-8"), re.MULTILINE)
    assert everything == "*"
    assert names == {name.removeprefix("!") for name in let_through if name.startswith("!")}
    assert names >= {*SOURCES}
    assert all((root / name).exists() for name in names)


def test_the_version_is_the_same_everywhere_and_has_notes_with_a_date(root: Path) -> None:
    version = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    newest = re.search(r"^## (.+)$", (root / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest and re.fullmatch(rf"{re.escape(version)} · [A-Z][a-z]+ \d+, \d{{4}}", newest[1])
    assert f"image: steady:{version}\n" in (root / "compose.yaml").read_text("utf-8")
    assert f"steady-{version}-py3-none-any.whl" in (root / "docs/hosting.md").read_text("utf-8")


def test_a_backup_that_fails_says_so_and_sends_nothing_unless_the_host_asks(root: Path) -> None:
    assert "OnFailure=steady-backup-failed.service" in (root / "deploy/steady-backup.service").read_text("utf-8")
    said = subprocess.run(["sh", root / "deploy/backup-failed"], check=True, capture_output=True, text=True).stdout
    assert said.startswith("<2>A backup of Steady on ")
    lines = (root / "deploy/backup-failed").read_text("utf-8").splitlines()
    assert not any(re.match(r"[^#]*(curl|mail -s)", line) for line in lines)


def test_every_process_of_two_machines_gets_its_connections_to_postgresql(root: Path) -> None:
    (most,) = re.findall(r"CONNECTION LIMIT (\d+)", (root / "deploy" / "postgresql.sql").read_text(encoding="utf-8"))
    assert int(most) >= 2 * 2 * DATABASE_RUNNING


@pytest.mark.parametrize(
    ("port", "address"), [("", "unix:/run/steady.sock"), ("8080", "0.0.0.0:8080"), ("http", "PORT must be a number")]
)
def test_a_platform_that_says_the_port_gets_it(root: Path, port: str, address: str) -> None:
    command = [sys.executable, "-m", "gunicorn", "--config", str(root / "deploy/gunicorn.conf.py"), "--print-config"]
    environment = {**os.environ, "PORT": port}
    found = subprocess.run(
        [*command, "app:app"], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert address in found.stdout + found.stderr
