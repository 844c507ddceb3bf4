"""What is shipped for a host agrees with the application it serves."""

import re
from dataclasses import fields
from pathlib import Path

from quiz.web.application import LONGEST_POST
from quiz.web.settings import Settings, read_settings
from quiz.web.takeaway_views import LARGEST

UNITS = {"k": 1024, "m": 1024 * 1024}


def sizes(text: str, name: str) -> list[int]:
    """Give what nginx is told of a size, in bytes, in the order of the file."""
    return [int(number) * UNITS[unit] for number, unit in re.findall(rf"^\s+{name} (\d+)([km]);", text, re.MULTILINE)]


def test_every_setting_in_the_shipped_file_is_one_and_good(root: Path) -> None:
    lines = (root / "deploy" / "steady.env").read_text(encoding="utf-8").splitlines()
    names = [line.partition("=")[0] for line in lines if line.startswith("QUIZ_")]
    known = {f"QUIZ_{field.name.upper()}" for field in fields(Settings)}
    assert names
    assert set(names) <= known
    given = {"SECRET_KEY": "sixteen letters.", "HTTPS": True, "HOSTS": ["steady.example"], "PROXIES": 1}
    settings, problems = read_settings(given, root)
    assert settings, problems


def test_nginx_lets_through_all_that_the_application_takes_and_keeps_it_off_the_disk(root: Path) -> None:
    text = (root / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    most, buffers = sizes(text, "client_max_body_size"), sizes(text, "client_body_buffer_size")
    assert most == buffers
    assert most[0] > LONGEST_POST
    assert most[1] > LARGEST
    assert text.count("proxy_max_temp_file_size 0;") == 1


def test_nginx_says_anew_whatever_a_proxy_could_be_believed_about(root: Path) -> None:
    text = (root / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    said = dict(re.findall(r"proxy_set_header (\S+) (\S+);", text))
    assert said["X-Forwarded-For"] == "$remote_addr"
    assert said["X-Forwarded-Proto"] == "$scheme"
    for name in ("X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Real-IP", "Forwarded"):
        assert said[name] == '""'


def test_nothing_is_logged_about_who_came(root: Path) -> None:
    text = (root / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    assert text.count("access_log off;") == text.count("server {") == 3
    assert "accesslog = None" in (root / "deploy" / "gunicorn.conf.py").read_text(encoding="utf-8")
