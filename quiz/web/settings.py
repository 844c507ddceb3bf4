"""What a host can set, from the environment; every setting is described in docs/settings.md."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import AnyHttpUrl, Field, TypeAdapter, ValidationError

from quiz.content.problems import nearest
from quiz.keyring.secret_file import SecretFile

SHORTEST_SECRET = 16
MOST_PROXIES = 9
INSTANCE = "instance"
"""The folder for what belongs to this installation alone."""
SEE = "docs/settings.md says how it is written."


@dataclass(frozen=True)
class Settings:
    """Settings by name; in the environment each is upper case behind `QUIZ_`."""

    __pydantic_config__: ClassVar[Mapping[str, bool]] = {"coerce_numbers_to_str": True}

    secret_key: Annotated[str, Field(min_length=SHORTEST_SECRET)]
    secret_key_fallbacks: tuple[Annotated[str, Field(min_length=SHORTEST_SECRET)], ...] = ()
    questions: Path = Path("data/questions.toml")
    helplines: Path = Path("data/helplines.toml")
    https: bool = False
    hosts: tuple[str, ...] = ()
    proxies: Annotated[int, Field(ge=0, le=MOST_PROXIES)] = 0
    leave_to: AnyHttpUrl = AnyHttpUrl("https://www.wikipedia.org/")
    database_url: str = "sqlite:///instance/steady.db"
    limits_url: Annotated[str, Field(pattern=r"^(memory://|rediss?://.+|redis\+unix://.+)$")] = "memory://"


def secret_file(root: Path) -> SecretFile:
    """Give the file for the secrets of an installation that was given none; `flask quiz rotate-key` changes it."""
    return SecretFile(root / INSTANCE / "secret_key")


def read_settings(environment: Mapping[str, Any], root: Path) -> tuple[Settings | None, list[str]]:
    """Read settings by upper-case name, paths being relative to `root`; give them, or a sentence for each problem."""
    known = {field.name.upper() for field in fields(Settings)}
    with suppress(OSError):
        (root / INSTANCE).mkdir(mode=0o700, exist_ok=True)
    problems = [f"QUIZ_{name} is not a setting. {nearest(name, known)}" for name in sorted(environment.keys() - known)]
    given = {name.lower(): value for name, value in environment.items() if name in known}
    if "secret_key" not in given:
        try:
            given["secret_key"], *older = secret_file(root).read() or ("",)
            more = given.get("secret_key_fallbacks", [])
            given["secret_key_fallbacks"] = [*older, *more] if isinstance(more, list) else more
        except OSError as error:
            problems.append(f"instance/secret_key cannot be kept ({error.strerror}): set QUIZ_SECRET_KEY.")
            given["secret_key"] = " " * SHORTEST_SECRET
    for name in ("questions", "helplines"):
        given[name] = root / str(given.get(name, getattr(Settings, name)))
    try:
        settings = TypeAdapter(Settings).validate_python(given)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        return None, [*problems, *(f"QUIZ_{str(fault['loc'][0]).upper()}: {fault['msg']}. {SEE}" for fault in faults)]
    if settings.https and "SECRET_KEY" not in environment:
        # On a public server a lost folder must not mean that everybody's answers are lost with it.
        problems.append("QUIZ_SECRET_KEY: set it where QUIZ_HTTPS is on, long and random; docs/hosting.md says how.")
    return (None if problems else settings), problems
