"""For whom a product is made."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """For whom a product is made: what is for professionals only is left out for the public."""

    PUBLIC = "public"
    PROFESSIONAL = "professional"
