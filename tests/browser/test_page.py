"""The page of a meeting in a browser: read by keyboard, filled in, saved, and never run by what stands in it."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

HOSTILE = (
    "<script>window.hacked=1</script>",
    '"><img src=x onerror=window.hacked=1>',
    "{{ 7*7 }}",
    "</script><script>window.hacked=1</script>",
    "[/]",
)


@pytest.fixture
def page_of(caseload, run, tmp_path, screen):
    """The page of a meeting with five people whose names are hostile, open in the browser."""
    run("add-employer Stadstram")
    for number, name in enumerate(HOSTILE, start=1):
        run(
            [
                "add-candidate",
                "--first",
                name,
                "--last",
                f"Test{number}",
                "--owner",
                "Noor" if number < 4 else "Samira",
                "--talent",
                name,
                "--hours-max",
                "24",
                "--anyway",
            ]
        )
        run(f"add-contract K{number} W1 --start 2026-01-15 --end 2026-12-{20 + number}")

    def open_page(*, lang="nl", **media):
        file = tmp_path / f"overleg-{lang}.html"
        run(["--lang", lang, "export", str(file), "--for", "2026-11-23", "--force"])
        screen.emulate_media(**media)
        screen.goto(file.as_uri())
        return screen

    return open_page


def cards(screen):
    screen.get_by_role("tab").nth(1).click()
    return screen


def shown(screen):
    return [card.get_attribute("id") for card in screen.locator(".card:visible").all()]


def test_it_asks_nothing_of_any_network_and_nothing_is_refused(page_of):
    screen = page_of()
    cards(screen)
    assert [url for url in screen.asked if not url.startswith("file:")] == []
    assert screen.said == []


def test_names_that_are_scripts_are_text(page_of):
    screen = cards(page_of())
    for number, name in enumerate(HOSTILE, start=1):
        assert name in screen.locator(f"#K{number} h3").text_content()
    assert screen.evaluate("window.hacked") is None


def test_a_script_that_gets_in_is_not_run(page_of):
    screen = page_of()
    screen.evaluate(
        """() => { const one = document.createElement("script"); one.textContent = "window.hacked = 1";
                   document.body.append(one); }"""
    )
    assert screen.evaluate("window.hacked") is None


def test_cards_turn_by_the_arrow_keys_and_stop_at_the_ends(page_of):
    screen = cards(page_of())
    seen = []
    for key in ("ArrowLeft", "ArrowRight", "ArrowRight", "ArrowLeft"):
        screen.keyboard.press(key)
        seen += shown(screen)
    assert seen == ["K1", "K2", "K3", "K2"]
    for _press in range(9):
        screen.keyboard.press("ArrowRight")
    assert shown(screen) == ["K5"]


def test_the_name_of_a_card_has_the_focus_so_that_a_reader_says_it(page_of):
    screen = cards(page_of())
    screen.keyboard.press("ArrowRight")
    assert screen.evaluate("document.activeElement.id") == "name-K2"


def test_arrow_keys_in_a_box_stay_there(page_of):
    screen = cards(page_of())
    screen.locator("#K1 [name=action]").fill("Bellen")
    screen.keyboard.press("ArrowRight")
    assert shown(screen) == ["K1"]


def test_search_and_filters_leave_who_fits(page_of):
    screen = page_of()
    screen.get_by_label("Eigenaar").select_option("Samira")
    cards(screen)
    assert screen.locator("#place").text_content() == "1 van 2"
    screen.keyboard.press("/")
    screen.keyboard.type("tëst5")
    assert shown(screen) == ["K5"]
    screen.locator("#search").fill("nergens")
    assert shown(screen) == []
    assert screen.locator("#cards .nobody").is_visible()


def test_a_name_in_the_overview_opens_its_card(page_of):
    screen = page_of()
    screen.locator("#overview a").nth(2).click()
    assert shown(screen) == ["K3"]


def test_outcomes_are_saved_as_a_file_that_apply_takes(page_of, run, tmp_path):
    screen = cards(page_of())
    screen.locator("#K1 [name=decision]").select_option("extend")
    screen.locator("#K1 [name=due_on]").fill("2026-12-01")
    screen.keyboard.press("Escape")
    screen.keyboard.press("ArrowRight")
    screen.locator("#K2 [name=decision]").select_option("talk")
    screen.locator("#K2 [name=note]").fill("<b>belt</b> terug")
    assert screen.locator("#save").text_content().endswith("2")
    with screen.expect_download() as download:
        screen.locator("#save").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name == "doorstroom-2026-11-23.json"
    found = run(["apply", str(file), "--json"]).json
    assert {row["ref"]: {name: new for name, (_old, new) in row["fields"].items()} for row in found["new"]} == {
        "K1": {"decision": "extend", "due_on": "2026-12-01"},
        "K2": {"decision": "talk", "note": "<b>belt</b> terug"},
    }
    assert run(["apply", str(file), "--json"]).json["unchanged"] == 2


def test_an_outcome_is_filled_in_by_keyboard_alone(page_of):
    screen = cards(page_of())
    screen.keyboard.press("ArrowRight")
    screen.keyboard.press("Tab")
    screen.keyboard.type("verl")
    screen.keyboard.press("Tab")
    screen.keyboard.press("Tab")
    screen.keyboard.type("Bellen")
    screen.keyboard.press("Escape")
    screen.keyboard.press("ArrowRight")
    assert shown(screen) == ["K3"]
    assert screen.locator("#K2 [name=decision]").input_value() == "extend"
    assert screen.locator("#K2 [name=action]").input_value() == "Bellen"


def test_what_could_fit_stands_out_and_comes_first_to_choose_from(page_of, run):
    page_of()
    for title in ("<b>Hovenier</b>", "Kok", "Hulp", "Postbode"):
        run(["add-vacancy", title, "W1"])
    run("add-vacancy Nachtwaker W1 --hours-min 36 --hours-max 40")
    screen = cards(page_of())
    fits = screen.locator("#K1 .suggested strong").all_text_contents()
    assert len(fits) == 3
    assert fits[0] == "V1 <b>Hovenier</b>, Stadstram"
    groups = screen.locator("#K1 [name=vacancy] optgroup")
    assert [one.get_attribute("label") for one in groups.all()] == ["Zou kunnen passen", "Andere vacatures"]
    assert sorted(groups.nth(0).locator("option").all_text_contents()) == sorted(fits)
    assert len(screen.locator("#K1 ul.openings li").all()) == 2


def test_the_months_stay_in_sight_while_scrolling(page_of):
    screen = page_of()
    screen.set_viewport_size({"width": 1920, "height": 300})
    screen.evaluate("window.scrollTo(0, 200)")
    under = screen.evaluate("document.querySelector('header').getBoundingClientRect().bottom")
    assert screen.locator("thead td.months").bounding_box()["y"] == pytest.approx(under, abs=1)


def test_what_was_emptied_is_cleared(page_of, run, tmp_path):
    page_of()
    run(["outcome", "K1", "talk", "--note", "al besproken", "--for", "2026-11-23"])
    screen = cards(page_of())
    screen.locator("#search").fill("K1")
    screen.locator("#K1 [name=note]").fill("")
    with screen.expect_download() as download:
        screen.locator("#save").click()
    file = tmp_path / "overleg.json"
    download.value.save_as(file)
    assert json.loads(file.read_text())["rows"][0]["note"] == "-"
    (change,) = run(["apply", str(file), "--json"]).json["changed"]
    assert change["fields"] == {"note": ["al besproken", None]}


def test_without_an_outcome_there_is_nothing_to_save(page_of):
    screen = page_of()
    screen.locator("#save").click()
    assert screen.locator("#said").text_content() == "Er is nog niets ingevuld."


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("part", [0, 1, 2, 3])
def test_everybody_can_read_it(page_of, lang, scheme, part):
    screen = page_of(lang=lang, color_scheme=scheme)
    screen.get_by_role("tab").nth(part).click()
    found = Axe().run(screen)
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found.response["violations"]] == []


def test_what_it_achieved_stands_in_bars_with_all_figures_to_unfold(page_of):
    screen = page_of(lang="en")
    screen.get_by_role("tab").nth(3).click()
    assert screen.locator(".result h3").all_text_contents()[0] == "How far people got by 2026-11-23"
    bars = screen.locator(".result").first.locator(".bars tr")
    assert bars.first.locator("th, .number").all_text_contents() == ["registered", "5"]
    assert bars.first.locator("rect").get_attribute("width") == "100.0"
    assert not screen.locator(".figures").first.is_visible()
    screen.locator("summary").first.click()
    assert screen.locator(".figures").first.locator("th").all_text_contents()[:2] == ["Stage", "People"]


def test_what_must_be_read_from_five_metres_is_large(page_of):
    screen = cards(page_of())
    sizes = screen.evaluate(
        "['#K1 h3', '#K1 .until', '#K1 ul'].map((one) => parseFloat(getComputedStyle(document.querySelector(one)).fontSize))"
    )
    assert sizes[0] >= 50
    assert min(sizes) >= 25


def test_on_paper_every_card_is_there_and_nothing_to_click(page_of):
    screen = page_of(media="print")
    assert len(shown(screen)) == len(HOSTILE)
    assert not screen.locator("#save").is_visible()
