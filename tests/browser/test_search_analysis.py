"""The browser's analysis against Python's, token by token, in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from generator.search import analysis

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "theme/assets/javascripts/analysis.js"


@pytest.fixture(scope="module")
def script(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.add_script_tag(path=SCRIPT)
    yield page
    page.close()


def assert_same(script: Page, texts: list[str]) -> None:
    """Compares every function that both sides share."""
    in_browser = script.evaluate(
        """texts => texts.map(text => {
            const { analyse, words, fold, nameKey } = vademecum.analysis;
            return [analyse(text), words(text), fold(text), nameKey(text)];
        })""",
        texts,
    )
    for text, found in zip(texts, in_browser, strict=True):
        expected = [
            analysis.analyse(text),
            analysis.words(text),
            analysis.fold(text),
            analysis.name_key(text),
        ]
        assert found == expected, text


def test_every_text_of_the_guide(script: Page) -> None:
    files = [ROOT / "partners.yaml", *(ROOT / "content").rglob("*.*")]
    lines = {
        line
        for file in files
        if file.suffix in {".yaml", ".yml", ".md"}
        for line in file.read_text(encoding="utf-8").splitlines()
    }
    assert lines
    assert_same(script, sorted(lines))


def test_every_name_of_a_place_and_every_word_alone(script: Page) -> None:
    """Cells of the tables of communes, and each word of the guide in each of its stages."""
    tables = [file.read_text(encoding="utf-8") for file in (ROOT / "content").rglob("*.csv")]
    cells = {cell for table in tables for line in table.splitlines() for cell in line.split(",")}
    assert_same(script, sorted(cells))
    texts = [ROOT / "partners.yaml", *(ROOT / "content").rglob("*.yaml")]
    words = sorted(
        {word for file in texts for word in analysis.words(file.read_text(encoding="utf-8"))}
    )
    assert len(words) > 5000
    in_browser = script.evaluate(
        """words => words.map(word =>
            [vademecum.analysis.stem(word), vademecum.analysis.isStopWord(word)])""",
        words,
    )
    for word, found in zip(words, in_browser, strict=True):
        assert found == [analysis.stem(word), word in analysis.STOP_WORDS], word


def test_what_was_read_before_is_read_the_same(script: Page) -> None:
    """The browser remembers pieces of text: nobody may change what it gave."""
    texts = ["sans-abri l'aide", "A.P.L. huurwaarborg"]
    script.evaluate(
        "texts => texts.forEach(text => vademecum.analysis.analyse(text).push('x'))", texts
    )
    assert_same(script, texts)


def test_every_character_that_could_be_folded(script: Page) -> None:
    codes = [code for code in range(0x20, 0x3000) if not 0xD800 <= code <= 0xDFFF]
    codes += range(0xF900, 0x10000)
    codes += range(0x10000, 0x20000, 7)
    assert_same(script, [f"x{chr(code)}y {chr(code)}s" for code in codes])


def test_every_stop_word_and_ending(script: Page) -> None:
    endings = "s x e es ee ees en ens eaux aux eux oux heden ss nn ven zen ze ve aan oon".split()
    stems = ["", "a", "ma", "lan", "kind", "sais", "woon", "prij", "bri", "travai", "1a2"]
    made = [beginning + ending for beginning in stems for ending in endings]
    assert_same(script, [*sorted(analysis.STOP_WORDS), *analysis.IRREGULAR, *made])


def text_of_the_field() -> st.SearchStrategy[str]:
    letters = st.sampled_from(
        "aeiouyàéèêïôûçœæßĳ’'ʼ‘-‐.·,;:!?\u00ad\u0301\u200d bcdlmnprstvwxz09AÉS"
    )
    return st.one_of(st.text(letters, max_size=60), st.text(max_size=60))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.lists(text_of_the_field(), max_size=30))
def test_any_text(script: Page, texts: list[str]) -> None:
    assert_same(script, texts)
