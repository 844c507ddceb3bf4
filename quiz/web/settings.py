"""What a host can set, from the environment; every setting is described in docs/settings.md."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import AnyHttpUrl, Field, TypeAdapter, ValidationError

from quiz.content import nearest

SHORTEST_SECRET = 16
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
    leave_to: AnyHttpUrl = AnyHttpUrl("https://www.wikipedia.org/")
    database_url: str = "sqlite:///instance/steady.db"
    limits_url: Annotated[str, Field(pattern=r"^(memory://|rediss?://.+|redis\+unix://.+)$")] = "memory://"


def read_settings(environment: Mapping[str, Any], root: Path) -> tuple[Settings | None, list[str]]:
    """Read settings by upper-case name, paths being relative to `root`; give them, or a sentence for each problem."""
    known = {field.name.upper() for field in fields(Settings)}
    with suppress(OSError):
        (root / INSTANCE).mkdir(mode=0o700, exist_ok=True)
    problems = [f"QUIZ_{name} is not a setting. {nearest(name, known)}" for name in sorted(environment.keys() - known)]
    given = {name.lower(): value for name, value in environment.items() if name in known}
    if "secret_key" not in given:
        try:
            given["secret_key"] = _local_secret(root / INSTANCE / "secret_key")
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
    return (None if problems else settings), problems


def _local_secret(path: Path) -> str:
    """Give the secret kept for use on one machine; the first call makes it, readable by its owner only."""
    if not path.exists():
        # Several processes may start at once: the file appears whole, or somebody else's was first.
        made = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
        with suppress(FileExistsError):
            os.link(made, path)
        made.unlink()
    return path.read_text()
