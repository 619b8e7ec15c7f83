"""A person's own booklet sent as a link, and opened in a real browser elsewhere."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.my_booklet.booklet import kept, line, put_aside, refs


def test_the_link_holds_ids_only_and_what_was_typed_only_when_asked(
    watched: Page, address: str
) -> None:
    put_aside(watched, f"{address}schemes/pret/", f"{address}partners/caf/")
    watched.goto(f"{address}my-booklet/")
    watched.locator("[data-title]").fill("Pour Élise & #1")
    line(watched, "partner/caf").locator("textarea").fill("Demandez a=b&c\nà Mme X.")
    ids = f"{address}my-booklet/#r=scheme/pret,partner/caf"
    link, sms, mail = (watched.locator(f"[data-{name}]") for name in ("link", "sms", "mail"))
    expect(link).to_have_value(ids)
    text = f"Voici des fiches du guide : {ids}"
    assert unquote(sms.get_attribute("href") or "") == f"sms:?body={text}"
    letter = urlsplit(mail.get_attribute("href") or "")
    assert (letter.scheme, letter.path) == ("mailto", "")
    assert parse_qs(letter.query) == {"subject": ["Des fiches du guide"], "body": [text]}

    watched.get_by_label("Mettre aussi dans le lien").check()
    whole = link.input_value()
    assert whole.startswith(ids + "&")
    assert parse_qs(urlsplit(whole).fragment) == {
        "r": ["scheme/pret,partner/caf"],
        "t": ["Pour Élise & #1"],
        "a2": ["Demandez a=b&c\nà Mme X."],
    }
    assert (
        unquote(sms.get_attribute("href") or "") == f"sms:?body=Voici des fiches du guide : {whole}"
    )
    # The choice is for this once: it is not remembered.
    watched.reload()
    expect(link).to_have_value(ids)


def test_a_link_opened_on_another_device_proposes_and_overwrites_nothing(
    browser: Browser, watched: Page, address: str
) -> None:
    put_aside(watched, f"{address}schemes/pret/", f"{address}partners/caf/")
    watched.goto(f"{address}my-booklet/")
    watched.locator("[data-title]").fill("Pour Élise")
    line(watched, "partner/caf").locator("textarea").fill("Demandez Mme X.")
    watched.get_by_label("Mettre aussi dans le lien").check()
    link = watched.locator("[data-link]").input_value()

    elsewhere = browser.new_context()
    other = elsewhere.new_page()
    other.goto(link)
    offer = other.locator("[data-offer]")
    expect(offer.get_by_role("heading")).to_be_focused()
    expect(offer.locator("[data-offer-items] a")).to_have_text(["Prêt loyer (PL)", "Caisse"])
    expect(offer).to_contain_text("Pour Élise")
    expect(offer).to_contain_text("Demandez Mme X.")
    assert kept(other) is None
    assert refs(other) == []
    offer.get_by_role("button", name="Garder cette liste").click()
    assert refs(other) == ["scheme/pret", "partner/caf"]
    expect(offer).to_be_hidden()
    expect(other).to_have_url(f"{address}my-booklet/")
    expect(other.locator("[data-title]")).to_have_value("Pour Élise")
    expect(line(other, "partner/caf").locator("textarea")).to_have_value("Demandez Mme X.")

    # With a list of one's own: nothing changes until a button says so.
    own = kept(other)
    other.goto(f"{address}my-booklet/#r=scheme/aide,scheme/pret")
    expect(offer.locator("[data-offer-items] a")).to_have_text(["Aide", "Prêt loyer (PL)"])
    assert kept(other) == own
    offer.get_by_role("button", name="Non merci").click()
    assert kept(other) == own
    other.reload()
    expect(offer).to_be_hidden()
    other.goto(f"{address}my-booklet/#r=scheme/aide,scheme/pret")
    offer.get_by_role("button", name="Ajouter à ma liste").click()
    assert refs(other) == ["scheme/pret", "partner/caf", "scheme/aide"]
    expect(line(other, "partner/caf").locator("textarea")).to_have_value("Demandez Mme X.")
    other.goto(f"{address}nl/my-booklet/#r=scheme/aide")
    offer.get_by_role("button", name="Mijn lijst vervangen").click()
    assert refs(other) == ["scheme/aide"]
    other.locator("[data-undo]").click()
    assert refs(other) == ["scheme/pret", "partner/caf", "scheme/aide"]
    elsewhere.close()


@pytest.mark.parametrize(
    "said",
    [
        "<img src=x onerror=\"document.title='caught'\">",
        "javascript:alert(1)",
        "scheme/../../evil",
        "scheme/%2e%2e/x",
        "theme/housing",
        "scheme/PRET",
        "%",
        "constructor",
        "scheme/" + "a" * 5000,
    ],
)
def test_what_is_no_record_in_a_link_is_said_and_left_out(
    watched: Page, address: str, said: str
) -> None:
    watched.goto(f"{address}my-booklet/#r={said.replace('%2e', '%252e')},scheme/pret&t=")
    offer = watched.locator("[data-offer]")
    expect(offer.locator("[data-offer-items] a")).to_have_text(["Prêt loyer (PL)"])
    expect(offer.locator("[data-offer-foreign]")).to_contain_text(said[:200])
    offer.get_by_role("button", name="Garder cette liste").click()
    assert refs(watched) == ["scheme/pret"]
    assert watched.locator("main img").count() == 0
    assert "caught" not in watched.title()
