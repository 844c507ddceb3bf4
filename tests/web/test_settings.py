"""Settings: each is read as its host means it; every wrong one is named at once, and no value is repeated."""

import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from quiz.web.settings import InvalidSettings, Settings, load_settings, problem, secret_file

ROOT = Path(__file__).parents[2]
SECRET = "sixteen letters."
GOOD_SETTINGS: list[tuple[str, str, object]] = [
    ("SECRET_KEY", "1234567890123456", "1234567890123456"),
    ("SECRET_KEY", '"sechzehn Zeichen für sich"', "sechzehn Zeichen für sich"),
    ("SECRET_KEY_FALLBACKS", f'["{SECRET}", 1234567890123456]', (SECRET, "1234567890123456")),
    ("SITE", "our site", Path("/at/our site")),
    ("QUESTIONS", "my own.toml", Path("/at/my own.toml")),
    ("QUESTIONS", "2026", Path("/at/2026")),
    ("QUESTIONS", "/srv/ümlaut", Path("/srv/ümlaut")),
    ("HELPLINES", "../lines.toml", Path("/at/../lines.toml")),
    *[("HTTPS", word, True) for word in ("true", "true\r", "True", "t", "yes", "Y", "on", "1", '"true"')],
    *[("HTTPS", word, False) for word in ("false", "FALSE", "f", "no", "N", "off", "0")],
    ("HOSTS", "[]", ()),
    ("HOSTS", '["steady.example", "localhost", "10.0.0.3"]', ("steady.example", "localhost", "10.0.0.3")),
    ("HOSTS", '[".Steady.Example", "Steady.Example:8000"]', (".steady.example", "steady.example")),
    ("HOSTS", '["münchen.example", "straße.example"]', ("xn--mnchen-3ya.example", "xn--strae-oqa.example")),
    *[("PROXIES", number, int(number)) for number in "019"],
    ("LEAVE_TO", " https://www.wikipedia.org\r", "https://www.wikipedia.org/"),
    ("LEAVE_TO", "HTTPS://X.Example:443?q=a+b&c=%20#d", "https://x.example/?q=a+b&c=%20#d"),
    ("LEAVE_TO", "http://127.0.0.1:8000/robots.txt", "http://127.0.0.1:8000/robots.txt"),
    ("LEAVE_TO", "https://STRASSE.example/Köln?ö#ü", "https://strasse.example/K%C3%B6ln?%C3%B6#%C3%BC"),
    ("LEAVE_TO", "https://straße.example/", "https://xn--strae-oqa.example/"),
    ("LEAVE_TO", "https://x.example/\"><b>'", "https://x.example/%22%3E%3Cb%3E'"),
    ("DATABASE_URL", "postgresql:///steady?host=/run/postgresql", "postgresql:///steady?host=/run/postgresql"),
    *[("LIMITS_URL", url, url) for url in ("memory://", "redis://:hush@x.example:6379/0", "rediss://x.example")],
    *[("LIMITS_URL", url, url) for url in ("redis://[::1]:6379/0", "redis+unix:///run/redis.sock")],
]
WRONG: dict[str, list[object]] = {
    "SECRET_KEY": ["", "fifteen letters", 123456789012345],
    "SECRET_KEY_FALLBACKS": [SECRET, 5, [SECRET, "fifteen letters"], [SECRET, None]],
    "SITE": [""],
    "QUESTIONS": [""],
    "HELPLINES": [""],
    "HTTPS": ["", "perhaps", "01", 2],
    "HOSTS": [
        *["steady.example", '["steady.example"', True, [""], ["."], ["*.steady.example"], ["a..example"]],
        *[["https://steady.example"], ["steady.example/quiz"], ["steady.example:door"], ["me@steady.example"]],
        *[["steady example"], ["a" * 64], ["steady.example", None]],
    ],
    "PROXIES": ["", "many", "-1", 10, 1.5],
    "LEAVE_TO": [
        *["", "nowhere", "www.wikipedia.org", "//x.example", "https://", "ftp://x.example/", "javascript:alert(1)"],
        *["https://me@x.example/", "https://me:hush@x.example/", "https://:hush@x.example/"],
        *["https://x.example:99999/", "https://x.example:door/", "https://[::1/", "https://a b/"],
    ],
    "DATABASE_URL": [True],
    "LIMITS_URL": ["", "memory", "memory://x", "redis", "redis://", "http://x.example/", "redis://x.example\n"],
}
NEVER: list[object] = [None, {"a": 1}, [["a"]], [None], object(), f"{SECRET}\0", f"{SECRET}\udce9"]
"""Values that no setting can have: wrong types, a NUL, bytes that were not UTF-8."""


def problems(given: dict[str, Any], root: Path = Path("/at")) -> list[str]:
    """Return the problems that the settings are refused for."""
    with pytest.raises(InvalidSettings) as refusal:
        load_settings(given, root)
    return refusal.value.problems


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        assert f"| `QUIZ_{name.upper()}` |" in text
        assert field.description


@pytest.mark.parametrize(("name", "text", "value"), GOOD_SETTINGS)
def test_the_environment_is_read_as_its_host_means_it(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str, value: object
) -> None:
    monkeypatch.setenv("QUIZ_SECRET_KEY", SECRET)
    monkeypatch.setenv(f"QUIZ_{name}", text)
    assert getattr(load_settings(None, Path("/at")), name.lower()) == value


def test_settings_that_are_given_replace_those_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZ_PROXIES", "2")
    monkeypatch.setenv("QUIZ_HTTPS", "perhaps")
    assert load_settings({"SECRET_KEY": SECRET}, Path("/at")) == load_settings(
        {"SECRET_KEY": SECRET, "PROXIES": 0, "HTTPS": False}, Path("/at")
    )


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_setting_is_named_with_what_to_write_and_its_value_is_not_repeated(name: str) -> None:
    for value in [*WRONG[name], *NEVER]:
        assert problems({"SECRET_KEY": SECRET, name: value}) == [problem(name.lower())], repr(value)
    assert problem(name.lower()).startswith(f"QUIZ_{name}: write ")


def test_all_wrong_settings_are_named_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wrong = {"HTTPS": "perhaps", "HOSTS": "[", "LEAVE_TO": "https://me:hush@x.example", "QUESTION": "hush"}
    unknown = 'QUIZ_QUESTION is not a setting. Did you mean "QUIZ_QUESTIONS"?'
    named = [unknown, "QUIZ_HTTPS:", "QUIZ_HOSTS:", "QUIZ_LEAVE_TO:"]
    for name, value in wrong.items():
        monkeypatch.setenv(f"QUIZ_{name}", value)
    with pytest.raises(InvalidSettings) as refusal:
        load_settings(None, tmp_path)
    for found in (problems(wrong, tmp_path), refusal.value.problems):
        assert [sentence[: len(start)] for sentence, start in zip(found, named, strict=True)] == named
        assert "hush" not in "".join(found)


def test_a_public_server_must_bring_its_own_secret(tmp_path: Path) -> None:
    for proxies, count in ((1, 1), ("many", 2)):
        found = problems({"HTTPS": True, "PROXIES": proxies}, tmp_path)
        assert len(found) == count
        assert "QUIZ_SECRET_KEY: set it where QUIZ_HTTPS is on" in found[0]


def test_without_a_secret_one_is_made_once_for_this_machine_only(tmp_path: Path) -> None:
    first, second = load_settings({}, tmp_path), load_settings({}, tmp_path)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) > 40
    assert stat.S_IMODE((tmp_path / "instance" / "secret_key").stat().st_mode) == 0o600
    assert secret_file({}, tmp_path) and not secret_file({"SECRET_KEY": SECRET}, tmp_path)


def test_earlier_secrets_in_the_file_still_decrypt_beside_those_that_are_given(tmp_path: Path) -> None:
    (tmp_path / "instance").mkdir()
    (tmp_path / "instance" / "secret_key").write_text("newest-is-long-enough\nolder-is-long-enough")
    settings = load_settings({"SECRET_KEY_FALLBACKS": [SECRET]}, tmp_path)
    assert settings.secret_key == "newest-is-long-enough"
    assert settings.secret_key_fallbacks == ("older-is-long-enough", SECRET)


@pytest.mark.parametrize("text", ["", "short", "long-enough-to-be-a-secret\nshort", "0" * 32])
def test_a_file_without_a_good_secret_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "instance").mkdir()
    (tmp_path / "instance" / "secret_key").write_text(text)
    assert problems({}, tmp_path)[0].startswith("instance/secret_key holds")


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "instance").mkdir()
    (tmp_path / "instance" / "secret_key").write_bytes(bytes(range(128, 256)))
    assert problems({}, tmp_path) == ["instance/secret_key is not a text file: delete it or set QUIZ_SECRET_KEY."]


@pytest.mark.parametrize("secret", ["0" * 16, "ab" * 30, "1234567" * 4])
def test_a_secret_that_is_long_but_not_random_is_refused(tmp_path: Path, secret: str) -> None:
    (problem,) = problems({"SECRET_KEY": secret}, tmp_path)
    assert problem.startswith("QUIZ_SECRET_KEY: write at least 16 characters, of which 8 differ")
    (problem,) = problems({"SECRET_KEY": SECRET, "SECRET_KEY_FALLBACKS": [secret]}, tmp_path)
    assert problem.startswith("QUIZ_SECRET_KEY_FALLBACKS: write a JSON list")


def test_a_file_for_the_secret_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "instance").write_text("a file in place of the folder", encoding="utf-8")
    assert problems({}, tmp_path)[0].startswith("instance/secret_key cannot be used (")


def test_many_processes_that_start_at_once_share_one_secret(tmp_path: Path) -> None:
    script = "import sys; from pathlib import Path; from quiz.web.settings import load_settings; "
    script += "print(load_settings({}, Path(sys.argv[1])).secret_key)"
    started = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    secrets = {process.communicate(timeout=60)[0] for process in started}
    assert len(secrets) == 1
    assert len(secrets.pop()) > 40
