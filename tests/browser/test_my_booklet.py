"""A person's own booklet in a real browser: put aside, ordered, printed, sent, and kept private."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.booklet.pdf_reading import codes, letters, page_sizes, pages
from tests.browser.axe import AXE, COLOUR, SMALL, violations
from tests.browser.screens import DESKTOP
from tests.commands import run_vademecum
from tests.tiny import AS_OF, CCAS_LENS
from tests.tiny_site import write_site_guide

EVIL = "<img src=x onerror=\"document.title='caught'\"><b>&amp;' ${1} # \\"
KEY = "vademecum:aside"
PUBLIC = "https://guide.example/"

LOAN = """
    id: pret
    kind: aide-financiere
    name: {fr: Prêt loyer, nl: Huurlening}
    acronym: {fr: PL, nl: HL}
    summary: {fr: Un prêt pour le loyer., nl: Een lening voor de huur.}
    details: {fr: Une longue histoire., nl: Een lang verhaal.}
    themes: [housing]
    audiences: [familles]
    areas: [pays]
    eligibility: [{fr: Vous louez., nl: U huurt.}]
    benefit: [{fr: Une somme prêtée., nl: Een geleende som.}]
    documents: [{fr: Le bail, nl: Het contract}]
    request:
      steps: [{fr: Appelez., nl: Bel.}]
      online: https://www.pret.example/demande
      phone: {number: "3919", cost: free, label: {fr: Accueil, nl: Onthaal}}
    provider_kinds: [ccas]
    professional_notes: {fr: Instruire vite., nl: Snel afhandelen.}
    sources: [{source: rapport, facts: [name]}]
    """
HOSTILE = f"""
    id: piege
    kind: aide-financiere
    name: {json.dumps(EVIL)}
    summary: {json.dumps(EVIL)}
    themes: [food]
    audiences: [familles]
    areas: [pays]
    providers: [caf]
    eligibility: [{json.dumps(EVIL)}]
    sources: [{{source: rapport, facts: [name]}}]
    """
PARTNERS = (
    """
    - id: caf
      kind: caf
      name: Caisse
      summary: {fr: Elle verse., nl: Ze betaalt.}
      contact: {phones: [{number: "3230", cost: free}], url: "https://caf.example"}
      sites: [{street: 1 rue Haute, postcode: "62300", city: Lens, country: FR}]
      areas: [pays]
      sources: [{source: rapport, facts: [name]}]
    """.rstrip()
    + CCAS_LENS
)


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the tiny guide with three schemes and two partners."""
    folder = tmp_path_factory.mktemp("booklet")
    files = {
        "content/schemes/pret.yaml": LOAN,
        "content/schemes/piege.yaml": HOSTILE,
        "partners.yaml": PARTNERS,
    }
    root = write_site_guide(folder / "root", files)
    run_vademecum("build", "--root", root, "--site-dir", folder / "guide", "--as-of", AS_OF)
    return folder / "guide"


@pytest.fixture
def address(small_site: Path, serve: Callable[[Path], str]) -> str:
    """Where it is served, with a slash at the end."""
    return f"{serve(small_site.parent)}/{small_site.name}/"


@pytest.fixture
def watched(page: Page, address: str) -> Iterator[Page]:
    """A page that asks nothing of another origin, sends nothing and keeps no cookie."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    yield page
    origin = address.removesuffix("guide/")
    assert [said for said in asked if not said.startswith(f"GET {origin}")] == []
    assert [said for said in asked if "?" in said or "#r=" in said] == []
    assert page.context.cookies() == []


def put_aside(page: Page, *addresses: str) -> None:
    for url in addresses:
        page.goto(url)
        page.locator("[data-aside] button").click()
        expect(page.locator("[data-aside] button")).to_have_attribute("aria-pressed", "true")


def kept(page: Page) -> Any:
    return json.loads(page.evaluate("key => localStorage.getItem(key)", KEY) or "null")


def refs(page: Page) -> list[str]:
    """The list on the page, in order."""
    lines = page.locator("[data-items] > li")
    return list(lines.evaluate_all("found => found.map(line => line.dataset.ref)"))


def line(page: Page, ref: str) -> Locator:
    return page.locator(f"[data-items] > li[data-ref='{ref}']")


def wait_for_leaves(page: Page, count: int) -> None:
    """The cover and a leaf for each record."""
    expect(page.locator(".leaf")).to_have_count(count + 1)


def printed(page: Page) -> bytes:
    return page.pdf(prefer_css_page_size=True)


def test_two_fiches_are_put_aside_and_found_in_the_booklet(watched: Page, address: str) -> None:
    watched.goto(f"{address}schemes/pret/")
    button = watched.locator("[data-aside] button")
    link = watched.locator("[data-aside] a")
    expect(button).to_have_text("Mettre de côté")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(link).to_have_text("Mon livret")
    assert kept(watched) is None
    button.click()
    expect(button).to_have_text("Mis de côté")
    expect(link).to_have_text("Mon livret (1)")
    put_aside(watched, f"{address}partners/caf/")
    watched.goto(f"{address}nl/schemes/pret/")
    expect(watched.locator("[data-aside] button")).to_have_text("Opzij gelegd")
    expect(watched.locator("[data-aside] a")).to_have_text("Mijn boekje (2)")
    # Ids and names, and nothing of what the fiches say.
    assert kept(watched)["items"] == [
        {"ref": "scheme/pret", "name": "Prêt loyer", "advice": ""},
        {"ref": "partner/caf", "name": "Caisse"},
    ]
    watched.locator("[data-aside] a").click()
    expect(watched).to_have_url(f"{address}nl/my-booklet/")
    expect(watched.locator("[data-items] > li")).to_have_count(2)
    assert refs(watched) == ["scheme/pret", "partner/caf"]
    watched.locator("[data-items] a").first.click()
    expect(watched).to_have_url(f"{address}nl/schemes/pret/")
    watched.locator("[data-aside] button").click()
    expect(watched.locator("[data-aside] button")).to_have_attribute("aria-pressed", "false")
    watched.go_back()
    expect(watched.locator("[data-items] > li")).to_have_count(1)


def test_the_list_is_ordered_and_emptied_and_mistakes_undone(watched: Page, address: str) -> None:
    put_aside(
        watched, *(f"{address}{p}" for p in ("schemes/pret/", "schemes/aide/", "partners/caf/"))
    )
    watched.goto(f"{address}my-booklet/")
    status = watched.locator("[data-status]")
    expect(
        line(watched, "scheme/pret").get_by_role("button", name="Monter : Prêt")
    ).to_be_disabled()
    line(watched, "partner/caf").get_by_role("button", name="Monter").click()
    expect(status).to_have_text("Caisse : place 2 sur 3.")
    line(watched, "scheme/pret").get_by_role("button", name="Descendre").click()
    line(watched, "scheme/pret").get_by_role("button", name="Descendre").click()
    order = ["partner/caf", "scheme/aide", "scheme/pret"]
    assert refs(watched) == order
    # At the end of the list the other way is the only one left for the keyboard.
    assert watched.evaluate("document.activeElement.matches('[data-up]')")
    line(watched, "scheme/aide").locator("textarea").fill("À faire avant lundi.")
    watched.reload()
    assert refs(watched) == order
    expect(line(watched, "scheme/aide").locator("textarea")).to_have_value("À faire avant lundi.")

    line(watched, "scheme/aide").get_by_role("button", name="Retirer : Aide").click()
    assert refs(watched) == ["partner/caf", "scheme/pret"]
    expect(status).to_have_text("Retiré : Aide.")
    assert watched.evaluate("document.activeElement.closest('li').dataset.ref") == "scheme/pret"
    watched.locator("[data-undo]").click()
    assert refs(watched) == order
    expect(line(watched, "scheme/aide").locator("textarea")).to_have_value("À faire avant lundi.")
    watched.locator("[data-title]").fill("Pour Élise")
    watched.locator("[data-clear]").click()
    assert kept(watched) is None
    expect(watched.locator("[data-empty]")).to_be_visible()
    expect(watched.locator("[data-print]")).to_be_hidden()
    watched.locator("[data-undo]").click()
    assert refs(watched) == order
    assert [item["ref"] for item in kept(watched)["items"]] == order
    # With the last fiche goes all that was typed: nothing of a person stays behind.
    for _ in order:
        watched.locator("[data-remove]").first.click()
    assert kept(watched) is None


@pytest.mark.parametrize(("paper", "size"), [("A5", (420, 595)), ("A4", (595, 842))])
def test_paper_shows_the_essentials_of_each_fiche_and_codes_lead_to_them(
    watched: Page, address: str, paper: str, size: tuple[int, int]
) -> None:
    put_aside(watched, f"{address}schemes/pret/", f"{address}partners/caf/")
    watched.goto(f"{address}my-booklet/")
    watched.locator("[data-title]").fill("Pour Élise")
    line(watched, "scheme/pret").locator("textarea").fill("Appelez lundi.")
    watched.locator("select[data-paper]").select_option(paper)
    wait_for_leaves(watched, 2)
    expect(watched.locator(".leaf__advice")).to_have_text("Conseil : Appelez lundi.")
    expect(watched.locator(".leaf--cover h3")).to_have_text("Pour Élise")
    pdf = printed(watched)
    assert {tuple(map(round, found)) for found in page_sizes(pdf)} == {size}
    cover, fiche, contact = pages(pdf)
    for said in ("Pour Élise", "1. Prêt loyer (PL)", "2. Caisse", "Guide établi le 22 novembre"):
        assert letters(said) in letters(cover), said
    for said in (
        *("1. Prêt loyer (PL)", "Un prêt pour le loyer.", "Conseil : Appelez lundi.", "3919"),
        *("Est-ce pour moi ?", "Vous louez.", "Une somme prêtée.", "Le bail", "1 Appelez."),
        *("pret.example", "guide.example/schemes/pret/", "Non confirmé par l’organisme."),
    ):
        assert letters(said) in letters(fiche), said
    for said in ("2. Caisse", "Elle verse.", "32 30", "1 rue Haute", "62300 Lens"):
        assert letters(said) in letters(contact), said
    # Neither what surrounds the page, nor its forms, nor what is for professionals.
    whole = " ".join((cover, fiche, contact))
    for said in ("Descendre", "Copier", "Mentions légales", "Instruire", "longue histoire"):
        assert said not in whole, said
    assert codes(pdf) == [
        (1, f"{PUBLIC}my-booklet/#r=scheme/pret,partner/caf"),
        (2, f"{PUBLIC}schemes/pret/"),
        (3, f"{PUBLIC}partners/caf/"),
    ]


def test_codes_are_drawn_as_readers_need_them(watched: Page, address: str) -> None:
    put_aside(watched, f"{address}schemes/pret/")
    watched.goto(f"{address}my-booklet/")
    wait_for_leaves(watched, 1)
    code = watched.locator(".leaf--scheme .qr")
    assert code.get_attribute("aria-label") == "Code à scanner : guide.example/schemes/pret/"
    _, _, width, height = map(int, (code.get_attribute("viewBox") or "").split())
    squares = re.findall(r"M(\d+) (\d+)h", code.locator(".qr__code").get_attribute("d") or "")
    across, down = ({int(square[axis]) for square in squares} for axis in (0, 1))
    # Four modules left white on each side.
    assert (min(across), min(down)) == (4, 4)
    assert (max(across), max(down)) == (width - 5, height - 5)
    # The first two modules of the format, in row 8, tell the level: M is 00, masked by 10.
    dark = {(int(x) - 4, int(y) - 4) for x, y in squares}
    assert ((0, 8) in dark, (1, 8) in dark) == (True, False)
    fills = [code.locator(f".qr__{name}").get_attribute("fill") for name in ("ground", "code")]
    assert fills == ["#fff", "#000"]


def test_a_french_page_prints_a_dutch_booklet(watched: Page, address: str) -> None:
    put_aside(watched, f"{address}schemes/pret/")
    watched.goto(f"{address}my-booklet/")
    watched.locator("select[data-language]").select_option("nl")
    expect(watched.locator(".leaf--scheme h3")).to_have_text("1. Huurlening (HL)")
    assert watched.locator(".leaves").get_attribute("lang") == "nl"
    expect(watched.locator("[data-items] a")).to_have_text("Prêt loyer")
    pdf = printed(watched)
    assert letters("Een lening voor de huur.") in letters(pages(pdf)[1])
    assert letters("Niet bevestigd door de organisatie.") in letters(pages(pdf)[1])
    assert codes(pdf)[1] == (2, f"{PUBLIC}nl/schemes/pret/")
    assert urlsplit(watched.locator("[data-link]").input_value()).path.endswith("/nl/my-booklet/")
    watched.reload()
    expect(watched.locator("select[data-language]")).to_have_value("nl")


def test_whom_to_call_near_the_kept_place_is_on_paper(watched: Page, address: str) -> None:
    put_aside(watched, f"{address}schemes/pret/")
    watched.goto(f"{address}my-booklet/")
    wait_for_leaves(watched, 1)
    expect(watched.locator(".leaf__helpers")).to_have_count(0)
    area = watched.evaluate(
        """async (url) => {
          const html = await (await fetch(url)).text();
          const page = new DOMParser().parseFromString(html, "text/html");
          return page.querySelector(".near details[data-area]")?.dataset.area ?? "";
        }""",
        f"{address}schemes/pret/",
    )
    place = json.dumps({"id": "62498", "name": "Lens", "areas": ["62498", area], "commune": True})
    watched.evaluate("place => localStorage.setItem('vademecum:place', place)", place)
    watched.reload()
    expect(watched.locator(".leaf__helpers")).to_contain_text("CCAS de Lens")
    expect(watched.locator(".leaf__helpers")).to_contain_text("03 21 00 00 01")


def test_the_print_button_prints_once_everything_is_there(watched: Page, address: str) -> None:
    watched.add_init_script(
        "window.print = () => { window.leaves = document.querySelectorAll('.leaf').length }"
    )
    put_aside(watched, f"{address}schemes/pret/", f"{address}partners/caf/")
    watched.goto(f"{address}my-booklet/")
    watched.locator("[data-print]").click()
    watched.wait_for_function("window.leaves === 3")


def test_what_will_be_printed_can_be_seen_before(watched: Page, address: str) -> None:
    put_aside(watched, f"{address}schemes/pret/")
    watched.goto(f"{address}my-booklet/")
    wait_for_leaves(watched, 1)
    show = watched.locator("[data-show]")
    expect(watched.locator(".leaf").first).to_be_hidden()
    show.click()
    expect(show).to_have_attribute("aria-expanded", "true")
    expect(watched.locator(".leaf").first).to_be_visible()
    # White paper and a readable code, whatever the colours of the screen.
    watched.emulate_media(color_scheme="dark")
    paper = watched.locator(".leaf").first.evaluate("e => getComputedStyle(e).backgroundColor")
    assert paper == "rgb(255, 255, 255)"


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


REFUSES = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("refused", "SecurityError"); }
});"""
FULL = """Storage.prototype.setItem = function () {
  throw new DOMException("full", "QuotaExceededError");
};"""


@pytest.mark.parametrize("device", [REFUSES, FULL])
def test_a_device_that_keeps_nothing_is_owned_up_to(
    watched: Page, address: str, device: str
) -> None:
    watched.add_init_script(device)
    watched.goto(f"{address}schemes/pret/")
    watched.locator("[data-aside] button").click()
    status = watched.locator("[data-aside] [role=status]")
    expect(status).to_contain_text("refuse de garder")
    expect(watched.locator("[data-aside] button")).to_have_attribute("aria-pressed", "false")
    # The link carries what the device does not keep: it can still be printed and sent.
    watched.locator("[data-aside] a").click()
    expect(watched.locator("[data-offer-items] a")).to_have_text(["Prêt loyer (PL)"])
    watched.get_by_role("button", name="Garder cette liste").click()
    expect(watched.locator("[data-refused]")).to_be_visible()
    assert refs(watched) == ["scheme/pret"]
    wait_for_leaves(watched, 1)
    assert letters("Vous louez.") in letters(pages(printed(watched))[1])


def test_hostile_words_are_shown_as_they_are(watched: Page, address: str) -> None:
    put_aside(watched, f"{address}schemes/piege/")
    watched.goto(f"{address}my-booklet/")
    watched.locator("[data-title]").fill(EVIL)
    watched.locator("textarea").first.fill(EVIL)
    wait_for_leaves(watched, 1)
    expect(watched.locator(".leaf--cover h3")).to_have_text(EVIL)
    expect(watched.locator(".leaf__advice")).to_have_text(f"Conseil : {EVIL}")
    expect(watched.locator(".leaf--scheme h3")).to_have_text(f"1. {EVIL}")
    expect(watched.locator(".leaf--scheme")).to_contain_text(EVIL)
    expect(watched.locator("[data-items] a")).to_have_text(EVIL)
    line(watched, "scheme/piege").locator("[data-remove]").click()
    expect(watched.locator("[data-status]")).to_have_text(f"Retiré : {EVIL}.")
    watched.locator("[data-undo]").click()
    watched.get_by_label("Mettre aussi dans le lien").check()
    watched.goto(watched.locator("[data-link]").input_value())
    watched.reload()
    expect(watched.locator("[data-offer-title]")).to_have_text(EVIL)
    expect(watched.locator("[data-offer-items]")).to_contain_text(EVIL)
    assert watched.locator("main img").count() == 0
    assert "caught" not in watched.title()


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


@pytest.mark.parametrize(
    "memory",
    [
        *("{", "[]", "7", "null", '{"items": 1}', '{"items": [null, 7, "x", {"ref": 1}]}'),
        '{"items": [{"ref": "scheme/../x", "name": "x"}], "language": "__proto__", "paper": {}}',
        '{"items": [{"ref": "scheme/pret", "name": {}}, {"ref": "scheme/pret"}]}',
    ],
)
def test_a_damaged_memory_breaks_nothing(watched: Page, address: str, memory: str) -> None:
    watched.goto(f"{address}schemes/pret/")
    watched.evaluate("([key, memory]) => localStorage.setItem(key, memory)", [KEY, memory])
    watched.goto(f"{address}my-booklet/")
    expected = ["scheme/pret"] if "scheme/pret" in memory else []
    assert refs(watched) == expected
    if expected:  # What came without a name takes that of its page.
        expect(watched.locator("[data-items] a")).to_have_text("Prêt loyer (PL)")
    put_aside(watched, f"{address}schemes/aide/")
    assert [item["ref"] for item in kept(watched)["items"]] == [*expected, "scheme/aide"]


def test_without_a_connection_the_page_says_what_is_missing(page: Page, address: str) -> None:
    page.add_init_script("window.print = () => { window.printed = true }")
    put_aside(page, f"{address}schemes/pret/", f"{address}schemes/aide/")
    page.route(re.compile(r"/schemes/pret/$"), lambda route: route.abort())
    page.goto(f"{address}my-booklet/")
    offline = page.locator("[data-offline]")
    expect(offline).to_contain_text("Prêt loyer")
    expect(offline).not_to_contain_text("Aide")
    expect(line(page, "scheme/pret").locator(".booklet__missing")).to_be_visible()
    page.locator("[data-print]").click()
    expect(page.locator("[data-status]")).to_have_text("")
    assert page.evaluate("window.printed") is None
    page.unroute(re.compile(r"/schemes/pret/$"))
    page.locator("[data-print]").click()
    page.wait_for_function("window.printed === true")
    expect(offline).to_be_hidden()
    expect(page.locator(".leaf--scheme").first).to_contain_text("Vous louez.")


def test_a_page_that_is_not_the_fiche_is_not_taken_for_it(page: Page, address: str) -> None:
    """As in a waiting room whose wifi answers every address with its own page."""
    put_aside(page, f"{address}schemes/pret/")
    body = "<article data-record='scheme/aide'><h1>Wifi</h1><p class='lead'>Hi</p></article>"
    page.route(
        re.compile(r"/schemes/pret/$"),
        lambda route: route.fulfill(body=body, content_type="text/html"),
    )
    page.goto(f"{address}my-booklet/")
    expect(page.locator("[data-offline]")).to_contain_text("Prêt loyer")
    expect(page.locator(".leaf--scheme")).not_to_contain_text("Wifi")


def test_a_fiche_that_is_no_more_is_said_to_be_gone(page: Page, address: str) -> None:
    page.goto(f"{address}my-booklet/#r=scheme/ancienne,scheme/pret")
    page.get_by_role("button", name="Garder cette liste").click()
    gone = line(page, "scheme/ancienne").locator(".booklet__missing")
    expect(gone).to_contain_text("n’existe plus")
    expect(page.locator("[data-offline]")).to_be_hidden()
    # No paper is spent on it.
    wait_for_leaves(page, 1)
    expect(page.locator(".leaf--scheme h3")).to_have_text("1. Prêt loyer (PL)")
    found = [text for _, text in codes(printed(page))]
    assert found == [f"{PUBLIC}my-booklet/#r=scheme/pret", f"{PUBLIC}schemes/pret/"]


def test_another_tab_changes_the_list_at_once(page: Page, address: str) -> None:
    put_aside(page, f"{address}schemes/pret/")
    page.goto(f"{address}my-booklet/")
    other = page.context.new_page()
    put_aside(other, f"{address}partners/caf/")
    expect(page.locator("[data-items] > li")).to_have_count(2)
    page.locator("[data-clear]").click()
    expect(other.locator("[data-aside] button")).to_have_attribute("aria-pressed", "false")
    other.close()


def test_it_works_with_the_keyboard_alone(watched: Page, address: str) -> None:
    def go_to(selector: str) -> None:
        for _ in range(80):
            if watched.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return
            watched.keyboard.press("Tab")
        raise AssertionError(f"no way to {selector}")

    for path in ("schemes/pret/", "partners/caf/"):
        watched.goto(address + path)
        go_to("[data-aside] button")
        watched.keyboard.press("Enter")
    go_to("[data-aside] a")
    watched.keyboard.press("Enter")
    expect(watched).to_have_url(f"{address}my-booklet/")
    go_to("[data-ref='partner/caf'] [data-up]")
    watched.keyboard.press("Space")
    assert refs(watched) == ["partner/caf", "scheme/pret"]
    go_to("[data-ref='partner/caf'] textarea")
    watched.keyboard.type("Avant lundi")
    go_to("[data-ref='scheme/pret'] [data-remove]")
    watched.keyboard.press("Enter")
    assert refs(watched) == ["partner/caf"]
    go_to("[data-title]")
    watched.keyboard.type("Pour moi")
    go_to("[data-with-typed]")
    watched.keyboard.press("Space")
    link = watched.locator("[data-link]").input_value()
    assert link == f"{address}my-booklet/#r=partner/caf&t=Pour%20moi&a1=Avant%20lundi"
    go_to("[data-sms]")
    go_to("[data-show]")
    watched.keyboard.press("Enter")
    expect(watched.locator(".leaf--cover h3")).to_be_visible()


@pytest.mark.parametrize("language", ["", "nl/"])
def test_axe_finds_nothing_on_a_booklet_with_a_proposal(
    page: Page, address: str, language: str
) -> None:
    page.emulate_media(reduced_motion="reduce", color_scheme="light")
    put_aside(page, f"{address}{language}schemes/pret/", f"{address}{language}partners/caf/")
    page.evaluate(AXE)
    found = {"fiche": violations(page)}
    page.goto(f"{address}{language}my-booklet/#r=scheme/aide,x")
    wait_for_leaves(page, 2)
    line(page, "scheme/pret").locator("[data-down]").click()
    page.locator("[data-show]").click()
    page.evaluate(AXE)
    found["phone, light"] = violations(page)
    assert page.evaluate(SMALL) == []
    page.emulate_media(color_scheme="dark")
    found["phone, dark"] = violations(page, COLOUR)
    page.set_viewport_size(DESKTOP)
    found["desk, dark"] = violations(page)
    assert [f"{where}: {what}" for where, lines in found.items() for what in lines] == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_booklet_does_not_scroll_sideways(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for language in ("", "nl/"):
        put_aside(page, f"{address}{language}schemes/piege/")
        page.goto(f"{address}{language}my-booklet/#r=scheme/{'w' * 90},{'x' * 90}")
        wait_for_leaves(page, 1)
        page.locator("[data-show]").click()
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, f"{language} at {width}"
        page.evaluate("localStorage.clear()")


def test_without_a_script_the_page_is_calm(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for language, said in (("", "demandez à votre référent"), ("nl/", "aan uw begeleider")):
        page.goto(f"{address}{language}schemes/pret/")
        expect(page.locator("[data-aside]")).to_be_hidden()
        page.goto(f"{address}{language}my-booklet/")
        expect(page.locator("noscript p")).to_contain_text(said)
        expect(page.locator("[data-my-booklet]")).to_be_hidden()
        page.locator("noscript a").click()
        expect(page).to_have_url(f"{address}{language}booklets/")
    context.close()


def test_only_the_booklet_pays_for_its_script(page: Page, address: str, small_site: Path) -> None:
    scripts = small_site / "assets/javascripts"
    assert len(gzip.compress((scripts / "aside.js").read_bytes(), mtime=0)) <= 1500
    assert (scripts / "vendor/lean-qr-nano.js").stat().st_size <= 25_000
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.rpartition("/")[2]))
    page.goto(f"{address}schemes/pret/", wait_until="networkidle")
    assert "aside.js" in asked
    assert not {"my-booklet.js", "booklet-leaves.js", "lean-qr-nano.js", "my-booklet.css"} & {
        *asked
    }
    asked.clear()
    page.goto(f"{address}themes/housing/", wait_until="networkidle")
    assert "aside.js" not in asked
