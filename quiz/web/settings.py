"""What a host can set, from the environment; every setting is described in docs/settings.md."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from quiz.content.problems import suggestion
from quiz.web.secret_file import SecretFile
from quiz.web.setting_values import (
    MOST_PROXIES,
    SHORTEST_SECRET,
    counter_address,
    list_of,
    path,
    proxies,
    secret,
    served_host,
    switch,
    text,
    web_address,
)

INSTANCE = "instance"
"""The folder for what belongs to this installation alone."""
SEE = "docs/settings.md says how it is written."


@dataclass(frozen=True)
class Settings:
    """Settings by name; in the environment each is upper case behind `QUIZ_`."""

    secret_key: str
    secret_key_fallbacks: tuple[str, ...] = ()
    questions: Path = Path("data/questions.toml")
    helplines: Path = Path("data/helplines.toml")
    https: bool = False
    hosts: tuple[str, ...] = ()
    proxies: int = 0
    leave_to: str = "https://www.wikipedia.org/"
    database_url: str = "sqlite:///instance/steady.db"
    limits_url: str = "memory://"


class Kind(NamedTuple):
    """What reads a setting, and what to write instead of what it cannot read."""

    read: Callable[[object], object]
    write: str


KINDS: Mapping[str, Kind] = {
    "SECRET_KEY": Kind(secret, f"at least {SHORTEST_SECRET} characters, long and random"),
    "SECRET_KEY_FALLBACKS": Kind(list_of(secret), f"a JSON list of secrets of at least {SHORTEST_SECRET} characters"),
    "QUESTIONS": Kind(path, "the path of a TOML file, or of a folder with questions.toml in it"),
    "HELPLINES": Kind(path, "the path of a TOML file"),
    "HTTPS": Kind(switch, "true or false"),
    "HOSTS": Kind(list_of(served_host), 'a JSON list of host names, such as ["steady.example"]'),
    "PROXIES": Kind(proxies, f"a whole number from 0 to {MOST_PROXIES}"),
    "LEAVE_TO": Kind(web_address, "an http or https address, without a password, such as https://www.wikipedia.org/"),
    "DATABASE_URL": Kind(text, "an address, such as sqlite:///instance/steady.db"),
    "LIMITS_URL": Kind(counter_address, "memory://, or an address such as redis://host:6379/0"),
}
"""What each setting is, by its name in the environment."""


def secret_file(root: Path) -> SecretFile:
    """Give the file for the secrets of an installation that was given none; `flask quiz rotate-key` changes it."""
    return SecretFile(root / INSTANCE / "secret_key")


def unreadable(name: str) -> str:
    """Say what to write instead of a setting, by its name in the environment, that cannot be read."""
    return f"QUIZ_{name}: write {KINDS[name].write}. {SEE}"


def read_settings(environment: Mapping[str, Any], root: Path) -> tuple[Settings | None, list[str]]:
    """Read settings by upper-case name, paths being relative to `root`; give them, or a sentence for each problem."""
    problems = [
        f"QUIZ_{name} is not a setting. {suggestion(name, KINDS)}" for name in sorted(environment.keys() - KINDS)
    ]
    given = {name: environment[name] for name in KINDS if name in environment}
    with suppress(OSError):
        (root / INSTANCE).mkdir(mode=0o700, exist_ok=True)
    if "SECRET_KEY" not in given:
        try:
            given["SECRET_KEY"], *older = secret_file(root).read() or ("",)
            more = given.get("SECRET_KEY_FALLBACKS", [])
            given["SECRET_KEY_FALLBACKS"] = [*older, *more] if isinstance(more, list | tuple) else more
        except OSError as error:
            problems.append(f"instance/secret_key cannot be kept ({error.strerror}): set QUIZ_SECRET_KEY.")
    found: dict[str, Any] = {}
    for name, value in given.items():
        try:
            found[name.lower()] = KINDS[name].read(value)
        except (TypeError, ValueError):
            problems.append(unreadable(name))
    if found.get("https") and "SECRET_KEY" not in environment:
        # On a public server a lost folder must not mean that everybody's answers are lost with it.
        problems.append("QUIZ_SECRET_KEY: set it where QUIZ_HTTPS is on, long and random; docs/hosting.md says how.")
    if problems:
        return None, problems
    for name in ("questions", "helplines"):
        found[name] = root / found.get(name, getattr(Settings, name))
    return Settings(**found), []
