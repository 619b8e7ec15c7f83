"""What the search knows of one page: a plain value, made from the guide elsewhere."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One page a person can find, in one language.

    The filters read `themes`, `areas`, `audiences`, `countries`, `kind`, `sort` and `closed`. A
    document answers the filters that name one of its ids; so a scheme of the whole country lists
    every place of the filter where it can be had. Without areas a document is not tied to a place
    and passes every choice of place, like a word of the glossary; the same goes for countries.
    Without audiences, or with `tous-publics`, it is for everyone. Without themes it shows under no
    theme.
    """

    record: str
    """What it is about: "scheme/rsa", "partner/caf-pas-de-calais", "theme/housing"."""

    url: str
    """Relative to the site's root: "schemes/rsa/", "nl/schemes/rsa/"."""

    kind: str
    """scheme, partner, area, theme or term."""

    title: str
    summary: str
    """A few plain words; the list of results shows the first sentence."""

    place: str
    """Where, as shown ("Pas-de-Calais"); empty when it does not matter."""

    names: tuple[str, ...]
    """Acronym, aliases, former names, names in the other language."""

    keywords: tuple[str, ...]
    """People's own words; searched, never shown."""

    text: str
    """The rest worth finding, as plain text: eligibility, benefit, services, places."""

    themes: tuple[str, ...]
    areas: tuple[str, ...]
    audiences: tuple[str, ...]

    formerly: tuple[str, ...]
    """Former names, to say "anciennement Pôle emploi"."""

    closed: bool
    """No longer open: shown last, with the word."""

    acronyms: tuple[str, ...] = ()
    """Short names, which weigh as much as the title; those not in `names` are not shown."""

    needs: tuple[str, ...] = ()
    """Labels of its themes, as words to find."""

    sort: str = ""
    """For a scheme, which kind of scheme it is."""

    countries: tuple[str, ...] = ()
    """Where it may be asked for: FR, BE."""
