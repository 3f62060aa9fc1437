"""Where somebody works when another employs them: payroll, secondment, several places at once or in turn."""

import json

import pytest


@pytest.fixture
def lent(run, caseload):
    """A person on the payroll of one employer, and two others where the work could be."""
    run("add-candidate 'Fatima el Idrissi' --registered 2026-01-05")
    run("add-employer 'Payroll Vecht'")
    run("add-employer Stadstram")
    run("add-employer Kwekerij")
    run("add-contract K1 W1 --start 2026-02-01 --months 12 --hours 32")
    return caseload


def works_at(run, ref="C1"):
    """Where the work is, as ``show`` tells it: employer, hours, first and last day."""
    told = json.loads(run(f"show {ref} --json").stdout)["works_at"]
    return [(one["workplace_name"], one["hours"], one["starts_on"], one["ends_on"]) for one in told]


def test_a_workplace_without_days_lasts_as_long_as_its_contract(run, lent):
    said = run("add-workplace C1 stadstram").stdout
    assert said == (
        "C1 of Fatima el Idrissi at Payroll Vecht: works at Stadstram from 2026-02-01 up to and including 2027-01-31.\n"
    )
    run("edit-contract C1 --end 2026-12-31")
    assert works_at(run) == [("Stadstram", None, "2026-02-01", "2026-12-31")]
    run("end-contract C1 --on 2026-11-15 --reason moved-on")
    assert works_at(run) == [("Stadstram", None, "2026-02-01", "2026-11-15")]


def test_workplaces_may_overlap_and_follow_each_other(run, lent):
    run("add-workplace C1 W2 --hours 20 --to 2026-08-31")
    run("add-workplace C1 W3 --hours 12")
    assert run("add-workplace C1 W2 --hours 16 --from 2026-11-01").stderr == ""
    assert works_at(run) == [
        ("Stadstram", 20.0, "2026-02-01", "2026-08-31"),
        ("Kwekerij", 12.0, "2026-02-01", "2027-01-31"),
        ("Stadstram", 16.0, "2026-11-01", "2027-01-31"),
    ]
    assert run("contracts --json").json[0]["workplaces"] == ["Stadstram", "Kwekerij"]
    assert run("check").stdout == ""


@pytest.mark.parametrize(
    ("given", "note"),
    [
        ("--hours 33", "note: The workplaces of C1 come to 33 hours a week together, and the contract to 32.\n"),
        (
            "--from 2026-01-15",
            "note: The days at Stadstram lie outside C1, which runs from 2026-02-01 to 2027-01-31.\n",
        ),
        ("--to 2027-02-01", "note: The days at Stadstram lie outside C1, which runs from 2026-02-01 to 2027-01-31.\n"),
        ("--hours 32 --from 2026-02-01 --to 2027-01-31", ""),
    ],
)
def test_what_does_not_fit_the_contract_is_noted_and_added_all_the_same(run, lent, given, note):
    assert run(f"add-workplace C1 W2 {given}").stderr == note
    assert len(works_at(run)) == 1


def test_hours_count_together_only_in_the_same_days(run, lent):
    run("add-workplace C1 W2 --hours 20 --to 2026-08-31")
    assert run("add-workplace C1 W3 --hours 20 --from 2026-09-01").stderr == ""
    assert "come to 40 hours" in run("edit-workplace C1 W3 --from 2026-08-31").stderr


def test_an_edited_contract_notes_workplaces_that_no_longer_fit(run, lent):
    run("add-workplace C1 W2 --to 2027-01-31")
    assert "lie outside C1" in run("edit-contract C1 --end 2026-10-31").stderr


def test_a_workplace_is_changed_ended_and_cleared_by_its_employer(run, lent):
    run("add-workplace C1 W2 --hours 20")
    said = run("edit-workplace C1 stadstram --hours 16 --to 2026-12-31").stdout
    assert said == "C1 at Stadstram changed: Hours a week 20 → 16, Last day 2027-01-31 → 2026-12-31.\n"
    run("edit-workplace C1 W2 --to - --hours -")
    assert works_at(run) == [("Stadstram", None, "2026-02-01", "2027-01-31")]
    run("edit-workplace C1 W2 --drop")
    assert works_at(run) == []
    assert run("check").stdout == ""


def test_of_two_times_at_one_employer_a_day_tells_which(run, lent):
    run("add-workplace C1 W2 --to 2026-05-31")
    run("add-workplace C1 W2 --from 2026-09-01")
    assert run("edit-workplace C1 W2 --hours 8", exit=4).stderr == (
        "error: C1 has several workplaces at Stadstram, from 2026-02-01, 2026-09-01.\n"
        "hint: Say with --on a day in the one you mean.\n"
    )
    run("edit-workplace C1 W2 --on 2026-10-01 --hours 8")
    assert [hours for _, hours, *_ in works_at(run)] == [None, 8.0]
    run("edit-workplace C1 W2 --on 2026-07-01 --hours 8", exit=3)


@pytest.mark.parametrize(
    ("line", "exit"),
    [
        ("add-workplace C1 W2 --from 2026-06-01", 4),
        ("add-workplace C1 W2", 4),
        ("edit-workplace C1 W3 --hours 8", 3),
        ("edit-workplace C1 W3 --drop", 3),
        ("edit-workplace C1 W2 --from 2026-06-01 --to 2026-05-31", 2),
        ("add-workplace C1 W3 --hours 61", 2),
        ("add-workplace C1 W3 --hours 0", 2),
        ("add-workplace C1 W3 --from 2026-06-02 --to 2026-06-01", 2),
        ("add-workplace C9 W3", 3),
        ("add-workplace C1 W9", 3),
        ("add-workplace C1", 2),
        ("add-workplace C1 a", 4),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(run, lent, line, exit):
    run("add-workplace C1 W2")
    before = lent.read_bytes()
    result = run(line, exit=exit)
    assert result.stderr.startswith("error: ")
    assert "\nhint: " in result.stderr
    assert lent.read_bytes() == before


def test_a_workplace_of_a_later_employer_asks_whether_it_is_a_successor(run, lent):
    run("add-contract K1 W2 --start 2027-02-01 --months 6")
    said = run("add-workplace C1 W2").stdout
    assert said.splitlines()[1:] == [
        "Check by hand: Same workplace, another employer: if the work is the same, contracts with both may count together."
    ]
    (row,) = run("expiring --months 12 --json").json["rows"]
    assert row["check"] == ["successor"]
    assert "Check by hand" not in run("edit-workplace C1 W2 --hours 8").stdout
    run("edit-workplace C1 W2 --drop")
    (row,) = run("expiring --months 12 --json").json["rows"]
    assert row["check"] == []
    assert run("check").stdout == ""


def test_a_question_what_if_takes_the_workplace_along(run, lent):
    run("add-contract K1 W2 --start 2025-02-01 --end 2026-01-31")
    run("edit-contract C1 --workplace W2")
    assert "successor" in run("explain K1 --months 6 --json").json["stays"][-1]["check"]


def test_one_workplace_for_the_whole_contract_is_an_option_of_the_contract(run, lent):
    run("add-contract K1 W1 --start 2027-02-01 --months 6 --workplace stadstram")
    assert works_at(run, "C2") == [("Stadstram", None, "2027-02-01", "2027-07-31")]
    said = run("edit-contract C2 --workplace kwekerij").stdout
    assert said.startswith("C2 changed: Works at Stadstram → Kwekerij.\n")
    assert run("edit-contract C2 --workplace kwekerij").stdout.startswith("C2: nothing is different.\n")
    assert run("edit-contract C2 --workplace -").stdout.startswith("C2 changed: Works at Kwekerij → empty.\n")


def test_the_next_contract_is_worked_where_this_one_was_at_its_end(run, lent):
    run("add-workplace C1 W2 --hours 20 --to 2026-08-31")
    run("add-workplace C1 W3 --hours 24 --from 2026-09-01")
    run("extend-contract C1 --months 6")
    assert works_at(run, "C2") == [("Kwekerij", 24.0, "2027-02-01", "2027-07-31")]


def test_who_works_at_an_employer_is_seen_there_though_another_employs_them(run, lent):
    run("add-workplace C1 W2 --hours 20 --to 2026-08-31")
    (here,) = run("show W2 --json").json["works_here"]
    assert (here["ref"], here["candidate"], here["employer_name"], here["hours"]) == ("C1", "K1", "Payroll Vecht", 20.0)
    assert "1 person whom another employs works there now." in run("show W2 --as-of 2026-08-31").stdout
    assert "whom another employs" not in run("show W2 --as-of 2026-09-01").stdout
    assert [one["ref"] for one in run("candidates --employer W2 --as-of 2026-08-31 --json").json] == ["K1"]
    assert run("candidates --employer W2 --as-of 2026-09-01 --json").json == []
    assert [one["ref"] for one in run("candidates --employer W1 --as-of 2026-09-01 --json").json] == ["K1"]


def test_a_candidate_is_shown_with_every_workplace(run, lent):
    run("add-workplace C1 W2 --to 2026-08-31")
    run("add-workplace C1 W3 --from 2026-09-01")
    told = run("show K1 --json").json["workplaces"]
    assert [(one["ref"], one["workplace"]) for one in told] == [("C1", "W2"), ("C1", "W3")]


def test_workplaces_leave_the_tool_with_the_rest(run, lent, tmp_path):
    run("add-workplace C1 W2 --hours 20")
    file = tmp_path / "all.json"
    run(["export", str(file), "--format", "json"])
    (one,) = json.loads(file.read_text(encoding="utf-8"))["workplaces"]
    assert (one["ref"], one["candidate"], one["workplace"], one["hours"]) == ("C1", "K1", "W2", 20.0)


# --- import --------------------------------------------------------------------------------------------------------


def bring_in(run, tmp_path, places, *more):
    file = tmp_path / "list.csv"
    rows = ["Klantnummer;Naam;Werkgever;Startdatum;Einddatum;Werkt bij"]
    rows.append(f'11;Jan Bos;Payroll Vecht;01-03-2026;28-02-2027;"{places}"')
    file.write_text("\n".join(rows), encoding="utf-8")
    return run(["import", str(file), *more])


def test_a_column_tells_where_the_work_is(run, lent, tmp_path):
    bring_in(run, tmp_path, "Stadstram; Kwekerij")
    assert [name for name, *_ in works_at(run, "C2")] == ["Stadstram", "Kwekerij"]
    assert bring_in(run, tmp_path, "Kwekerij; Stadstram", "--json").json["unchanged"] == 1
    assert bring_in(run, tmp_path, "", "--json").json["unchanged"] == 1
    (line,) = bring_in(run, tmp_path, "Kwekerij; Hotel De Gracht", "--json").json["new"]
    (field,) = line["fields"]
    assert (field["before"], field["after"]) == (["W2", "W3"], ["W3", "Hotel De Gracht"])
    assert [name for name, *_ in works_at(run, "C2")] == ["Kwekerij", "Hotel De Gracht"]
    assert "Works at" in bring_in(run, tmp_path, "Kwekerij", "--dry-run").stdout
    bring_in(run, tmp_path, "-")
    assert works_at(run, "C2") == []
    assert run("check").stdout == ""


def test_a_list_of_today_does_not_wipe_out_where_somebody_worked_before(run, lent, tmp_path):
    bring_in(run, tmp_path, "")
    run("add-workplace C2 W2 --hours 20 --to 2026-08-31")
    run("add-workplace C2 W3 --hours 24 --from 2026-09-01")
    assert bring_in(run, tmp_path, "Kwekerij", "--json").json["unchanged"] == 1
    bring_in(run, tmp_path, "Payroll Vecht")
    assert works_at(run, "C2") == [
        ("Stadstram", 20.0, "2026-03-01", "2026-08-31"),
        ("Payroll Vecht", None, "2026-03-01", "2027-02-28"),
    ]


def test_an_edit_of_a_day_outside_the_contract_says_what_was_kept(run, lent):
    run("add-workplace C1 W2")
    assert run("edit-workplace C1 W2 --to 2030-12-31").stdout == (
        "C1 at Stadstram changed: Last day 2027-01-31 → 2030-12-31.\n"
    )
    assert run("edit-workplace C1 W2 --to -").stdout == "C1 at Stadstram changed: Last day 2030-12-31 → 2027-01-31.\n"


def test_whoever_works_somewhere_is_found_by_it_until_they_do_not(run, lent):
    def found():
        return [one["ref"] for one in run("find stadstram --json", exit=None).json if one["kind"] == "candidate"]

    assert found() == []
    run("add-workplace C1 W2")
    assert found() == ["K1"]
    run("edit-employer W2 --name Stadsbus")
    assert [one["ref"] for one in run("find stadsbus --json").json] == ["K1", "W2"]
    run("undo 2")
    assert found() == []
    assert run("check").stdout == ""


@pytest.mark.parametrize("days", ["--from 2030-01-01", "--to 2020-01-01", "--from 2030-01-01 --to 2030-02-01"])
def test_days_of_which_none_is_in_the_contract_are_refused(run, lent, days):
    before = lent.read_bytes()
    said = run(f"add-workplace C1 W2 {days}", exit=2).stderr
    assert said.startswith("error: None of these days is a day of C1, which runs from ")
    assert lent.read_bytes() == before
