"""Which language is spoken: what was asked, else what environment or file says, else the locale, else English."""

import pytest

DUTCH, ENGLISH = "Kandidaten", "Candidates"


def title(result) -> str:
    return result.stdout.splitlines()[0]


@pytest.mark.parametrize(
    ("asked", "in_the_environment", "in_the_file", "locale", "title_shown"),
    [
        (None, None, None, "C.UTF-8", ENGLISH),
        (None, None, None, "nl_NL.UTF-8", DUTCH),
        (None, None, None, "nl_BE", DUTCH),
        (None, None, None, "de_DE.UTF-8", ENGLISH),
        (None, None, "nl", "en_GB.UTF-8", DUTCH),
        (None, None, "en", "nl_NL.UTF-8", ENGLISH),
        (None, "nl", "en", "en_GB.UTF-8", DUTCH),
        (None, "en", "nl", "nl_NL.UTF-8", ENGLISH),
        (None, "fr", "nl", "en_GB.UTF-8", DUTCH),
        (None, "", "nl", "en_GB.UTF-8", DUTCH),
        ("nl", "en", "en", "en_GB.UTF-8", DUTCH),
        ("en", "nl", "nl", "nl_NL.UTF-8", ENGLISH),
    ],
)
def test_the_nearest_wish_decides(
    caseload, run, monkeypatch, asked, in_the_environment, in_the_file, locale, title_shown
):
    if in_the_file:
        run(f"settings lang {in_the_file}")
    monkeypatch.setenv("LANG", locale)
    if in_the_environment is not None:
        monkeypatch.setenv("DOORSTROOM_LANG", in_the_environment)
    assert title(run(f"{f'--lang {asked}' if asked else ''} candidates")) == title_shown


@pytest.mark.parametrize(
    "line", ["--lang nl candidates", "--lang=nl candidates", "--db caseload.db --lang nl candidates"]
)
def test_a_language_is_asked_for_in_every_way_that_options_are_given(caseload, run, monkeypatch, line):
    monkeypatch.chdir(caseload.parent)
    assert title(run(line)) == DUTCH


def test_the_language_of_another_file_counts_when_that_is_the_one_that_is_used(caseload, tmp_path, run):
    elsewhere = tmp_path / "other.db"
    run(["init", str(elsewhere), "--lang", "nl"])
    assert title(run(["--db", str(elsewhere), "candidates"])) == DUTCH
    assert title(run([f"--db={elsewhere}", "candidates"])) == DUTCH
    assert title(run("candidates")) == ENGLISH


def test_one_run_does_not_speak_the_language_of_the_one_before(caseload, run):
    assert title(run("--lang nl candidates")) == DUTCH
    assert title(run("candidates")) == ENGLISH


def test_a_language_that_is_not_spoken_is_refused(caseload, run):
    assert run("--lang fr candidates", exit=2).stderr == (
        "error: --lang does not take fr.\nhint: Choose one of: nl, en.\n"
    )


def test_errors_and_hints_are_in_the_language_too(caseload, run):
    said = run("--lang nl show K9", exit=3).stderr
    assert said.startswith("fout: ")
    assert "\ntip: " in said


def test_days_and_numbers_are_written_as_the_language_has_them(caseload, run):
    run("add-candidate 'Fatima el Idrissi' --hours-min 12,5 --registered 1-2-2026")
    assert "12.5" in run("--lang en show K1").stdout
    assert "2026-02-01" in run("--lang en show K1").stdout
    assert "12,5" in run("--lang nl show K1").stdout
    assert "01-02-2026" in run("--lang nl show K1").stdout


@pytest.mark.parametrize("line", ["candidates --json", "expiring --json", "candidates --csv", "show K1 --json"])
def test_what_programs_read_is_the_same_in_every_language(region, run, line):
    assert run(f"--lang nl {line}").stdout == run(f"--lang en {line}").stdout


def test_codes_of_errors_are_the_same_in_every_language(caseload, run):
    dutch, english = (run(f"--lang {language} show K9 --json", exit=3).json["error"] for language in ("nl", "en"))
    assert dutch["code"] == english["code"] == "not_found"
    assert dutch["message"] != english["message"]


def test_a_new_caseload_keeps_the_language_in_which_it_was_made(tmp_path, run, monkeypatch):
    run("--lang nl init")
    assert title(run("candidates")) == DUTCH
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert title(run("candidates")) == DUTCH
