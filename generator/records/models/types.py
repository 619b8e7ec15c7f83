"""The small types of a record: identifiers, dates, telephone numbers, hours, addresses on the web.

Each refuses a wrong value with the name of a rule of ours, which `reporters` words; none repairs.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Final

import opening_hours
import phonenumbers
from phonenumbers import shortnumberinfo
from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

COUNTRIES: Final = ("FR", "BE")
"""Whose telephone numbering plans the guide knows."""

FUNCTIONAL_WORDS: Final = frozenset(
    """accueil admin aide antenne bureau ccas cias client clients communication contact cpas
    direction emploi emplois formation habitat hello info infos information insertion logement
    mail mairie mdph mission maison no-reply ocmw onthaal plie pole presse recrutement relais
    relations rsa secretariat secteur service services siege siao site social sociale solidarite
    sociaal dienst dienstverlening support ville welzijn""".split()
)


def _refuse(rule: str, value: object) -> PydanticCustomError:
    return PydanticCustomError(rule, "refused", {"value": str(value)})


def _check_id(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise _refuse("invalid-id", value)
    return value


def _check_partial_date(value: str) -> str:
    """A year, a month or a day of the calendar: 2010, 2010-03, 2010-03-31."""
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", value)
    if match is None:
        raise _refuse("invalid-date", value)
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        raise _refuse("invalid-date", value) from None
    return value


def _parse_date(value: Any) -> date:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise _refuse("invalid-date", value) from None
    raise _refuse("invalid-date", value)


def _check_web_address(value: str) -> str:
    if value.startswith("http://"):
        raise _refuse("http-link", value)
    if not re.fullmatch(r"https://[^\s/$.?#<>\"'`][^\s<>\"'`]*\.[^\s<>\"'`]{2,}", value):
        raise _refuse("invalid-url", value)
    return value


def is_nominative(email: str) -> bool:
    """Whether the part before the @ reads like a first name and a family name."""
    local = email.partition("@")[0].lower()
    parts = local.split(".")
    if len(parts) != 2 or not all(re.fullmatch(r"[a-zà-ÿ]+(-[a-zà-ÿ]+)*", part) for part in parts):
        return False
    return not any(word in FUNCTIONAL_WORDS for part in parts for word in (part, *part.split("-")))


def _check_email(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", value):
        raise _refuse("invalid-email", value)
    if is_nominative(value):
        raise _refuse("nominative-email", value)
    return value


def is_phone_number(value: str) -> bool:
    """Whether `value` is a valid E.164 number (+33…) or a short number of France or Belgium."""
    if value.startswith("+"):
        try:
            number = phonenumbers.parse(value, None)
        except phonenumbers.NumberParseException:
            return False
        canonical = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        return canonical == value and phonenumbers.is_valid_number(number)
    if not re.fullmatch(r"[0-9]{3,6}", value):
        return False
    return any(
        shortnumberinfo.is_valid_short_number_for_region(
            phonenumbers.parse(value, country), country
        )
        for country in COUNTRIES
    )


def _check_phone(value: str) -> str:
    if not is_phone_number(value):
        raise _refuse("invalid-phone", value)
    return value


def _check_hours(value: str) -> str:
    if not opening_hours.validate(value):
        raise _refuse("invalid-hours", value)
    return value


def _check_siret(value: str) -> str:
    """Fourteen digits whose Luhn sum is a multiple of ten (La Poste's own offices excepted)."""
    if not re.fullmatch(r"[0-9]{14}", value):
        raise _refuse("invalid-siret", value)
    doubled = [int(d) * (2 - i % 2) for i, d in enumerate(value)]
    luhn = sum(d - 9 if d > 9 else d for d in doubled)
    if luhn % 10 and not value.startswith("356000000"):
        raise _refuse("invalid-siret", value)
    return value


def _check_enterprise_number(value: str) -> str:
    """Ten digits, the last two being 97 minus the first eight modulo 97."""
    if not re.fullmatch(r"[01][0-9]{9}", value) or 97 - int(value[:8]) % 97 != int(value[8:]):
        raise _refuse("invalid-bce", value)
    return value


class Reference:
    """Marks a text that names another record: `kind` is a record kind or a vocabulary."""

    def __init__(self, kind: str) -> None:
        self.kind = kind


Slug = Annotated[str, AfterValidator(_check_id)]
Day = Annotated[date, BeforeValidator(_parse_date)]
PartialDate = Annotated[str, AfterValidator(_check_partial_date)]
WebAddress = Annotated[str, AfterValidator(_check_web_address)]
EmailAddress = Annotated[str, AfterValidator(_check_email)]
PhoneNumber = Annotated[str, AfterValidator(_check_phone)]
OsmHours = Annotated[str, AfterValidator(_check_hours)]
Siret = Annotated[str, AfterValidator(_check_siret)]
EnterpriseNumber = Annotated[str, AfterValidator(_check_enterprise_number)]
PlainText = Annotated[str, Field(min_length=1)]

PartnerId = Annotated[str, Reference("partner")]
SchemeId = Annotated[str, Reference("scheme")]
AreaId = Annotated[str, Reference("area")]
TermId = Annotated[str, Reference("term")]
SourceId = Annotated[str, Reference("source")]
ThemeId = Annotated[str, Reference("themes")]
TopicId = Annotated[str, Reference("topics")]
AudienceId = Annotated[str, Reference("audiences")]
StepId = Annotated[str, Reference("pathway")]
ObstacleId = Annotated[str, Reference("obstacles")]
PartnerKindId = Annotated[str, Reference("partner-kinds")]
SchemeKindId = Annotated[str, Reference("scheme-kinds")]
FeeId = Annotated[str, Reference("fees")]
ReceptionModeId = Annotated[str, Reference("reception-modes")]
RequestModeId = Annotated[str, Reference("request-modes")]
ApplicantId = Annotated[str, Reference("applicants")]
