"""Dates, amounts, numbers and hours as people read them, in French and in Dutch."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import opening_hours
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language import Language, language
from generator.locales import interface_words
from generator.records.models import Amount

FR, NL = language("fr"), language("nl")


def spaced(text: str) -> str:
    """The text with every kind of space as a plain one."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def amount(**figures: str) -> Amount:
    return Amount.model_validate({"label": "Seul", "as_of": "2026", **figures})


@pytest.mark.parametrize(
    ("day", "french", "dutch"),
    [
        (date(2026, 1, 1), "1er janvier 2026", "1 januari 2026"),
        (date(2026, 2, 11), "11 février 2026", "11 februari 2026"),
        (date(2025, 8, 31), "31 août 2025", "31 augustus 2025"),
    ],
)
def test_a_day_in_words(day: date, french: str, dutch: str) -> None:
    assert (FR.day(day), NL.day(day)) == (french, dutch)


@pytest.mark.parametrize(
    ("written", "french", "dutch"),
    [
        ("2010", "2010", "2010"),
        ("2010-03", "mars 2010", "maart 2010"),
        ("2010-03-01", "1er mars 2010", "1 maart 2010"),
    ],
)
def test_a_date_is_as_precise_as_it_was_written(written: str, french: str, dutch: str) -> None:
    assert (FR.partial_date(written), NL.partial_date(written)) == (french, dutch)


@pytest.mark.parametrize(
    ("figures", "french", "dutch"),
    [
        ({"value": "646.52", "period": "month"}, "646,52 € par mois", "646,52 € per maand"),
        ({"value": "646.00"}, "646 €", "646 €"),
        ({"value": "0.5"}, "0,50 €", "0,50 €"),
        ({"value": "0"}, "0 €", "0 €"),
        ({"up_to": "1500", "period": "year"}, "jusqu’à 1 500 € par an", "tot 1.500 € per jaar"),
        ({"at_least": "50"}, "à partir de 50 €", "vanaf 50 €"),
        ({"at_least": "1", "up_to": "2"}, "de 1 € à 2 €", "van 1 € tot 2 €"),
        ({"value": "50", "unit": "percent"}, "50 %", "50 %"),
        ({"value": "1", "unit": "hours"}, "1 heure", "1 uur"),
        ({"value": "1.5", "unit": "days"}, "1,5 jour", "1,5 dagen"),
        (
            {"value": "20", "unit": "hours", "period": "week"},
            "20 heures par semaine",
            "20 uur per week",
        ),
        ({"value": "1", "unit": "months"}, "1 mois", "1 maand"),
        ({"value": "12", "unit": "months"}, "12 mois", "12 maanden"),
        ({"value": "0", "unit": "places"}, "0 place", "0 plaatsen"),
        ({"value": "2", "up_to": "9", "unit": "weeks"}, "2 semaines", "2 weken"),
    ],
)
def test_an_amount_in_words(figures: dict[str, str], french: str, dutch: str) -> None:
    assert spaced(FR.amount(amount(**figures))) == french
    assert spaced(NL.amount(amount(**figures))) == dutch


@given(st.decimals(0, 10**9, places=2))
def test_no_cent_is_lost(value: Decimal) -> None:
    shown = FR.amount(amount(value=str(value)))
    digits = "".join(sign for sign in shown if sign.isdigit() or sign == ",").replace(",", ".")
    assert Decimal(digits) == value


def test_a_figure_never_leaves_its_unit() -> None:
    for unit in ("EUR", "percent", "hours", "days", "weeks", "months", "places"):
        for speaker in (FR, NL):
            assert " " not in speaker.amount(amount(value="1500.5", unit=unit)).replace(" €", "€")


@pytest.mark.parametrize(
    ("number", "country", "shown"),
    [
        ("+33321216565", "FR", "03 21 21 65 65"),
        ("+33321216565", "BE", "+33 3 21 21 65 65"),
        ("+33321216565", "", "03 21 21 65 65"),
        ("+3256244127", "BE", "056 24 41 27"),
        ("+3256244127", "FR", "+32 56 24 41 27"),
        ("3919", "FR", "39 19"),
        ("1712", "BE", "1712"),
        ("115", "FR", "115"),
        ("116117", "FR", "116 117"),
    ],
)
def test_a_telephone_number_as_people_write_it(number: str, country: str, shown: str) -> None:
    assert spaced(FR.phone(number, country)) == shown
    assert " " not in FR.phone(number, country)


@pytest.mark.parametrize(
    ("osm", "french", "dutch"),
    [
        ("24/7", "tous les jours, 24 heures sur 24", "alle dagen, 24 uur op 24"),
        (
            "Mo-Fr 09:00-12:00,14:00-17:30",
            "du lundi au vendredi : de 9 h à 12 h et de 14 h à 17 h 30",
            "van maandag tot vrijdag: van 9 uur tot 12 uur en van 14 uur tot 17.30 uur",
        ),
        (
            "Mo,We 09:00-12:00; Fr off",
            "lundi, mercredi : de 9 h à 12 h ; vendredi : fermé",
            "maandag, woensdag: van 9 uur tot 12 uur; vrijdag: gesloten",
        ),
        ("08:00-09:00", "tous les jours : de 8 h à 9 h", "alle dagen: van 8 uur tot 9 uur"),
        ("PH off", "jours fériés : fermé", "feestdagen: gesloten"),
        (
            "Mo-We, Fr 08:00-09:00, 10:00-11:00",
            "du lundi au mercredi, vendredi : de 8 h à 9 h et de 10 h à 11 h",
            "van maandag tot woensdag, vrijdag: van 8 uur tot 9 uur en van 10 uur tot 11 uur",
        ),
    ],
)
def test_opening_hours_in_words(osm: str, french: str, dutch: str) -> None:
    assert opening_hours.validate(osm)
    assert spaced(FR.hours(osm)) == french
    assert spaced(NL.hours(osm)) == dutch


@pytest.mark.parametrize(
    "osm",
    [
        "Mo[1] 09:00-12:00",
        "Jan-Mar Mo 09:00-10:00",
        "Mo 09:00-12:00, We 14:00-17:00",
        "Mo 09:00+",
        'Mo-Fr 09:00-12:00 "sur rendez-vous"',
        "week 01-53/2 Mo 09:00-12:00",
        "Mo-Fr",
    ],
)
def test_hours_beyond_days_and_times_stay_as_written(osm: str) -> None:
    assert opening_hours.validate(osm)
    assert FR.hours(osm) == osm


DAYS = st.lists(st.sampled_from(["Mo", "We", "Su", "PH", "Mo-Fr", "Sa-Su"]), max_size=3)
TIMES = st.lists(st.sampled_from(["08:00-09:30", " 14:00-24:00", "off"]), min_size=1, max_size=3)
RULES = st.one_of(
    st.text("MoTuWeThFrSu:0123456789-,; PHof/[]", max_size=30),
    st.builds(lambda days, times: f"{','.join(days)} {','.join(times)}", DAYS, TIMES),
)


@given(st.lists(RULES, max_size=3).map(";".join))
def test_each_rule_is_worded_in_every_language_or_stays_as_written(osm: str) -> None:
    rules = [rule.strip() for rule in osm.split(";") if rule.strip()] or [""]
    french, dutch = (reader.hours(osm).split(";") for reader in (FR, NL))
    for rule, in_french, in_dutch in zip(rules, french, dutch, strict=True):
        # As written it is the same in both languages; in words it is not.
        assert len({rule, in_french.strip(), in_dutch.strip()}) in (1, 3)


@pytest.mark.parametrize(
    ("octets", "french", "dutch"),
    [
        (1, "0,1 Mo", "0,1 MB"),
        (100_000, "0,1 Mo", "0,1 MB"),
        (100_001, "0,2 Mo", "0,2 MB"),
        (3_869_837, "3,9 Mo", "3,9 MB"),
        (12_000_000, "12,0 Mo", "12,0 MB"),
    ],
)
def test_what_a_file_weighs_is_never_less_than_it_does(
    octets: int, french: str, dutch: str
) -> None:
    assert spaced(FR.file_size(octets)) == french
    assert spaced(NL.file_size(octets)) == dutch
    assert " " not in FR.file_size(octets)


def test_words_of_the_interface() -> None:
    assert FR.t("communes.count", count=0) == "0 commune"
    assert FR.t("communes.count", count=2) == "2 communes"
    assert NL.t("communes.count", count=0).startswith("0 ")
    assert FR.t("communes.count", count=1) != NL.t("communes.count", count=1)
    assert spaced(FR.quote("RSA")) == "« RSA »"
    assert NL.quote("RSA") == "‘RSA’"
    assert (FR.name, NL.name) == ("Français", "Nederlands")
    with pytest.raises(KeyError):
        FR.t("no.such.words")
    with pytest.raises(KeyError):
        FR.t("communes.count")


def test_a_section_of_words_is_whole() -> None:
    assert FR.words("communes") == interface_words("fr")["communes"]


def test_the_two_languages_have_the_same_words() -> None:
    assert keys(interface_words("fr")) == keys(interface_words("nl"))


def keys(words: object, path: str = "") -> set[str]:
    if not isinstance(words, dict):
        return {path}
    # Plural forms differ from one language to another.
    if "other" in words:
        return {path}
    return {key for step, inner in words.items() for key in keys(inner, f"{path}.{step}")}


def test_a_language_is_read_once() -> None:
    assert language("fr") is FR
    assert isinstance(NL, Language)
