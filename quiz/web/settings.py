"""The settings of a host: `QUIZ_` environment variables, each described in docs/settings.md."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError, from_json
from pydantic_settings import BaseSettings, SettingsConfigDict

from quiz.content.catalogs.language import TEMPLATE_LANGUAGE
from quiz.content.helplines import HELPLINES_FILE_NAME
from quiz.content.loader import QUESTIONS_FILE_NAME
from quiz.content.problems import close_match
from quiz.secret_file import SecretFile
from quiz.shipped_files import SHIPPED
from quiz.web.setting_values import (
    MIN_SECRET_CHARACTERS,
    CounterUrl,
    FilePath,
    HostName,
    Languages,
    ProxyCount,
    PublicUrl,
    Secret,
    SitePath,
    Text,
    is_varied,
)

ENV_PREFIX = "QUIZ_"
INSTANCE_FOLDER = "instance"
SHIPPED_FOLDER = "data"
"""The site folder that comes with Steady. Another one need not have all of its files."""


class InvalidSettings(SystemExit):
    """The application cannot start with its settings, or with the content, database or storage that they name.

    `problems` has a sentence for each fault; none repeats a value.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(["Steady cannot start:", *(f"- {problem}" for problem in problems)]))
        self.problems = problems


class Settings(BaseModel):
    """The settings. The docstring of each field completes the error message "QUIZ_X: write …"."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True, use_attribute_docstrings=True)

    secret_key: Secret = ""
    """at least 16 characters, of which 8 differ, long and random"""
    secret_key_fallbacks: tuple[Secret, ...] = ()
    """a JSON list of secrets of at least 16 characters, of which 8 differ"""
    site: FilePath = Path(SHIPPED_FOLDER)
    """the path of a folder with site.toml in it"""
    questions: FilePath = Path(SHIPPED_FOLDER, QUESTIONS_FILE_NAME)
    """the path of a TOML file, or of a folder with questions.toml in it"""
    helplines: FilePath = Path(SHIPPED_FOLDER, HELPLINES_FILE_NAME)
    """the path of a TOML file"""
    https: bool = False
    """true or false"""
    hosts: tuple[HostName, ...] = ()
    """a JSON list of host names, such as ["steady.example"]"""
    proxies: ProxyCount = 0
    """a whole number from 0 to 9"""
    path: SitePath = ""
    """the path below which the site is found, such as /steady"""
    count: bool = False
    """true or false"""
    languages: Languages = (TEMPLATE_LANGUAGE,)
    """the codes of languages, the usual one first, separated by commas, such as en,es"""
    leave_to: PublicUrl = ""
    """an http or https address, without a password, such as https://www.wikipedia.org/"""
    database_url: Text = "sqlite:///instance/steady.db"
    """an address, such as sqlite:///instance/steady.db"""
    limits_url: CounterUrl = "memory://"
    """memory://, or an address such as redis://host:6379/0"""

    @field_validator("https")
    @classmethod
    def _require_secret_key(cls, https: bool, info: ValidationInfo) -> bool:  # noqa: FBT001
        # On a public server, losing the instance folder must not lose everybody's answers.
        if https and info.data.get("secret_key") == "":
            message = "QUIZ_SECRET_KEY: set it where QUIZ_HTTPS is on, long and random; docs/hosting.md says how."
            raise PydanticCustomError("sentence", message)
        return https


class EnvironmentSettings(Settings, BaseSettings):
    """The settings as environment variables. Lists are JSON; a text may be a JSON string."""

    model_config = SettingsConfigDict(env_prefix=ENV_PREFIX, enable_decoding=False, validate_default=False)

    @field_validator("*", mode="before")
    @classmethod
    def _decode(cls, text: str) -> object:
        # Numbers are left to the type of the field: a secret may be all digits.
        with suppress(ValueError):
            if isinstance(decoded := from_json(text), list | str | bool):
                return decoded
        return text


def load_settings(given: Mapping[str, Any] | None, root: Path) -> Settings:
    """Return the settings in `given` (by upper-case name), or those of the environment if it is `None`.

    Paths are relative to `root`. Without a secret key, the secrets come from `secret_file`. Questions and helplines
    that are not set are those in the site folder, if it has them. `leave_to` is empty if it is not set. Raises
    InvalidSettings.
    """
    names, known = _names(given), {name.upper() for name in Settings.model_fields}
    problems = [f"{ENV_PREFIX}{name} is not a setting. {_near_setting(name, known)}" for name in sorted(names - known)]
    with suppress(OSError):
        (root / INSTANCE_FOLDER).mkdir(mode=0o700, exist_ok=True)
    secrets: tuple[str, ...] = ()
    if file := secret_file(given, root):
        try:
            secrets = file.read()
        except OSError as error:
            problems.append(f"instance/secret_key cannot be used ({error.strerror}): set QUIZ_SECRET_KEY.")
        except UnicodeDecodeError:
            problems.append("instance/secret_key is not a text file: delete it or set QUIZ_SECRET_KEY.")
        else:
            if min(map(len, secrets), default=0) < MIN_SECRET_CHARACTERS or not all(map(is_varied, secrets)):
                problems.append("instance/secret_key holds a weak secret, or none: delete it or set QUIZ_SECRET_KEY.")
    try:
        found = EnvironmentSettings() if given is None else Settings(**{n.lower(): given[n] for n in names & known})
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        sentences = [fault["msg"] if fault["type"] == "sentence" else problem(str(fault["loc"][0])) for fault in faults]
        raise InvalidSettings([*problems, *dict.fromkeys(sentences)]) from None
    if problems:
        raise InvalidSettings(problems)
    secret_key, *older = secrets or [found.secret_key]
    fallbacks = (*older, *found.secret_key_fallbacks)
    paths = _content_paths(found, root)
    return found.model_copy(update={"secret_key": secret_key, "secret_key_fallbacks": fallbacks, **paths})


def _content_paths(found: Settings, root: Path) -> dict[str, Path]:
    """Return where the content is: where the setting says, else in the site folder, else where it came with Steady."""

    def place(field: str) -> Path:
        start = root if field in found.model_fields_set else SHIPPED
        return start / Path(getattr(found, field))

    site = place("site")
    paths = {"site": site}
    for field, name in (("questions", QUESTIONS_FILE_NAME), ("helplines", HELPLINES_FILE_NAME)):
        in_site = field not in found.model_fields_set and os.path.lexists(site / name)
        paths[field] = site / name if in_site else place(field)
    return paths


def secret_file(given: Mapping[str, Any] | None, root: Path) -> SecretFile | None:
    """Return the file that holds the secrets; `None` where `given` (see `load_settings`) has a secret key."""
    return None if "SECRET_KEY" in _names(given) else SecretFile(root / INSTANCE_FOLDER / "secret_key")


def problem(field: str) -> str:
    """Return the sentence that says what to write for the setting of a (lower-case) field."""
    write = Settings.model_fields[field].description
    return f"{ENV_PREFIX}{field.upper()}: write {write}. docs/settings.md says how it is written."


def _near_setting(name: str, known: Iterable[str]) -> str:
    """Return a sentence that names the setting closest to a misspelled one, or all."""
    if close := close_match(name, known):
        return f'Did you mean "{ENV_PREFIX}{close}"?'
    return f"The settings are {', '.join(f'{ENV_PREFIX}{one}' for one in sorted(known))}."


def _names(given: Mapping[str, Any] | None) -> set[str]:
    environment = {name.upper().removeprefix(ENV_PREFIX) for name in os.environ if name.upper().startswith(ENV_PREFIX)}
    return environment if given is None else {*given}
