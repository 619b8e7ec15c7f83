"""Schemes of the table side by side, in a real Chromium."""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect


def tick(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("checkbox", name=f"Comparer : {name}", exact=True).check()


def fields(page: Page) -> dict[str, list[str]]:
    """The comparison: the words of each field, a text for each scheme."""
    rows = page.locator(".comparison__table tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    return {row[0]: [" ".join(cell.split()) for cell in row[1:]] for row in rows}


def test_schemes_are_compared_side_by_side(table: Page, address: str) -> None:
    compare = table.get_by_role("button", name="Comparer", exact=False).first
    expect(compare).to_be_disabled()
    tick(table, "Colis")
    expect(compare).to_be_disabled()
    tick(table, "Bail étudiant")
    expect(table.get_by_role("status")).to_have_text("2 dispositifs choisis")
    compare.click()
    expect(table.locator("#comparison")).to_be_focused()
    compared = table.locator("[data-comparison]")
    expect(compared).to_have_attribute("data-state", "done")
    expect(compared.locator("thead th")).to_contain_text(["Colis", "Bail étudiant"])
    assert fields(table)["Où"] == ["Belgique", "France"]
    # What only the fiches say, and in full.
    assert fields(table)["Ce que j’apporte"] == ["Une carte", "Votre bail"]
    assert fields(table)["Est-ce pour moi ?"][1].endswith("=Louer; ou « habiter »")
    assert fields(table)["Ce que j’obtiens"][0].endswith("1 000 € date du chiffre : 2024")
    assert "Conditions" not in fields(table)
    expect(compared).not_to_contain_text("Chut.")
    assert compared.locator("[id]").count() == 1
    expect(table).to_have_url(f"{address}/table/?compare=colis,bail")
    table.reload()
    expect(compared.locator("thead th")).to_contain_text(["Colis", "Bail étudiant"])
    table.get_by_role("button", name="Revenir au tableau").click()
    expect(compared).to_be_hidden()
    expect(compare).to_be_focused()


def test_four_are_the_most_and_one_is_none(table: Page) -> None:
    tick(table, "Aide", "Bail étudiant", "Colis", "Local")
    expect(table.get_by_role("status")).to_contain_text("Quatre dispositifs au plus.")
    expect(table.get_by_role("checkbox", name="Comparer : Zone")).to_be_disabled()
    table.get_by_role("button", name="Comparer (4)").click()
    expect(table.locator(".comparison__table thead th")).to_have_count(4)
    for left, name in ((3, "Aide"), (2, "Local")):
        table.get_by_role("button", name=f"Retirer : {name}").click()
        expect(table.locator(".comparison__table thead th")).to_have_count(left)
    table.get_by_role("button", name="Retirer : Colis").click()
    expect(table.locator("[data-comparison]")).to_be_hidden()
    expect(table.get_by_role("checkbox", name="Comparer : Zone")).to_be_enabled()


def test_without_the_fiches_the_comparison_shows_the_rows(page: Page, address: str) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    page.route("**/schemes/bail/", refuse)
    page.goto(f"{address}/table/?compare=colis,bail")
    expect(page.get_by_role("alert")).to_contain_text("n’ont pas pu être lues")
    assert fields(page)["Montant"][0].startswith("1 000 € Par colis")


def test_on_paper_a_comparison_stands_alone(table: Page, address: str) -> None:
    table.goto(f"{address}/table/?compare=colis,bail")
    table.emulate_media(media="print")
    expect(table.locator(".comparison__table")).to_be_visible()
    for hidden in (".table-rows", ".table-form", ".comparison .actions", ".comparison__remove"):
        expect(table.locator(hidden).first).to_be_hidden()


def test_text_of_the_records_stays_text(table: Page) -> None:
    expect(table.get_by_role("link", name="Zone <b>large</b>")).to_be_visible()
    tick(table, "Zone <b>large</b>", "Colis")
    table.get_by_role("button", name="Comparer (2)").click()
    expect(table.locator(".comparison__table thead")).to_contain_text("Zone <b>large</b>")
    assert table.locator(".comparison__table thead b").count() == 0
