"""Dates, amounts, telephone numbers and hours as people read them, per language.

Locale data comes from Babel; nothing here knows a particular language by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache, partial
from typing import Any

import phonenumbers
from babel import Locale
from babel.dates import format_date, get_day_names
from babel.numbers import format_currency, format_decimal
from babel.plural import to_python
from phonenumbers import shortnumberinfo

from generator.locales import interface_words
from generator.records.models import Amount

_NBSP, _THIN = "\u00a0", "\u202f"
_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = rf"(?:{'|'.join(_DAYS)})"
_WHEN = rf"(?:{_DAY}(?:-{_DAY})?|PH)"
_SPAN = r"\d\d:\d\d-\d\d:\d\d"
# Days, then times or "off": what most bodies need, and all that can be put in words here.
_RULE = re.compile(rf"(?:({_WHEN}(?:, ?{_WHEN})*) +)?({_SPAN}(?:, ?{_SPAN})*|off)")
# How people cut a short number: 39 19, 116 117.
_SHORT_NUMBER_STEPS = {4: 2, 6: 3}
# Babel has the Dutch of the Netherlands and of Belgium; the guide speaks the latter.
_LOCALES = {"nl": "nl_BE", "fr": "fr_FR"}


class Language:
    """One language of a guide: its words, and how it writes what the records hold."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._locale = Locale.parse(_LOCALES.get(code, code), sep="_")
        self._words = interface_words(code)
        self._plural = to_python(self._locale.plural_form)
        self._plain = dict(_leaves(self._words))
        # A guide has few dates and numbers, on thousands of pages.
        self._plural_of_whole = cache(self._plural)
        self._date = cache(partial(format_date, locale=self._locale))
        self._figures: dict[tuple[str, str], str] = {}

    def t(self, key: str, /, **params: object) -> str:
        """The interface words at a dotted key; `count` picks the plural. KeyError if unknown."""
        plain = self._plain.get(key)
        if plain is not None and not params:
            return plain
        found: Any = self._words
        for step in key.split("."):
            found = found[step]
        if isinstance(found, Mapping):
            count = params["count"]
            assert isinstance(count, int | Decimal)
            # 5 and 5.0 are one key, and may be different plurals.
            plural = self._plural if isinstance(count, Decimal) else self._plural_of_whole
            found = found.get(plural(count), found["other"])
        return str(found).format_map(params) if params else str(found)

    def words(self, section: str) -> Mapping[str, Any]:
        """A whole section of interface words, for a page's script."""
        found = self._words[section]
        assert isinstance(found, Mapping)
        return found

    def day(self, value: date) -> str:
        """A day in words: 31 janvier 2026."""
        words = self._date(value, "long")
        return self.t("date.first") + words[1:] if value.day == 1 else words

    def partial_date(self, value: str) -> str:
        """A year, a month or a day as precise as it was written."""
        parts = [int(part) for part in value.split("-")]
        if len(parts) == 1:
            return value
        if len(parts) == 2:
            return self._date(date(parts[0], parts[1], 1), "MMMM yyyy")
        return self.day(date(*parts))

    def amount(self, amount: Amount) -> str:
        """A figure with its unit and period: 646,52 € par mois; jusqu’à 1 500 €."""
        if amount.value is not None:
            figure = self._figure(amount.value, amount.unit)
        elif amount.at_least is not None and amount.up_to is not None:
            figure = self.t(
                "amount.between",
                low=self._figure(amount.at_least, amount.unit),
                high=self._figure(amount.up_to, amount.unit),
            )
        elif amount.up_to is not None:
            figure = self.t("amount.up_to", figure=self._figure(amount.up_to, amount.unit))
        else:
            assert amount.at_least is not None
            figure = self.t("amount.at_least", figure=self._figure(amount.at_least, amount.unit))
        return (
            figure if amount.period == "once" else f"{figure} {self.t('period.' + amount.period)}"
        )

    def _figure(self, value: Decimal, unit: str) -> str:
        # As text, because 5 and 5.0 are one key and may be written differently.
        key = str(value), unit
        if key not in self._figures:
            self._figures[key] = self._figure_in_words(value, unit)
        return self._figures[key]

    def _figure_in_words(self, value: Decimal, unit: str) -> str:
        if unit == "EUR":
            whole = value == value.to_integral_value()
            return format_currency(
                value,
                "EUR",
                locale=self._locale,
                format="#,##0 ¤" if whole else "#,##0.00 ¤",
                currency_digits=False,
            )
        number = format_decimal(value, locale=self._locale)
        return f"{number}{_NBSP}{self.t('unit.' + unit, count=value)}"

    def file_size(self, octets: int) -> str:
        """What a file weighs, in millions of bytes rounded up to a tenth: 1,4 Mo."""
        tenths = -(-octets // 100_000)
        figure = format_decimal(Decimal(tenths) / 10, format="#,##0.0", locale=self._locale)
        return self.t("booklets.size", figure=figure).replace(" ", _NBSP)

    def phone(self, number: str, country: str = "") -> str:
        """A number as people write it in its own country; the international form from abroad."""
        return _phone(number, country)

    def hours(self, osm: str) -> str:
        """Opening hours in words; rules beyond days and times are left as written."""
        then = self._sign("semicolon") + " "
        return then.join(self._rule(rule.strip()) for rule in osm.split(";") if rule.strip())

    def _rule(self, rule: str) -> str:
        if rule == "24/7":
            return self.t("hours.always")
        match = _RULE.fullmatch(rule)
        if match is None:
            return rule
        days, times = match.groups()
        when = self._days(days) if days else self.t("hours.every_day")
        spans = [self._span(span) for span in times.split(",") if span != "off"]
        open_when = self.t("hours.and").join(spans) or self.t("hours.closed")
        return f"{when}{self._sign('colon')} {open_when}"

    def _sign(self, name: str) -> str:
        """A punctuation mark that stays on the line of the word before it."""
        return self.t(f"punctuation.{name}").replace(" ", _NBSP)

    def _days(self, days: str) -> str:
        names = get_day_names("wide", locale=self._locale)
        parts = []
        for part in days.split(","):
            first, _, last = part.strip().partition("-")
            if first == "PH":
                parts.append(self.t("hours.holidays"))
            elif last:
                low, high = names[_DAYS.index(first)], names[_DAYS.index(last)]
                parts.append(self.t("hours.from_to", first=low, last=high))
            else:
                parts.append(names[_DAYS.index(first)])
        return ", ".join(parts)

    def _span(self, span: str) -> str:
        first, last = span.strip().split("-")
        return self.t("hours.span", first=self._time(first), last=self._time(last))

    def _time(self, clock: str) -> str:
        hour, minute = clock.split(":")
        key = "hours.on_the_hour" if minute == "00" else "hours.time"
        return self.t(key, hour=str(int(hour)), minute=minute)

    def quote(self, text: str) -> str:
        """Text between the language's own quotation marks."""
        return self.t("punctuation.quoted", text=text)

    @property
    def name(self) -> str:
        """The language's own name for itself, as the switch shows it."""
        shown = self._locale.get_display_name(self._locale) or self.code
        return shown.partition("(")[0].strip().capitalize()


@lru_cache(maxsize=4096)
def _phone(number: str, country: str) -> str:
    if not number.startswith("+"):
        return _short_number(number)
    parsed = phonenumbers.parse(number, None)
    home = phonenumbers.region_code_for_number(parsed)
    national = not country or home == country
    form = (
        phonenumbers.PhoneNumberFormat.NATIONAL
        if national
        else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return phonenumbers.format_number(parsed, form).replace(" ", _NBSP)


def _short_number(number: str) -> str:
    """A short number as it is said in its country: 39 19 in France, 1712 in Belgium."""
    step = _SHORT_NUMBER_STEPS.get(len(number), len(number))
    parsed = phonenumbers.parse(number, "FR")
    if not shortnumberinfo.is_valid_short_number_for_region(parsed, "FR"):
        return number
    return _NBSP.join(number[i : i + step] for i in range(0, len(number), step))


def _leaves(words: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in words.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)


@cache
def language(code: str) -> Language:
    """The language of a code; words and locale are read once."""
    return Language(code)
