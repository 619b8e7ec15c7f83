"""Spaces that hold a sign to its word."""

from __future__ import annotations

import pytest

from generator.typography import held, held_html


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Qui paie ?", "Qui paie\u00a0?"),
        ("« Bonjour » : oui !", "«\u00a0Bonjour\u00a0»\u00a0: oui\u00a0!"),
        ("Wie betaalt? Het OCMW: u niet.", "Wie betaalt? Het OCMW: u niet."),
        ("09:00 ; https://caf.example/?a", "09:00\u00a0; https://caf.example/?a"),
    ],
)
def test_a_sign_never_starts_a_line(written: str, kept: str) -> None:
    assert held(written) == kept


def test_tags_and_comments_are_left_alone() -> None:
    html = '<p title="Qui ?">Qui <b>paie</b> ?</p><!-- vademecum:home ! -->'
    kept = '<p title="Qui ?">Qui <b>paie</b>\u00a0?</p><!-- vademecum:home ! -->'
    assert held_html(html) == kept
