"""The page in a real browser, opened from disk: what it does, by mouse and by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import open_browser
from click.testing import CliRunner
from test_report_collection import FINDINGS
from test_report_page import hostile_findings, hostile_report, nested, report, written

from attrib.cli import main
from attrib.report.page import render_collection_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
WIDTHS = (375, 900, 1400)
PAGES: dict[str, Callable[[], str]] = {
    "article": lambda: written(report()),
    "nested": lambda: written(nested()),
    "empty": lambda: written(report(text="", sources=(), claims=(), verdicts=())),
    "hostile": lambda: written(hostile_report()),
    "many": lambda: render_collection_page(FINDINGS, version="9.9"),
    "hostile many": lambda: render_collection_page(hostile_findings(), version="9.9"),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as found:
        yield found


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open a page from disk, and hold at the end that it asked for nothing and had no error."""
    pages, faults = [], []

    def open_page(name: str, *, width: int = 1400, theme: str = "light") -> Page:
        path = tmp_path / f"{name}.html"
        path.write_text(PAGES[name](), "utf-8")
        page = browser.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        address = path.as_uri()
        page.on("request", lambda one: one.url in (address, "data:,") or faults.append(one.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text))
        page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
        page.goto(address)
        return page

    yield open_page
    for page in pages:
        page.close()
    assert faults == []


def in_focus(page: Page) -> str:
    return page.evaluate("document.activeElement.id")


def visible(page: Page, selector: str) -> list[str]:
    """Return the ids of what is seen."""
    found = page.locator(f"{selector}:visible")
    return found.evaluate_all("all => all.map(one => one.id)")


def press_until(page: Page, key: str, reached: str, *, most: int = 80) -> None:
    """Press a key until what has the focus fits a selector."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", reached):
            return
    raise AssertionError(f"{reached} is not reached by {key}")


# Filters


def test_filters_by_source(visit: Callable[..., Page]) -> None:
    page = visit("article")
    assert len(visible(page, ".facing.contradicts")) == 4
    page.select_option("#by-source", label="S7 Colonel Ludo Varn")
    assert visible(page, ".facing.contradicts") == ["x4"]
    assert visible(page, ".statement") == ["claim-7"]
    assert page.inner_text("#tally").endswith("entries are shown.")
    dim = page.locator(".text .said.dim").evaluate_all("all => all.map(one => one.dataset.claims)")
    assert "7" not in dim
    assert "1" in dim
    page.click("#reset")
    assert len(visible(page, ".facing.contradicts")) == 4
    assert page.inner_text("#tally") == ""


def test_filters_by_kind_probability_and_words(visit: Callable[..., Page]) -> None:
    page = visit("article")
    page.select_option("#by-kind", "number")
    assert visible(page, ".facing.contradicts") == ["x3"]
    assert visible(page, ".statement") == ["claim-2", "claim-5", "claim-9"]
    page.click("#reset")
    page.locator("#by-percent").focus()
    for _ in range(17):
        page.keyboard.press("ArrowRight")
    assert page.inner_text("#percent") == "85 %"
    assert visible(page, ".facing.contradicts") == ["x1", "x2"]
    page.click("#reset")
    page.fill("#by-words", "EXPLOSION")
    assert visible(page, ".facing.contradicts") == ["x4"]


def test_many_articles_are_filtered(visit: Callable[..., Page]) -> None:
    page = visit("many")
    assert visible(page, ".contest") == ["contest-1"]
    page.select_option("#by-source", label="S5 Anglers")
    assert visible(page, ".contest") == []


# Statements


def test_hovering_a_statement_tells_who_says_it_and_what_stands_against_it(
    visit: Callable[..., Page],
) -> None:
    page = visit("nested")
    page.hover(".said[data-claims='2']")
    card = page.locator("#card")
    told = " ".join(card.inner_text().split())
    assert "S2 the keeper, as told by S1 Dana Wirrel asserts" in told
    assert "“the gate was open”" in told
    assert "attribution over 99 % sure" in told
    assert page.locator(".text .against").evaluate_all("all => all.map(o => o.dataset.claims)") == [
        "3", "3",
    ]  # fmt: skip
    page.keyboard.press("Escape")
    assert card.is_hidden()
    assert page.locator(".text .against").count() == 0


def test_the_card_follows_a_contradiction(visit: Callable[..., Page]) -> None:
    page = visit("nested")
    page.click(".said[data-claims='3'] >> nth=0")
    page.click("#card .links a")
    assert in_focus(page) == "x1"
    assert page.locator("#x1").evaluate(
        "one => { const box = one.getBoundingClientRect();"
        " return box.top >= 0 && box.top < innerHeight; }"
    )
    assert page.locator("#card").is_hidden()


def test_a_contradiction_is_followed_by_keyboard_alone(visit: Callable[..., Page]) -> None:
    page = visit("nested")
    press_until(page, "Tab", "a.skip")
    press_until(page, "Tab", "#by-source")
    press_until(page, "Tab", "#ref-2")
    assert page.locator("#card").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()
    page.keyboard.press("Enter")
    assert in_focus(page) == "claim-2"
    press_until(page, "Tab", "#claim-2 .links a")
    page.keyboard.press("Enter")
    assert in_focus(page) == "x1"
    press_until(page, "Tab", "#x1 a[href='#claim-3']")
    page.keyboard.press("Enter")
    press_until(page, "Tab", "#claim-3 a[href='#ref-3']")
    page.keyboard.press("Enter")
    assert in_focus(page) == "ref-3"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert in_focus(page) == "x1"


def test_what_has_the_focus_is_seen_to_have_it(visit: Callable[..., Page]) -> None:
    page = visit("article")
    for _ in range(40):
        page.keyboard.press("Tab")
        width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert width != "0px"


def test_a_link_to_what_a_filter_hides_shows_it(visit: Callable[..., Page]) -> None:
    page = visit("article")
    page.select_option("#by-source", label="S7 Colonel Ludo Varn")
    assert page.locator("#x1").is_hidden()
    page.click(".heat td a[href='#x1'] >> nth=0")
    assert page.locator("#x1").is_visible()
    assert in_focus(page) == "x1"
    page.select_option("#by-source", label="S7 Colonel Ludo Varn")
    page.click(".heat td a[href='#x1'] >> nth=0")  # the address is the same as before
    assert page.locator("#x1").is_visible()


def test_a_cell_of_many_articles_leads_to_its_pair(visit: Callable[..., Page]) -> None:
    page = visit("many")
    page.click(".heat td a[href='#x1'] >> nth=0")
    assert in_focus(page) == "x1"


# What it may not do


@pytest.mark.parametrize("name", ["hostile", "hostile many"])
def test_hostile_text_does_not_run(visit: Callable[..., Page], name: str) -> None:
    page = visit(name)
    assert page.locator("script").count() == 1
    assert page.locator("img").count() == 0
    if name == "hostile":
        page.hover(".said >> nth=0")
        assert "alert(" in page.inner_text("#card")
    page.fill("#by-words", "<script>alert(2)</script>")
    assert page.locator(".item:visible").count() > 0


def test_the_policy_stops_what_is_not_the_pages_own(browser: Browser, tmp_path: Path) -> None:
    """A script, a style, a handler and an image that somebody slips in are refused."""
    slipped = (
        "<script>document.title = 'run'</script><style>h1 { color: red }</style>"
        "<img src='http://127.0.0.1:9/x.png' onerror=\"document.title = 'run'\">"
    )
    path = tmp_path / "slipped.html"
    path.write_text(written(nested()).replace("</footer>", f"</footer>{slipped}"), "utf-8")
    page = browser.new_page()
    said: list[str] = []
    failed: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("requestfinished", lambda one: failed.append(one.url))
    page.goto(path.as_uri())
    page.wait_for_timeout(200)
    assert page.title() == "The gate – attrib"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") != "rgb(255, 0, 0)"
    assert sum("Content Security Policy" in one for one in said) >= 3
    assert not any("127.0.0.1" in url for url in failed)
    page.close()


# Forms


@pytest.mark.parametrize("name", ["article", "nested", "many"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_width_needs_to_be_scrolled_sideways(
    visit: Callable[..., Page], name: str, width: int
) -> None:
    page = visit(name, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_dark_and_light_follow_the_reader(visit: Callable[..., Page]) -> None:
    colours = {
        theme: visit("nested", theme=theme).evaluate("getComputedStyle(document.body).background")
        for theme in ("light", "dark")
    }
    assert "rgb(255, 255, 255)" in colours["light"]
    assert "rgb(21, 23, 26)" in colours["dark"]


def test_print_leaves_out_what_paper_cannot_do(visit: Callable[..., Page]) -> None:
    page = visit("many", theme="dark")
    page.emulate_media(media="print")
    assert page.locator("#filters").is_hidden()
    assert "rgb(255, 255, 255)" in page.evaluate("getComputedStyle(document.body).background")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0
    assert page.pdf().startswith(b"%PDF")


def test_without_a_script_everything_is_there(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "plain.html"
    path.write_text(written(nested()), "utf-8")
    page = browser.new_page(java_script_enabled=False)
    page.goto(path.as_uri())
    assert page.locator("#filters").is_hidden()
    assert page.locator(".statement:visible").count() == 5
    page.click("#ref-2")
    assert page.url.endswith("#claim-2")
    page.close()


# Barriers


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["article", "nested", "empty", "many"])
def test_axe_finds_no_barrier(visit: Callable[..., Page], name: str, theme: str) -> None:
    for width in (375, 1400):
        page = visit(name, width=width, theme=theme)
        if name == "nested":
            page.click(".said[data-claims='2']")  # so that the card is there
        assert barriers(page) == []


@pytest.mark.shipped
@pytest.mark.parametrize("command", ["score", "matrix"])
def test_axe_finds_no_barrier_in_the_examples(
    browser: Browser, tmp_path: Path, command: str
) -> None:
    path = tmp_path / "example.html"
    example = {"score": "ferry.txt", "matrix": "ferry-week.jsonl"}[command]
    CliRunner().invoke(main, [command, str(ROOT / "examples" / example), "--html", str(path)])
    for theme in ("light", "dark"):
        page = browser.new_page(color_scheme=theme)
        page.goto(path.as_uri())
        assert barriers(page) == []
        page.close()


def barriers(page: Page) -> list[str]:
    """Return what axe finds with everything unfolded, of any impact."""
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [_told(one) for one in found["violations"]]


def _told(violation: dict[str, Any]) -> str:
    nodes = [node["html"][:120] for node in violation["nodes"][:3]]
    return f"{violation['impact']} {violation['id']}: {violation['help']}: {nodes}"
