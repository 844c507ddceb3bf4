"""What is shipped for a host agrees with the application it serves."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.web import MAX_POST_BYTES
from quiz.web.config import Settings, load_settings
from quiz.web.journal.transfer import MAX_IMPORT_BYTES

UNITS = {"k": 1024, "m": 1024 * 1024}


def sizes(text: str, name: str) -> list[int]:
    """Give what nginx is told of a size, in bytes, in the order of the file."""
    return [int(number) * UNITS[unit] for number, unit in re.findall(rf"^\s+{name} (\d+)([km]);", text, re.MULTILINE)]


def test_every_setting_in_the_shipped_file_is_one_and_good(root: Path) -> None:
    lines = (root / "deploy" / "steady.env").read_text(encoding="utf-8").splitlines()
    names = [line.partition("=")[0] for line in lines if line.startswith("QUIZ_")]
    known = {f"QUIZ_{name.upper()}" for name in Settings.model_fields}
    assert names
    assert set(names) <= known
    given = {"SECRET_KEY": "sixteen letters.", "HTTPS": True, "HOSTS": ["steady.example"], "PROXIES": 1}
    assert load_settings(given, root).hosts == ("steady.example",)


def test_nginx_lets_through_all_that_the_application_takes_and_keeps_it_off_the_disk(root: Path) -> None:
    text = (root / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    most, buffers = sizes(text, "client_max_body_size"), sizes(text, "client_body_buffer_size")
    assert most == buffers
    assert most[0] > MAX_POST_BYTES
    assert most[1] > MAX_IMPORT_BYTES
    assert text.count("proxy_max_temp_file_size 0;") == 1


def test_nginx_says_anew_whatever_a_proxy_could_be_believed_about(root: Path) -> None:
    text = (root / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    said = dict(re.findall(r"proxy_set_header (\S+) (\S+);", text))
    assert said["X-Forwarded-For"] == "$remote_addr"
    assert said["X-Forwarded-Proto"] == "$scheme"
    for name in ("X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Real-IP", "Forwarded"):
        assert said[name] == '""'


def test_tls_is_new_and_every_cipher_forgets_its_key(root: Path) -> None:
    text = (root / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    assert re.findall(r"ssl_protocols (.+);", text) == ["TLSv1.2 TLSv1.3"]
    assert re.findall(r"ssl_ciphers (.+);", text) == ["ECDHE+AESGCM:ECDHE+CHACHA20"]


def test_nothing_is_logged_about_who_came(root: Path) -> None:
    text = (root / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    assert text.count("access_log off;") == text.count("server {") == 3
    assert "accesslog = None" in (root / "deploy" / "gunicorn.conf.py").read_text(encoding="utf-8")


ECHO = """
def app(environ, start_response):
    start_response("200 OK", [])
    return [f"{environ['wsgi.url_scheme']} {environ['SCRIPT_NAME']}{environ['PATH_INFO']}".encode()]
"""


@pytest.fixture
def gunicorn(root: Path, tmp_path: Path) -> Iterator[tuple[Path, subprocess.Popen[bytes]]]:
    """Run the shipped gunicorn configuration before an application that says what it was told."""
    (tmp_path / "echo.py").write_text(ECHO)
    door = tmp_path / "door"
    config = ["--config", str(root / "deploy" / "gunicorn.conf.py"), "--bind", f"unix:{door}", "--workers", "1"]
    with subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *config, "echo:app"], cwd=tmp_path, stderr=subprocess.PIPE
    ) as server:
        while not door.exists():
            assert server.poll() is None
            time.sleep(0.05)
        yield door, server
        server.terminate()


def said_to(door: Path, request: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as knock:
        knock.connect(str(door))
        knock.sendall(request + b"Host: steady.example\r\nConnection: close\r\n\r\n")
        return b"".join(iter(lambda: knock.recv(65536), b""))


def test_no_header_changes_the_path_or_the_scheme(gunicorn: tuple[Path, subprocess.Popen[bytes]]) -> None:
    forged = b"SCRIPT_NAME: /quiz\r\nPATH_INFO: /b\r\nX-Forwarded-Ssl: on\r\nX-Forwarded-Protocol: ssl\r\n"
    answer = said_to(gunicorn[0], b"GET /quiz/a HTTP/1.1\r\n" + forged)
    assert b"http /quiz/a\r\n" in answer


def test_a_request_that_gunicorn_cannot_read_is_not_written_down(
    gunicorn: tuple[Path, subprocess.Popen[bytes]],
) -> None:
    door, server = gunicorn
    assert b" 400 " in said_to(door, b"GET /private\xff HTTP/1.1\r\n")
    server.terminate()
    assert b"private" not in server.communicate()[1]
