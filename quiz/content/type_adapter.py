"""pydantic's validators of the types of content, each built once."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter


@cache
def type_adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401 any type that a field has
    """Return the pydantic validator of a type. Building one takes longer than validating a whole file."""
    return TypeAdapter(kind)
