"""Which day it is, for a product: the one place that asks for today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

# Up to the year 5138; longer numbers of seconds are beyond the calendar.
_MOST_EPOCH_DIGITS = 11


def day_of_build(requested: date | None, environment: Mapping[str, str]) -> date:
    """The day a product is true for: as asked, else SOURCE_DATE_EPOCH's, else today."""
    if requested is not None:
        return requested
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and len(epoch) <= _MOST_EPOCH_DIGITS:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now(UTC).date()
