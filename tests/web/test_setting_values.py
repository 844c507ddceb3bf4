"""What a host writes for each setting: what is taken, as what, and what they are told of the rest."""

from dataclasses import fields
from pathlib import Path

import pytest
from flask import Config

from quiz.web.settings import KINDS, SEE, Settings, read_settings
from tests.application import make_app

SECRET = "sixteen letters."
TOLD = {
    "SECRET_KEY": "write at least 16 characters, long and random.",
    "SECRET_KEY_FALLBACKS": "write a JSON list of secrets of at least 16 characters.",
    "QUESTIONS": "write the path of a TOML file, or of a folder with questions.toml in it.",
    "HELPLINES": "write the path of a TOML file.",
    "HTTPS": "write true or false.",
    "HOSTS": 'write a JSON list of host names, such as ["steady.example"].',
    "PROXIES": "write a whole number from 0 to 9.",
    "LEAVE_TO": "write an http or https address, without a password, such as https://www.wikipedia.org/.",
    "DATABASE_URL": "write an address, such as sqlite:///instance/steady.db.",
    "LIMITS_URL": "write memory://, or an address such as redis://host:6379/0.",
}
GOOD: list[tuple[str, str, object]] = [
    ("SECRET_KEY", SECRET, SECRET),
    ("SECRET_KEY", "1234567890123456", "1234567890123456"),
    ("SECRET_KEY", "1234567890123.25", "1234567890123.25"),
    ("SECRET_KEY", "sechzehn Zeichen für sich", "sechzehn Zeichen für sich"),
    ("SECRET_KEY_FALLBACKS", "[]", ()),
    ("SECRET_KEY_FALLBACKS", f'["{SECRET}", 1234567890123456]', (SECRET, "1234567890123456")),
    ("QUESTIONS", "my own.toml", Path("/at/my own.toml")),
    ("QUESTIONS", "2026", Path("/at/2026")),
    ("QUESTIONS", "/srv/ümlaut", Path("/srv/ümlaut")),
    ("HELPLINES", "../lines.toml", Path("/at/../lines.toml")),
    *[("HTTPS", word, True) for word in ("true", "True", "TRUE", "t", "yes", "Y", "on", "1", "yes\r", '"true"')],
    *[("HTTPS", word, False) for word in ("false", "False", "f", "no", "N", "off", "OFF", "0", '"0"')],
    ("HOSTS", "[]", ()),
    ("HOSTS", '["steady.example", "localhost", "10.0.0.3"]', ("steady.example", "localhost", "10.0.0.3")),
    ("HOSTS", '[".steady.example"]', (".steady.example",)),
    ("HOSTS", '["Steady.Example:8000"]', ("steady.example",)),
    ("HOSTS", '["münchen.example"]', ("xn--mnchen-3ya.example",)),
    *[("PROXIES", number, int(number)) for number in "0129"],
    ("PROXIES", '"2"', 2),
    ("LEAVE_TO", "https://www.wikipedia.org", "https://www.wikipedia.org/"),
    ("LEAVE_TO", " https://www.wikipedia.org/\r", "https://www.wikipedia.org/"),
    ("LEAVE_TO", "HTTPS://WWW.Wikipedia.org/A", "https://www.wikipedia.org/A"),
    ("LEAVE_TO", "https://x.example:443?q=a+b&c=%20#d", "https://x.example/?q=a+b&c=%20#d"),
    ("LEAVE_TO", "http://127.0.0.1:8000/robots.txt", "http://127.0.0.1:8000/robots.txt"),
    ("LEAVE_TO", "https://x.example/wiki/Köln?ö#ü", "https://x.example/wiki/K%C3%B6ln?%C3%B6#%C3%BC"),
    ("LEAVE_TO", "https://MÜNCHEN.example/", "https://xn--mnchen-3ya.example/"),
    ("LEAVE_TO", "https://xn--strae-oqa.example/", "https://xn--strae-oqa.example/"),
    ("LEAVE_TO", "https://x.example/\"><b>'{}", "https://x.example/%22%3E%3Cb%3E'%7B%7D"),
    ("DATABASE_URL", "postgresql:///steady?host=/run/postgresql", "postgresql:///steady?host=/run/postgresql"),
    *[("LIMITS_URL", url, url) for url in ("memory://", "redis://:hush@x.example:6379/0", "rediss://x.example")],
    *[("LIMITS_URL", url, url) for url in ("redis://[::1]:6379/0", "redis+unix:///run/redis.sock")],
]
WRONG: dict[str, list[object]] = {
    "SECRET_KEY": ["", "fifteen letters", 123456789012345, float("inf"), True, []],
    "SECRET_KEY_FALLBACKS": [SECRET, 5, ["fifteen letters"], [SECRET, "fifteen letters"], [SECRET, None], True],
    "QUESTIONS": ["", True, []],
    "HELPLINES": ["", False, []],
    "HTTPS": ["", "perhaps", "01", 2, -1, 1.0, []],
    "HOSTS": [
        *["steady.example", '["steady.example"', True, 7],
        *[[""], ["."], ["*"], ["*.steady.example"], ["a..example"], ["[::1]"], ["steady example"], ["a" * 64]],
        *[["https://steady.example"], ["steady.example/quiz"], ["steady.example:door"], ["straße.example"]],
        *[["steady.example", None], ["steady.example", ["other.example"]]],
    ],
    "PROXIES": ["", "many", "-1", "10", -1, 10, 1.0, 1.5, float("nan"), float("inf"), True, False, []],
    "LEAVE_TO": [
        *["", "nowhere", "www.wikipedia.org", "//x.example", "https:x.example", "https:///x.example", "https://", []],
        *["javascript:alert(1)", "data:text/html,x", "ftp://x.example/", "xhttps://x.example/", True, 7],
        *["https://x.example/a b", "https://x.example/\tb", "https://x.example/a\nb", "https://x.example/\x01"],
        *[
            "https://x.example/\u202e",
            "https://x\u200b.example/",
            "https:\\\\x.example",
            "https://x.example\\@y.example",
        ],
        *["https://me@x.example/", "https://me:hush@x.example/", "https://x.example:99999/", "https://x.example:door/"],
        *["https://x.example:1:2/", "https://[::1/", "https://a..example/", "https://*.example/", "https://a%20b/"],
        *[f"https://{'a' * 64}.example/", "https://straße.example/"],
    ],
    "DATABASE_URL": [True, []],
    "LIMITS_URL": [
        *["", "memory", "memory://x", "redis", "redis://", "http://x.example/", "redis://x.example\n", "redis://[", []],
        *["redis://x.example:door", "redis://x.example:99999", "redis://me:hu/sh@x.example:6379", True],
    ],
}
ODD: list[object] = [None, {}, {"a": 1}, [[]], [["a"]], [None], [{}], [b"a"], {"a"}, object(), SECRET.encode()]
ODD += ["\0", f"{SECRET}\0", "\udce9", f"{SECRET}\udce9", 10**5000, [10**5000]]
"""What no setting is."""


def test_every_setting_can_be_read() -> None:
    assert [*KINDS] == [*TOLD] == [*WRONG] == [field.name.upper() for field in fields(Settings)]


@pytest.mark.parametrize(("name", "written", "value"), GOOD)
def test_what_a_host_writes_is_taken_as_meant(
    monkeypatch: pytest.MonkeyPatch, name: str, written: str, value: object
) -> None:
    monkeypatch.setenv(f"TRIED_{name}", written)
    environment = Config("/at", {"SECRET_KEY": SECRET})
    environment.from_prefixed_env("TRIED")
    settings, problems = read_settings(environment, Path("/at"))
    assert problems == []
    read = getattr(settings, name.lower())
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize("name", TOLD)
def test_whatever_a_setting_cannot_be_is_named_with_what_to_write_and_never_repeated(name: str) -> None:
    for value in [*WRONG[name], *ODD]:
        told = read_settings({"SECRET_KEY": SECRET, name: value}, Path("/at"))
        assert told == (None, [f"QUIZ_{name}: {TOLD[name]} {SEE}"]), repr(value)[:80]


def test_all_settings_can_be_wrong_at_once() -> None:
    settings, problems = read_settings(dict.fromkeys(TOLD), Path("/at"))
    assert settings is None
    assert problems == [f"QUIZ_{name}: {words} {SEE}" for name, words in TOLD.items()]


def test_what_is_wrong_does_not_hide_that_a_public_server_brings_its_own_secret(tmp_path: Path) -> None:
    told = "\n".join(read_settings({"HTTPS": True, "PROXIES": "many"}, tmp_path)[1])
    assert "QUIZ_PROXIES" in told
    assert "QUIZ_SECRET_KEY" in told


def test_what_is_set_to_its_own_default_stays_as_it_is() -> None:
    given = {"SECRET_KEY": SECRET, "LEAVE_TO": Settings.leave_to, "QUESTIONS": Settings.questions}
    assert read_settings(given, Path("/at")) == read_settings({"SECRET_KEY": SECRET}, Path("/at"))


@pytest.mark.parametrize(
    "name", ["straße.example", "βόλος.example", "\uff58.example", "x。example", "a\u200db.example"]
)
def test_a_host_whose_name_python_would_take_for_another_is_named(name: str) -> None:
    # Python's encoding makes strasse of straße; browsers go to xn--strae-oqa.
    given = {"SECRET_KEY": SECRET, "HOSTS": [name], "LEAVE_TO": f"https://{name}/"}
    assert len(read_settings(given, Path("/at"))[1]) == 2


def test_leaving_goes_where_the_setting_says_as_a_browser_writes_it() -> None:
    client = make_app({"LEAVE_TO": "https://köln.example/a?b=ö"}).test_client()
    address = "https://xn--kln-sna.example/a?b=%C3%B6"
    assert f'data-to="{address}"' in client.get("/").text
    assert client.get("/leave").headers["Location"] == address


def test_a_site_answers_to_its_name_however_the_host_spells_it() -> None:
    client = make_app({"HOSTS": ["Steady.Example:8000", "köln.example"]}).test_client()
    for name in ("steady.example", "steady.example:8000", "xn--kln-sna.example"):
        assert client.get("/", base_url=f"http://{name}").status_code == 200
    assert client.get("/", base_url="http://other.example").status_code == 400
