"""The page of a scheme: its answers in their order, and what it owns up to."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from generator.audience import Audience
from tests.pages.conftest import RenderPage, article, parts, section, words
from tests.tiny import CCAS_LENS

PARTNERS = (
    """
    - id: caf
      kind: caf
      name: Caisse
      summary: {fr: Elle verse., nl: Ze betaalt.}
      contact: {phones: [{number: "3230", cost: free}]}
      areas: [pays]
      sources: [{source: rapport, facts: [name]}]
    """.rstrip()
    + CCAS_LENS
)
LOAN = """
    id: pret
    kind: aide-financiere
    name: {fr: Prêt loyer, nl: Huurlening}
    acronym: {fr: PL, nl: HL}
    formerly: {fr: [Loca-Pass], nl: [Loca-Pass]}
    summary: {fr: Un prêt pour le loyer., nl: Een lening voor de huur.}
    details: {fr: "Voir **ici**.", nl: "Zie **hier**."}
    themes: [housing]
    audiences: [familles]
    areas: [pays]
    eligibility: [{fr: Vous louez., nl: U huurt.}]
    conditions: [{text: {fr: Pas de dette., nl: Geen schuld.}}]
    age: {min: 18, max: 25}
    benefit: [{fr: Un prêt., nl: Een lening.}]
    amounts: [{label: {fr: Au plus, nl: Hoogstens}, up_to: "1500", as_of: 2026-01}]
    documents: [{fr: Le bail, nl: Het contract}]
    request:
      steps: [{fr: Appelez., nl: Bel.}]
      online: https://www.pret.example/demande
      phone:
        number: "3919"
        cost: free
        hours: "Mo-Fr 09:00-12:00"
        label: {fr: Accueil, nl: Onthaal}
    delay: {fr: Deux mois, nl: Twee maanden}
    remedies: [{fr: Écrivez., nl: Schrijf.}]
    holder: caf
    provider_kinds: [ccas]
    related: [aide]
    equivalents: [{scheme: waarborg, difference: {fr: Un prêt seul., nl: Alleen een lening.}}]
    professional_notes: {fr: Instruire vite., nl: Snel afhandelen.}
    sources:
      - {source: rapport, facts: [name]}
      - title: Guide
        publisher: Bureau
        url: https://bureau.example/g
        consulted: 2026-11-22
        facts: [summary]
    """
DEPOSIT = """
    id: waarborg
    kind: aide-financiere
    name: {fr: Garantie locative, nl: Huurwaarborg}
    summary: {fr: Une caution avancée., nl: Een voorgeschoten waarborg.}
    themes: [food]
    audiences: [familles]
    areas: [royaume]
    request: {steps: [{fr: Demandez., nl: Vraag.}]}
    sources: [{source: rapport, facts: [name]}]
    """
FILES = {
    "partners.yaml": PARTNERS,
    "content/schemes/pret.yaml": LOAN,
    "content/schemes/waarborg.yaml": DEPOSIT,
}


def with_scheme(text: str) -> dict[str, str]:
    """The files with another scheme `pret`."""
    return {**FILES, "content/schemes/pret.yaml": text}


def test_answers_come_in_the_order_of_a_persons_questions(render: RenderPage) -> None:
    for language in ("fr", "nl"):
        assert parts(render(FILES, "scheme/pret", language)) == [
            "what",
            "for-me",
            "get",
            "bring",
            "ask",
            "near",
            "related",
            "border",
            "professional",
            "sources",
        ]


def test_a_question_without_an_answer_is_left_out(render: RenderPage) -> None:
    page = render(FILES, "scheme/waarborg")
    assert parts(page) == ["what", "ask", "border", "professional", "sources"]


def test_the_article_names_its_record_and_its_address_is_its_id(render: RenderPage) -> None:
    page = render(FILES, "scheme/pret", "nl")
    assert article(page).get("data-record") == "scheme/pret"
    assert (page.path, page.title) == ("schemes/pret/", "Huurlening")
    assert page.description == "Een lening voor de huur."


def test_facts_are_written_as_the_reader_of_each_language_writes_them(render: RenderPage) -> None:
    french, dutch = (article(render(FILES, "scheme/pret", code)) for code in ("fr", "nl"))
    assert "Vous avez entre 18 et 25 ans." in words(french)
    assert "U bent tussen 18 en 25 jaar." in words(dutch)
    assert "1 500 €" in words(french).replace("\u202f", " ").replace("\xa0", " ")
    assert "1.500 €" in words(dutch).replace("\xa0", " ")
    assert "janvier 2026" in words(french)
    assert "januari 2026" in words(dutch)


def test_the_call_button_says_whom_when_and_that_it_is_free(render: RenderPage) -> None:
    (button,) = article(render(FILES, "scheme/pret")).xpath("//a[contains(@class, 'button--call')]")
    assert button.get("href") == "tel:3919"
    said = words(button)
    assert "Accueil" in said
    assert "39 19" in said
    assert "gratuit" in said
    assert "9" in said
    assert "vendredi" in said


def test_those_of_the_place_are_folded_under_its_name_and_say_why(render: RenderPage) -> None:
    near = section(render(FILES, "scheme/pret"), "near")
    (place,) = near.xpath(".//details[@data-area]")
    assert place.get("data-area") == "ville"
    (helper,) = place.xpath(".//li[@class='helper']")
    assert helper.xpath("./a/@href") == ["../../partners/ccas-lens/"]
    assert "Compétent pour une partie de ce lieu" in words(helper)
    assert helper.xpath(".//a[@class='phone']/@href") == ["tel:+33321000001"]


def test_equivalents_are_said_on_both_sides_of_the_border(render: RenderPage) -> None:
    """Only one of the two records states it."""
    for ref, other in (("scheme/pret", "waarborg"), ("scheme/waarborg", "pret")):
        border = section(render(FILES, ref), "border")
        assert border.xpath(".//h3/a/@href") == [f"../../schemes/{other}/"]
        assert "Un prêt seul." in words(border)


def test_acronyms_are_explained_on_the_page_once(render: RenderPage) -> None:
    terms = """
        - id: caf
          term: CAF
          expansion: {fr: Caisse d’allocations, nl: Kas}
          explanation: {fr: Elle verse., nl: Ze betaalt.}
          sources: [{source: rapport}]
        - id: ccas
          term: CCAS
          expansion: {fr: Centre communal, nl: Sociaal centrum}
          explanation: {fr: À la mairie., nl: In de gemeente.}
          sources: [{source: rapport}]
        """
    scheme = LOAN.replace(
        "{fr: Vous louez., nl: U huurt.}", "{fr: La CAF ou la CAF le dit., nl: De CAF.}"
    )
    page = render({**with_scheme(scheme), "content/glossary/words.yaml": terms}, "scheme/pret")
    tree = article(page)
    assert tree.xpath("//a[@class='term']/@href") == ["#term-caf"]
    assert [words(e) for e in tree.xpath("//section[@class='terms']//dt")] == ["CAF"]
    assert "Caisse d’allocations. Elle verse." in words(tree.xpath("//*[@id='terms']/..")[0])


def test_every_acronym_that_leads_somewhere_on_the_page_arrives(render: RenderPage) -> None:
    """Pieces that many pages share (partners with their numbers) explain nothing themselves."""
    terms = """
        - id: caf
          term: CAF
          expansion: {fr: Caisse, nl: Kas}
          explanation: {fr: Elle verse., nl: Ze betaalt.}
          sources: [{source: rapport}]
        """
    partners = PARTNERS.replace(
        '{number: "+33321000001"}', '{number: "+33321000001", label: {fr: Accueil CAF, nl: CAF}}'
    )
    files = {**FILES, "partners.yaml": partners, "content/glossary/words.yaml": terms}
    tree = article(render(files, "scheme/pret"))
    assert "Accueil CAF" in words(tree)
    for target in tree.xpath("//a[starts-with(@href, '#')]/@href"):
        assert tree.xpath("//*[@id=$id]", id=target[1:]), target


def test_words_that_exist_in_one_language_only_are_marked_as_such(render: RenderPage) -> None:
    scheme = LOAN.replace("[{fr: Le bail, nl: Het contract}]", "[{fr: Le bail}]")
    dutch = article(render(with_scheme(scheme), "scheme/pret", "nl"))
    (borrowed,) = dutch.xpath("//*[@lang]")
    assert (borrowed.get("lang"), borrowed.text) == ("fr", "Le bail")
    (notice,) = dutch.find_class("notice--language")
    assert "nog niet in het Nederlands" in words(notice)
    french = article(render(with_scheme(scheme), "scheme/pret", "fr"))
    assert not french.find_class("notice--language")
    assert not french.xpath("//*[@lang]")


@pytest.mark.parametrize("field", ["details", "related"])
def test_borrowed_words_are_owned_up_to_wherever_they_stand(render: RenderPage, field: str) -> None:
    """Also in Markdown, and in the card of another scheme, rendered once for all pages."""
    if field == "details":
        files = with_scheme(LOAN.replace(', nl: "Zie **hier**."', ""))
    else:
        files = {
            **FILES,
            "content/schemes/aide.yaml": """
                id: aide
                kind: aide-financiere
                name: {fr: Aide seule}
                summary: {fr: Une aide.}
                themes: [food]
                audiences: [familles]
                areas: [pays]
                providers: [caf]
                sources: [{source: rapport, facts: [name]}]
                """,
        }
    for _ in range(2):
        dutch = article(render(files, "scheme/pret", "nl"))
        assert dutch.find_class("notice--language")
        assert dutch.xpath("//*[@lang='fr']")


def test_a_dutch_text_older_than_the_french_says_so(render: RenderPage) -> None:
    scheme = LOAN.rstrip() + "\n    revised: {fr: 2026-06-01, nl: 2026-01-01}\n"
    dutch = article(render(with_scheme(scheme), "scheme/pret", "nl"))
    (notice,) = dutch.find_class("notice--language")
    assert "ouder" in words(notice)
    assert not article(render(with_scheme(scheme), "scheme/pret")).find_class("notice--language")


def test_a_closed_scheme_says_so_first_and_leads_to_its_successor(render: RenderPage) -> None:
    scheme = LOAN.rstrip() + (
        "\n    lifecycle: {status: closed, since: 2019-12, replaced_by: aide,"
        " reason: {fr: Plus d’argent., nl: Geen geld meer.}}\n"
    )
    page = render(with_scheme(scheme), "scheme/pret")
    tree = article(page)
    (notice,) = tree.find_class("notice--closed")
    assert "ne peut plus" in words(notice)
    assert "Plus d’argent." in words(notice)
    assert notice.xpath(".//a/@href") == ["../../schemes/aide/"]
    assert "décembre 2019" in words(tree.find_class("badge--closed")[0])
    assert not tree.find_class("button--call")
    order = [e.get("class") or e.get("id") for e in tree.xpath("//div[@role='note'] | //h2")]
    assert order[0] == "notice notice--closed"


def test_what_is_for_professionals_stays_out_of_the_public_page(render: RenderPage) -> None:
    public = render(FILES, "scheme/pret")
    assert "Instruire" not in public.article
    professional = render(FILES, "scheme/pret", audience=Audience.PROFESSIONAL)
    (folded,) = article(professional).find_class("professional")
    assert "Instruire vite." in words(folded)


def test_sources_and_trust_come_last(render: RenderPage) -> None:
    page = render(FILES, "scheme/pret")
    sources = section(page, "sources")
    assert [words(line).partition(",")[0] for line in sources.xpath("./ul[1]/li")] == [
        "Rapport",
        "Guide",
    ]
    assert "22 novembre 2026" in words(sources)
    assert "ne les a pas confirmées" in words(sources) or "confirm" in words(sources)
    verified = LOAN.rstrip() + "\n    verified: {on: 2026-01-31, by: caf}\n"
    said = words(section(render(with_scheme(verified), "scheme/pret"), "sources"))
    assert "31 janvier 2026" in said
    assert "Caisse" in said


def test_an_error_is_reported_by_a_letter_that_names_the_page(render: RenderPage) -> None:
    sources = section(render(FILES, "scheme/pret", "nl"), "sources")
    (letter,) = sources.xpath(".//a[starts-with(@href, 'mailto:')]/@href")
    assert letter.startswith("mailto:contact@guide.example?")
    said = parse_qs(urlsplit(letter).query)
    assert "scheme/pret" in said["subject"][0]
    assert "https://guide.example/nl/schemes/pret/" in said["body"][0]


@pytest.mark.parametrize(
    ("ref", "address"),
    [
        ("scheme/pret", "https://git.example/edit/content/schemes/pret.yaml"),
        ("partner/caf", "https://git.example/edit/partners.yaml"),
        ("partner/ccas-lens", "https://git.example/edit/partners.yaml#L8"),
        ("area/ville", "https://git.example/edit/content/areas/areas.yaml#L3"),
        ("commune/34022", "https://git.example/edit/content/areas/communes.csv#L3"),
    ],
)
def test_the_edit_link_leads_to_the_file_and_the_line(
    render: RenderPage, ref: str, address: str
) -> None:
    sources = section(render(FILES, ref), "sources")
    assert address in map(unquote, sources.xpath(".//a/@href"))
