"""The values that settings can have: types that check a host's texts and write them in one way."""

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, AnyHttpUrl, BeforeValidator, Field

from quiz.content.addresses import web_address
from quiz.content.catalogs.language import MOST_LANGUAGES, locale_of

MIN_SECRET_CHARACTERS = 16
MIN_DIFFERENT_CHARACTERS = 8
"""A random secret has more; one such as 0000000000000000 has fewer."""
SITE_PATH = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")
HOST_NAME = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\.?")


def _varied(secret: str) -> str:
    if not is_varied(secret):
        raise ValueError
    return secret


def is_varied(secret: str) -> bool:
    """Return whether a secret has so many different characters that it may be random."""
    return len(set(secret)) >= MIN_DIFFERENT_CHARACTERS


def _host_name(text: str) -> str:
    """Return a host name as browsers send it, without its port. A leading dot (all hosts below it) is preserved."""
    text = text.strip()
    url = AnyHttpUrl(f"http://{text.removeprefix('.')}")
    name = url.host or ""
    if not HOST_NAME.fullmatch(name) or str(url) not in {f"http://{name}/", f"http://{name}:{url.port}/"}:
        raise ValueError
    return "." * text.startswith(".") + name


def _site_path(text: str) -> str:
    """Return a path below a host name, without a slash at its end; empty for all of the host."""
    path = text.rstrip("/")
    if not SITE_PATH.fullmatch(path):
        raise ValueError
    return path


def _path_text(value: object) -> object:
    """Return the path. Raises ValueError if it is empty, is not UTF-8 or contains NUL."""
    if not str(value) or b"\0" in str(value).encode():
        raise ValueError
    return value


def _no_switch(value: object) -> object:
    """Return the value. Raises ValueError for a boolean, which pydantic would accept as 0 or 1."""
    if isinstance(value, bool):
        raise ValueError  # noqa: TRY004 pydantic reports a ValueError
    return value


def _listed(value: object) -> object:
    """Return the parts of a text with commas, each once."""
    if not isinstance(value, str):
        return value
    return list(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))


def _language(code: str) -> str:
    """Return the code of a language. Raises ValueError if there is none with this code."""
    locale_of(code)
    return code


Text = Annotated[str, Field(pattern=r"^[^\x00]*$")]
Secret = Annotated[Text, Field(min_length=MIN_SECRET_CHARACTERS), AfterValidator(_varied)]
HostName = Annotated[Text, AfterValidator(_host_name)]
SitePath = Annotated[Text, AfterValidator(_site_path)]
PublicUrl = Annotated[Text, AfterValidator(web_address)]
CounterUrl = Annotated[str, Field(pattern=r"^(memory://|(rediss?|redis\+unix)://[^\s\x00]+)$")]
LanguageCode = Annotated[Text, AfterValidator(_language)]
Languages = Annotated[
    tuple[LanguageCode, ...], BeforeValidator(_listed), Field(min_length=1, max_length=MOST_LANGUAGES)
]
ProxyCount = Annotated[int, BeforeValidator(_no_switch), Field(ge=0, le=9)]
FilePath = Annotated[Path, BeforeValidator(_path_text)]
