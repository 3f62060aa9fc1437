"""Noting what was said and agreed, correcting it, and reading it back."""

import sqlite3
from contextlib import closing

import pytest
from factories import day

from doorstroom import store
from doorstroom.model.matching import Proposal, Vacancy


@pytest.fixture
def vacancy(region):
    """V1 at W2, for which K1 is proposed (P1)."""
    with store.open(region, command="test") as caseload:
        caseload.add(Vacancy(employer=2, title="Hovenier", owner="Samira"))
        caseload.add(Proposal(candidate=1, vacancy=1, proposed_on=day("2026-11-02")))
    return region


def note(run, line: str) -> dict:
    return run(f"note {line} --json").json


def step(run, line: str) -> dict:
    return run(f"step {line} --json").json


# --- notes -------------------------------------------------------------------------------------------------------


def test_a_note_is_of_today_and_read_back_in_a_sentence(region, run):
    said = run("note K1 'Wil in de buurt blijven' --about end --next 2026-12-04").stdout
    assert said == (
        "N1 noted for K1 Fatima el Idrissi: spoken with the candidate on 2026-11-21 about end of the job.\n"
        "Next conversation on 2026-12-04.\n"
    )
    (told,) = run("notes K1 --json").json
    assert (told["ref"], told["held_on"], told["about"], told["next_on"]) == ("N1", "2026-11-21", "end", "2026-12-04")


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ("K1", {"subject": "K1", "with": "candidate", "contract": None, "employer": None}),
        ("2041", {"subject": "K1", "with": "candidate"}),
        ("C1", {"subject": "K1", "with": "candidate", "contract": "C1", "employer": None}),
        ("C1 --with employer", {"subject": "K1", "with": "employer", "contract": "C1", "employer": "W1"}),
        ("W1", {"subject": "W1", "with": "employer", "candidate": None}),
        ("klimpark --with wsp", {"subject": "W3", "with": "wsp"}),
        ("V1", {"subject": "V1", "with": "employer", "employer": "W2", "owner": "Samira"}),
        ("P1", {"subject": "K1", "with": "candidate", "vacancy": "V1", "employer": None}),
    ],
)
def test_a_note_is_about_whatever_a_ref_or_name_means(vacancy, run, record, told):
    text, *more = record.split(" ", 1)
    noted = note(run, f"{text} 'Belde.' {' '.join(more)}")
    assert {key: noted[key] for key in told} == told


def test_the_text_can_be_typed_where_nobody_sees_it(region, run, on_a_terminal):
    on_a_terminal("note K1 --about progress", {"What was said": "Gaat goed."})
    on_a_terminal("step K1", {"What will be done": "Bellen"})
    assert run("notes K1 --json").json[0]["text"] == "Gaat goed."
    assert run("steps --json").json[0]["text"] == "Bellen"


def test_notes_are_listed_the_last_one_first_and_by_what_is_asked(region, run):
    run("note K1 een --on 2026-11-01 --about end")
    run("note K8 twee --on 2026-11-10 --with employer")
    run("note W1 drie --on 2026-11-05 --interest interested")
    run("note C7 vier --on 2026-11-20 --with employer")

    def texts(line: str) -> list[str]:
        return [one["text"] for one in run(f"notes {line} --json").json]

    assert texts("") == ["vier", "twee", "drie", "een"]
    assert texts("K8") == ["vier", "twee"]
    assert texts("W2") == ["vier"]
    assert texts("C7") == ["vier"]
    assert texts("--with employer") == ["vier", "twee", "drie"]
    assert texts("--about end") == ["een"]
    assert texts("--since 2026-11-05") == ["vier", "twee", "drie"]
    assert texts("--as-of 2026-11-05") == ["drie", "een"]
    assert texts("--owner ruben") == ["vier", "twee"]
    assert texts("--coach dekker") == ["een"]
    assert run("notes --csv").stdout.splitlines()[0].startswith("ref;held_on;subject;name;with;about;text")


def test_a_note_is_corrected_and_cleared(region, run):
    run("note K1 'Gat goed' --next 2026-12-04 --about match")
    said = run("edit-note N1 --text 'Gaat goed' --on 2026-11-20 --next - --about progress --with coach").stdout
    assert said.startswith("N1 changed: Held on 2026-11-21 → 2026-11-20, With candidate → coach")
    (told,) = run("notes --json").json
    assert (told["text"], told["next_on"], told["about"], told["with"]) == ("Gaat goed", None, "progress", "coach")


@pytest.mark.parametrize(
    ("made", "dropped", "list"), [("note", "drop-note N1", "notes"), ("step", "drop-step S1", "steps")]
)
def test_what_is_wrong_is_taken_out_and_stays_in_the_log(region, run, made, dropped, list):
    run(f"{made} K1 verkeerd")
    assert "verkeerd" in run(dropped).stdout
    assert run(f"{list} --json").json == []
    assert run(dropped, exit=3).stderr.startswith(f"error: {dropped[-2:]} is gone since ")
    with closing(sqlite3.connect(region)) as connection:
        before, after = connection.execute(
            "select before, after from change_value order by change desc limit 1"
        ).fetchone()
    assert "verkeerd" in before
    assert after is None
    assert "damaged" not in run("check", exit=None).stdout


def test_a_step_on_which_a_meeting_decided_is_not_taken_out(region, run):
    run("outcome K1 talk --note 'Eerst praten' --owner Noor --due 2026-12-01")
    ref = run("steps --json").json[0]["ref"]
    before = region.read_bytes()
    assert run(f"drop-step {ref}", exit=6).stderr == (
        f"error: {ref} is what a meeting decided.\nhint: `doorstroom done {ref}` closes it.\n"
    )
    assert region.read_bytes() == before


def test_the_number_of_a_note_that_is_gone_is_not_given_again(region, run):
    run("note K1 een")
    run("drop-note N1")
    assert note(run, "K1 twee")["ref"] == "N2"


@pytest.mark.parametrize(
    ("line", "exit", "code"),
    [
        ("note K1 x --on 2026-11-22", 2, "usage"),
        ("note K1 x --next 2026-11-20", 2, "usage"),
        ("note K1 x --interest interested", 2, "usage"),
        ("note K1 x --with doctor", 2, "usage"),
        ("note K1 x --about health", 2, "usage"),
        ("note K1 ''", 2, "usage"),
        ("note K1", 2, "usage"),
        ("note K99 x", 3, "not_found"),
        ("note V9 x", 3, "not_found"),
        ("note an x", 4, "ambiguous"),
        ("note K1 'bsn 123456782'", 6, "refused"),
        ("edit-note N1 --on 2026-12-01", 2, "usage"),
        ("edit-note N1 --text -", 2, "usage"),
        ("edit-note N1 --text 'bsn 123456782'", 6, "refused"),
        ("edit-note N9 --text x", 3, "not_found"),
        ("drop-note S1", 3, "not_found"),
        ("step K1 x --due 2026-02-30", 2, "bad_date"),
        ("step K1 x --on 2026-11-22", 2, "usage"),
        ("step K1 x --due 2026-12-01 --not-before 2026-12-02", 2, "usage"),
        ("step K1 'bsn 123456782'", 6, "refused"),
        ("step K1 x --owner 'bsn 123456782'", 6, "refused"),
        ("step K99 x", 3, "not_found"),
        ("done S1 --on 2026-11-22", 2, "usage"),
        ("done S1 --on 2026-11-01", 2, "usage"),
        ("done S1 --note 'bsn 123456782'", 6, "refused"),
        ("done S9", 3, "not_found"),
        ("done S2", 6, "refused"),
        ("edit-step S1 --due 2026-01-01 --not-before 2026-02-01", 2, "usage"),
        ("edit-step S9 --due -", 3, "not_found"),
        ("steps --candidate K99", 3, "not_found"),
        ("notes an", 4, "ambiguous"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(region, run, line, exit, code):
    run("note K1 een")
    run("step K1 een --on 2026-11-10")
    run("step K1 twee")
    run("done S2")
    before = region.read_bytes()
    result = run(f"{line} --json", exit=exit)
    assert result.json["error"]["code"] == code
    assert result.stderr.splitlines()[1].startswith("hint: ")
    assert region.read_bytes() == before


def test_words_about_health_are_warned_about_in_notes_and_steps(region, run):
    assert "may be about health" in run("note K1 'heeft een burn-out'").stderr
    assert "may be about health" in run("step K1 'gesprek over depressie' --due 2026-12-01").stderr


def test_odd_text_is_shown_as_it_is(region, run):
    for text in ("[/] [bold]", "=1+1", "@SUM(A1)", "<b>"):
        run(["note", "K1", text])
    assert [one["text"] for one in run("notes --json").json] == ["<b>", "@SUM(A1)", "=1+1", "[/] [bold]"]
    assert "'=1+1" in run("notes --csv").stdout
    assert "[/] [bold]" in run("show K1").stdout


# --- steps -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("K1 x", "Noor Bakker"),
        ("C1 x", "Noor Bakker"),
        ("W1 x", "Noor Bakker"),
        ("V1 x", "Samira"),
        ("P1 x", "Noor Bakker"),
        ("K6 x", None),
        ("K1 x --owner Samira", "Samira"),
    ],
)
def test_a_step_has_the_owner_of_what_it_is_about(vacancy, run, line, owner):
    assert step(run, line)["owner"] == owner


def test_a_vacancy_without_an_owner_has_that_of_its_employer(region, run):
    with store.open(region, command="test") as caseload:
        caseload.add(Vacancy(employer=1, title="Conducteur"))
    assert step(run, "V1 x")["owner"] == "Noor Bakker"


def test_a_step_keeps_its_owner_when_the_case_moves(region, run):
    run("step K1 'Bellen' --due 2026-12-01")
    run("edit-candidate K1 --owner Samira")
    assert run("steps --json").json[0]["owner"] == "Noor Bakker"
    assert [one["ref"] for one in run("steps --owner samira --json").json] == []


def test_a_step_without_owner_or_day_says_how_to_give_it_one(region, run):
    said = run("step K6 Bellen").stderr
    assert said == (
        "note: S1 has no owner yet: `doorstroom edit-step S1 --owner NAME`.\n"
        "note: S1 has no due day yet: `doorstroom edit-step S1 --due DATE`.\n"
    )
    assert run("edit-step S1 --owner Noor --due 2026-12-01").stderr == ""


def test_a_step_for_a_closed_case_is_agreed_with_a_note(region, run):
    result = run("step K7 Bellen --owner Noor --due 2026-12-01")
    assert "S1 agreed for K7 Piet Jansen." in result.stdout
    assert result.stderr == "note: K7 Piet Jansen is closed since 2026-09-01.\n"
    assert "is closed since" in run("note K7 x --next 2026-12-01").stderr
    assert run("note K7 x").stderr == ""


def test_a_step_that_is_late_already_is_agreed_with_a_note(region, run):
    assert run("step K1 Bellen --due 2025-12-01").stderr == "note: S1 is overdue already.\n"


def test_the_steps_are_those_that_must_be_done_the_first_one_due_in_front(region, run):
    for line in (
        "K1 a --due 2026-12-10 --on 2026-11-10",
        "K8 b --due 2026-11-12 --on 2026-11-10",
        "K1 c --on 2026-11-10",
        "K1 d --due 2027-02-01 --not-before 2027-01-10 --on 2026-11-10",
        "K1 e --due 2026-11-15 --on 2026-11-10",
        "W1 f --due 2026-11-30 --on 2026-11-10",
    ):
        run(f"step {line}")
    run("done S5 --on 2026-11-18")

    def texts(line: str) -> str:
        return "".join(one["text"] for one in run(f"steps {line} --json").json)

    assert texts("") == "bfac"
    assert texts("--overdue") == "b"
    assert texts("--candidate K1") == "ac"
    assert texts("--employer W1") == "f"
    assert texts("--owner ruben") == "b"
    assert texts("--all") == "bfadce"
    assert texts("--as-of 2026-11-17") == "befac"
    assert texts("--as-of 2026-11-17 --overdue") == "be"
    assert texts("--as-of 2026-11-09") == ""
    assert texts("--as-of 2027-01-10") == "bfadc"
    assert run("steps").stdout.endswith("4 records.\n1 step may not begin yet.\n")
    assert "may not begin" not in run("steps --all").stdout


def test_a_step_is_done_with_what_came_of_it_and_can_be_opened_again(region, run):
    run("step K1 Bellen --due 2026-11-15 --on 2026-11-01")
    assert run("done S1 --note 'Mag blijven'").stdout == "S1 done on 2026-11-21: Bellen\n"
    assert run("steps --json").json == []
    (told,) = run("steps --all --json").json
    assert (told["done_on"], told["done_note"], told["overdue"]) == ("2026-11-21", "Mag blijven", False)
    assert "was done already" in run("done S1", exit=6).stderr
    run("edit-step S1 --done -")
    (told,) = run("steps --json").json
    assert (told["done_on"], told["done_note"], told["overdue"]) == (None, None, True)


def test_a_bare_number_names_a_step_where_only_steps_can_be_meant(region, run):
    run("step K1 Bellen")
    assert run("done 1 --json").json["ref"] == "S1"


# --- show --------------------------------------------------------------------------------------------------------


def test_what_was_said_and_agreed_stands_with_the_record(region, run):
    run("note C1 'Mag niet blijven' --with employer --about end --on 2026-11-10")
    run("step K1 Bellen --due 2026-12-01 --on 2026-11-10")
    run("step W1 'Profielen sturen' --due 2026-12-02")
    person, employer = run("show K1 --json").json, run("show W1 --json").json
    assert [one["ref"] for one in person["contacts"]] == ["N1"]
    assert [one["ref"] for one in person["steps"]] == ["S1"]
    assert [one["ref"] for one in employer["contacts"]] == ["N1"]
    assert [one["ref"] for one in employer["steps"]] == ["S2"]
    assert run("show K1 --as-of 2026-11-09 --json").json["contacts"] == []


def test_a_step_and_a_note_are_shown_by_their_ref(region, run):
    run("step K1 Bellen --due 2026-11-01")
    run("note K1 'Gaat goed.'")
    told = run("show S1 --json").json
    assert (told["name"], told["overdue"], told["owner"]) == ("Fatima el Idrissi", True, "Noor Bakker")
    assert "Gaat goed." in run("show N1").stdout
    assert run("show S9", exit=3).stderr.startswith("error: There is no step S9.")


def test_the_file_is_whole_after_every_note_and_step(region, run):
    for line in (
        "note K1 een --next 2026-12-01",
        "edit-note N1 --next -",
        "step W1 een --due 2026-12-01",
        "edit-step S1 --owner - --due -",
        "done S1",
        "drop-note N1",
        "drop-step S1",
    ):
        run(line)
        assert "damaged" not in run("check --json", exit=None).stdout
