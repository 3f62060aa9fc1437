"""What the pages tell people to type works, in order, and shows what they say that it shows: in each page's own language."""

import runpy
import shutil
from pathlib import Path

import pages
import pytest
import starts
from pages import Step, differs, files, steps

import doorstroom

ROOT = Path(doorstroom.__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])


@pytest.fixture(scope="session")
def ready(tmp_path_factory):
    """A folder for each start, made once, to copy."""
    made = tmp_path_factory.mktemp("starts")
    for start in ("docs", "returned", "undone", "empty", "nothing", "encrypted"):
        starts.make(start, made / start)
    return made


@pytest.fixture
def follow(ready, tmp_path, run, on_a_terminal, monkeypatch):
    """Type every command of a page as its reader would; what is wrong, line by line."""

    def begin(start):
        folder = Path(shutil.copytree(ready / start, tmp_path / f"reader{len(list(tmp_path.glob('reader*')))}"))
        monkeypatch.chdir(folder)
        monkeypatch.setenv("DOORSTROOM_DB", str(folder / "caseload.db"))

    def type_in(step: Step) -> tuple[int | str | None, str]:
        if step.answers:
            return step.exit, on_a_terminal(step.words[1:], step.answers, exit=step.exit)
        result = run(step.words[1:], exit=None)
        return result.exit, (result.stdout + result.stderr).replace(f"{Path.cwd()}/", "")

    def follow(page):
        # English is what a caseload without a language of its own shows here, so that the pages may choose one.
        monkeypatch.setenv("DOORSTROOM_LANG", "nl") if page.parent.name == "nl" else monkeypatch.delenv(
            "DOORSTROOM_LANG", raising=False
        )
        wrong = []
        for step in steps(page):
            if step.start == "not here":
                assert step.words[1] == "bench", step
                continue
            if step.start is not None:
                begin(step.start)
                for name, text in files(page).items():
                    Path(name).write_text(text, encoding="utf-8")
            if not step.is_ours:
                continue
            code, said = type_in(step)
            if code != step.exit:
                wrong.append(f"line {step.line}: {step.command}\nends with {code}, not with {step.exit}:\n{said}")
            elif difference := differs(step.shown, said):
                wrong.append(f"line {step.line}: {step.command}\n{difference}")
        return wrong

    return follow


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_everything_that_a_page_says_to_type_works_as_it_says(page, follow):
    assert "\n\n".join(follow(page)) == ""


def test_every_page_for_users_is_there_in_dutch():
    english = {page.name for page in (ROOT / "docs").glob("*.md")} - {"architecture.md"}
    assert {page.name for page in (ROOT / "docs" / "nl").glob("*.md")} - {"README.md"} == english


def test_the_picture_of_the_list_is_what_the_demo_shows():
    picture = runpy.run_path(str(ROOT / "docs" / "picture.py"))["picture"]
    assert picture() == (ROOT / "docs" / "expiring.svg").read_text(encoding="utf-8"), "run docs/picture.py, and look"


# --- the reader itself --------------------------------------------------------------------------------------------


def a_page(folder, text, language="en"):
    page = folder / language / "page.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(text, encoding="utf-8")
    return page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("$ doorstroom candidats", "ends with 2"),
        ("$ doorstroom show K99", "ends with 3"),
        ("$ doorstroom add-employer Bakker\nW8 added: Bakker.", "W9 added: Bakker."),
        ("$ doorstroom add-employer Bakker\nW9 added: Bakker.\nAnd more.", "it says"),
        ("$ doorstroom add-employer Bakker\n\nW9 added: Bakker.", "it says"),
    ],
)
def test_a_page_that_is_not_true_is_caught(tmp_path, follow, text, said):
    (wrong,) = follow(a_page(tmp_path, f"# Page\n\n```console\n{text}\n```\n"))
    assert said in wrong
    assert wrong.startswith("line 4: doorstroom ")


@pytest.mark.parametrize(
    "text",
    [
        "```console\n$ dorstroom candidates\n```\n",
        "```console\n$ doorstroom candidates\n",
        "```console\ndoorstroom candidates\n```\n",
        "<!-- start: demos -->\n```console\n$ doorstroom candidates\n```\n",
        "```console\n$ doorstroom candidates\n```\n<!-- exit: 3 -->\n",
    ],
)
def test_a_page_that_cannot_be_followed_fails(tmp_path, follow, text):
    with pytest.raises(AssertionError):
        follow(a_page(tmp_path, text))


def test_a_reader_goes_on_in_the_same_file_until_a_page_starts_anew(tmp_path, follow):
    page = a_page(
        tmp_path,
        "```console\n$ doorstroom add-employer \\\n    Bakker   # a comment\nW9 added: Bakker.\n$ pipx install .\n```\n"
        "```console\n$ doorstroom show W9\n…\nName  Bakker\n…\n```\n"
        "<!-- start: empty -->\n```console\n$ doorstroom add-employer Bakker\nW1 added: Bakker.\n```\n"
        "<!-- exit: 3 -->\n```console\n$ doorstroom show W9\nerror: There is no employer W9.\n…\n```\n"
        "<!-- start: nothing -->\n```console\n$ doorstroom init\n$ doorstroom candidates\n```\n",
    )
    assert follow(page) == []


def test_a_dutch_page_is_followed_in_dutch(tmp_path, follow):
    text = "```console\n$ doorstroom add-employer Bakker\nW9 toegevoegd: Bakker.\n```\n"
    assert follow(a_page(tmp_path, text, "nl")) == []
    assert follow(a_page(tmp_path, text)) != []


def test_a_question_on_a_terminal_is_answered(tmp_path, follow):
    page = a_page(
        tmp_path,
        "<!-- answers: Name = Noor van het Veld -->\n```console\n$ doorstroom add-candidate\n```\n"
        "```console\n$ doorstroom show Veld\n…\nName           Noor van het Veld\n…\n```\n",
    )
    assert follow(page) == []


def test_the_programs_of_others_are_few():
    assert all(not program.startswith("doorstroom") for program in pages.OTHERS)
