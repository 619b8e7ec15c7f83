"""From values to HTML: contributors' Markdown, acronyms, and the small filters of templates."""

from __future__ import annotations

import lxml.html
import pytest
from markupsafe import Markup

from generator.records.models import LocalizedText, Partner, Term
from generator.render import Glossary, host, markdown_to_html, names, phones


def term(identifier: str, written: str, expansion: str | None = "…") -> Term:
    return Term.model_validate(
        {"id": identifier, "term": written, "expansion": expansion, "explanation": "…"}
    )


def test_markdown_makes_plain_elements() -> None:
    html = markdown_to_html("Un **mot**.\n\n- [lien](https://example.org)\n- [appel](tel:115)\n")
    tree = lxml.html.fragment_fromstring(html, create_parent="div")
    assert [e.tag for e in tree.iter()] == ["div", "p", "strong", "ul", "li", "a", "li", "a"]
    assert tree.xpath("//a/@href") == ["https://example.org", "tel:115"]
    assert tree.xpath("//a/@rel") == ["noopener", "noopener"]


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](JAVASCRIPT:alert(1))",
        "[x](java\tscript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](http://example.org)",
        "[x](//example.org)",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![x](https://example.org/x.png)",
        "<a href='https://example.org' onclick='alert(1)' style='x' id='terms'>x</a>",
        "<svg onload=alert(1)>",
        "<form action='https://example.org'><input></form>",
        "<iframe src='https://example.org'></iframe>",
    ],
)
def test_markdown_lets_nothing_through_that_acts_or_loads(text: str) -> None:
    tree = lxml.html.fragment_fromstring(markdown_to_html(text), create_parent="div")
    assert {e.tag for e in tree.iter()} <= {"div", "p", "a"}
    for element in tree.iter():
        assert set(element.keys()) <= {"href", "rel"}
        assert element.get("href", "https:").startswith("https:")


def test_a_list_may_follow_its_paragraph_at_once() -> None:
    """As forges show it to whoever edits a record there: CommonMark."""
    tree = lxml.html.fragment_fromstring(markdown_to_html("Il faut :\n- un\n- deux"), "div")
    assert [e.tag for e in tree.iter()] == ["div", "p", "ul", "li", "li"]


def test_markdown_of_one_text_leaves_nothing_for_the_next() -> None:
    markdown_to_html("[a]: https://example.org\n\n[a]")
    assert "href" not in markdown_to_html("Puis [a].")


def test_the_first_use_of_each_acronym_leads_to_its_meaning() -> None:
    glossary = Glossary({"caf": term("caf", "CAF"), "ccas": term("ccas", "CCAS")}, "fr")
    seen: dict[str, Term] = {}
    assert glossary.mark("La CAF, la CAF.", seen) == Markup(
        'La <a class="term" href="#term-caf">CAF</a>, la CAF.'
    )
    assert glossary.mark("CAF ou CCAS", seen) == Markup(
        'CAF ou <a class="term" href="#term-ccas">CCAS</a>'
    )
    assert list(seen) == ["CAF", "CCAS"]


def test_a_longer_acronym_is_not_taken_for_a_shorter_one() -> None:
    glossary = Glossary({"pas": term("pas", "PAS"), "cpas": term("cpas", "CPAS")}, "fr")
    assert "#term-pas" not in glossary.mark("Le CPAS.", {})


def test_a_word_that_stands_for_nothing_is_left_alone() -> None:
    assert Glossary({"mot": term("mot", "Mot", None)}, "fr").mark("Mot", {}) == Markup("Mot")


def test_text_around_an_acronym_is_escaped() -> None:
    marked = Glossary({"caf": term("caf", "CAF")}, "fr").mark("<b>CAF</b> & <i>", {})
    assert marked.startswith("&lt;b&gt;<a ")
    assert marked.endswith("</a>&lt;/b&gt; &amp; &lt;i&gt;")


def test_acronyms_of_markdown_are_explained_but_in_links_and_markup() -> None:
    glossary = Glossary({"caf": term("caf", "CAF"), "ccas": term("ccas", "CCAS")}, "fr")
    html = markdown_to_html("[CAF](https://example.org/CAF?a=1&b=2) **CAF** & CCAS < CCAS")
    seen: dict[str, Term] = {}
    tree = lxml.html.fragment_fromstring(glossary.mark_html(html, seen), create_parent="div")
    assert tree.xpath("//a/@href") == ["https://example.org/CAF?a=1&b=2", "#term-caf", "#term-ccas"]
    assert tree.xpath("//strong/a/text()") == ["CAF"]
    assert tree.text_content() == "CAF CAF & CCAS < CCAS"
    assert set(seen) == {"CAF", "CCAS"}


def test_a_website_is_named_as_people_know_it() -> None:
    assert host("https://www.caf.fr/aides?x=1") == "caf.fr"
    assert host("https://wwwd.caf.fr") == "wwwd.caf.fr"


def test_names_in_several_languages_are_each_named_once() -> None:
    assert names(LocalizedText({"fr": "Courtrai", "nl": "Kortrijk"})) == ("Courtrai", "Kortrijk")
    assert names(LocalizedText({"fr": "Lens", "nl": "Lens"})) == ("Lens",)


def test_numbers_of_a_partner_come_once_the_general_ones_first() -> None:
    partner = Partner.model_validate(
        {
            "id": "caf",
            "kind": "caf",
            "name": "Caisse",
            "summary": "…",
            "areas": ["pays"],
            "contact": {"phones": [{"number": "3230"}]},
            "sites": [{"phones": [{"number": "3230"}, {"number": "+33321000001"}]}],
        }
    )
    assert [phone.number for phone in phones(partner)] == ["3230", "+33321000001"]
