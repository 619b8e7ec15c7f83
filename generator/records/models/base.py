"""What every model shares: frozen, closed to unknown keys, each field documented."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import PydanticUndefined


class Model(BaseModel):
    """A frozen value; unknown keys are refused, so that a typing error never hides a fact."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def field(
    meaning: str,
    *,
    example: Any,
    default: Any = PydanticUndefined,
    default_factory: Callable[[], Any] | None = None,
    di: str = "",
    hsds: str = "",
    professional: bool = False,
    **constraints: Any,
) -> Any:
    """A documented field.

    `meaning` says what it holds, `example` is a value as written in YAML, `di` and `hsds` name
    its counterparts in data·inclusion 1.0.8 and HSDS 3; `professional` keeps it from the public.
    """
    extra: dict[str, Any] = {"data_inclusion": di, "hsds": hsds, "professional": professional}
    if default_factory is not None:
        constraints["default_factory"] = default_factory
    elif default is not PydanticUndefined:
        constraints["default"] = default
    return Field(description=meaning, examples=[example], json_schema_extra=extra, **constraints)


def is_professional(model: type[BaseModel], name: str) -> bool:
    """Whether the field is for professionals only and must not reach a public product."""
    extra = model.model_fields[name].json_schema_extra
    return isinstance(extra, dict) and bool(extra.get("professional"))
