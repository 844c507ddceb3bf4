"""The base class of everything that is read from a file."""

from collections.abc import Mapping
from typing import ClassVar


class Strict:
    """Base class that makes pydantic reject unknown keys."""

    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}
