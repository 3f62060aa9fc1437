"""Schemes on contracts, each with its own dates."""

import pytest
from outside import write_workbook

from doorstroom.store import open as open_store


@pytest.fixture
def fatima(caseload, run):
    run("add-candidate 'Fatima el Idrissi' --owner Noor --coach Sven")
    run("add-employer Stadstram")
    run("add-contract K1 W1 --start 2026-09-15 --months 12 --wage-month 2200")


def test_the_rules_give_the_days_that_nobody_gave(fatima, run):
    told = run("add-support C1 lks --json").json
    assert (told["starts_on"], told["ends_on"], told["rule"]) == ("2026-09-15", "2027-03-14", "lks.flat_rate")


def test_what_was_taken_from_which_rule_is_said(fatima, run):
    said = run("add-support C1 lks").stdout
    assert "2027-03-14 follows from Flat-rate wage subsidy: 6 months (PW 10d(1)(b), 10d(5))" in said
    assert "From 2027-03-15 on: Wage subsidy on measured productivity" in said
    assert "Apply on 2027-03-15 at the latest, on 2027-03-14 to be safe" in said


def test_a_day_that_is_given_wins(fatima, run):
    result = run("add-support C1 lks --to 2026-12-31 --review 2026-12-01 --provider Gemeente")
    assert "up to and including 2026-12-31." in result.stdout
    assert "the last day would be 2027-03-14" in result.stdout
    assert run("show R1 --json").json["review_on"] == "2026-12-01"


def test_without_a_rule_nothing_is_filled_in(fatima, run):
    assert run("add-support C1 lks --rule - --json").json["ends_on"] is None


def test_which_tax_credit_is_asked_for(fatima, run):
    said = run("add-support C1 lkv").stdout
    assert "Possible: --rule lkv.arbeidsgehandicapte" in said
    told = run("add-support C1 lkv --rule lkv.arbeidsgehandicapte --json").json
    assert told["ends_on"] == "2029-09-14"


def test_a_rule_that_is_not_for_this_scheme_is_refused(fatima, caseload, run):
    before = caseload.read_bytes()
    result = run("add-support C1 lks --rule trial.uwv", exit=2)
    assert result.stderr == (
        "error: trial.uwv is no rule for wage subsidy on 2026-09-15.\n"
        "hint: Choose one of: lks.flat_rate, lks.measured.\n"
    )
    assert caseload.read_bytes() == before


@pytest.mark.parametrize(
    ("line", "exit"),
    [
        ("add-support C9 lks", 3),
        ("add-support C1 nothing", 2),
        ("add-support C1 lks --to 2026-01-01", 2),
        ("add-support C1 lks --from 2026-10-01 --review 2026-09-30", 2),
        ("add-support C1 lks --note 'BSN 123456782'", 6),
        ("edit-support R9 --review 2026-12-01", 3),
        ("end-support R9", 3),
        ("show R9", 3),
        ("supports --kind nothing", 2),
        ("supports --employer Nergens", 3),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(fatima, caseload, run, line, exit):
    before = caseload.read_bytes()
    result = run(line, exit=exit)
    assert result.stdout == ""
    assert result.stderr.startswith("error: ")
    assert len(result.stderr.splitlines()) == 2
    assert caseload.read_bytes() == before


def test_a_scheme_is_changed_and_a_dash_clears(fatima, run):
    run("add-support C1 lks --review 2026-12-01")
    said = run("edit-support R1 --review - --to 2027-02-28 --granted 2026-10-01").stdout
    assert said == (
        "R1 changed: Agreed last day 2027-03-14 → 2027-02-28, Look again on 2026-12-01 → empty,"
        " Granted on empty → 2026-10-01.\n"
    )


def test_what_was_granted_need_not_be_applied_for(fatima, run):
    run("add-support C1 lks --granted 2026-10-01")
    assert "Apply on" not in run("show R1").stdout


def test_ending_a_scheme_leaves_what_was_agreed(fatima, run):
    run("add-support C1 jobcoach --to 2027-06-30")
    said = run("end-support R1 --on 2026-11-30").stdout
    assert said == "R1, job coach of Fatima el Idrissi at Stadstram, ended on 2026-11-30.\n"
    told = run("show R1 --json").json
    assert (told["ends_on"], told["ended_on"]) == ("2027-06-30", "2026-11-30")
    assert "ended already" in run("end-support R1", exit=6).stderr


def test_the_list_can_be_narrowed(fatima, run):
    run("add-candidate 'Jan Jansen' --owner Ruben")
    run("add-employer WerkPlus")
    run("add-contract K2 W2 --start 2026-01-01 --months 12")
    run("add-support C1 lks")
    run("add-support C1 jobcoach --to 2026-10-31")
    run("add-support C2 no-risk --to 2031-01-01")

    def refs(line):
        return [one["ref"] for one in run(f"supports {line} --json").json]

    assert refs("") == ["R1", "R2", "R3"]
    assert refs("--kind lks --kind no-risk") == ["R1", "R3"]
    assert refs("--owner noor") == ["R1", "R2"]
    assert refs("--coach sven --running") == ["R1"]
    assert refs("--running --as-of 2026-10-31") == ["R1", "R2", "R3"]
    assert refs("--candidate Jansen") == refs("--employer WerkPlus") == ["R3"]
    assert run("supports --csv").stdout.splitlines()[1].startswith("R1;lks;K1;Fatima el Idrissi;W1;Stadstram;C1;")


def test_schemes_are_shown_with_the_person_the_employer_and_the_contract(fatima, run):
    run("add-support C1 lks")
    for record in ("K1", "W1", "C1"):
        assert [one["ref"] for one in run(f"show {record} --json").json["support"]] == ["R1"]
    assert "wage subsidy" in run("show K1").stdout


def test_the_transition_payment_is_shown_as_an_indication(fatima, run):
    said = "about € 733.33: 1/3 of a month's wage a year, 12 months (Transition payment from day one, BW7 673(1)(2)(4))"
    assert said in run("show C1").stdout
    assert "ongeveer € 733,33" in run("--lang nl show C1").stdout


def test_a_name_that_looks_like_markup_is_only_a_name(caseload, run):
    run("add-candidate '[/] =1+1'")
    run("add-employer '[bold]'")
    run("add-contract K1 W1 --start 2026-09-15 --months 12")
    assert "[/] =1+1 at [bold]" in run("add-support C1 other --note '=2+2'").stdout
    assert "'=2+2" in run("supports --csv").stdout


# --- in a spreadsheet --------------------------------------------------------------------------------------------


@pytest.fixture
def sheet(tmp_path):
    def write(*rows):
        headings = [
            "Cliëntnummer",
            "Naam",
            "Werkgever",
            "Startdatum",
            "Einddatum",
            "Loonkostensubsidie tot",
            "Jobcoach t/m",
        ]
        return write_workbook(tmp_path / "lijst.xlsx", {"Blad1": [headings, *rows]})

    return write


JAN = ("7", "Jan Jansen", "WerkPlus", "01-09-2026", "31-08-2027", "28-02-2027", "31-12-2026")


def test_last_days_of_schemes_come_in_with_the_contract(caseload, run, sheet):
    result = run(["import", str(sheet(JAN))])
    assert "Loonkostensubsidie tot: 1 day is taken as the last day of the scheme" in result.stdout
    found = run("supports --json").json
    assert [(one["kind"], one["contract"], one["starts_on"], one["ends_on"]) for one in found] == [
        ("lks", "C1", "2026-09-01", "2027-02-28"),
        ("jobcoach", "C1", "2026-09-01", "2026-12-31"),
    ]


def test_the_same_list_again_changes_nothing(caseload, run, sheet):
    file = str(sheet(JAN))
    run(["import", file])
    assert run(["import", file, "--json"]).json["unchanged"] == 1
    assert len(run("supports --json").json) == 2


def test_another_day_changes_the_scheme_and_a_blank_leaves_it(caseload, run, sheet):
    run(["import", str(sheet(JAN))])
    told = run(["import", str(sheet((*JAN[:5], "31-03-2027", None))), "--json"]).json
    (changed,) = told["changed"]
    assert [(one["ref"], one["before"], one["after"]) for one in changed["fields"]] == [
        ("R1", "2027-02-28", "2027-03-31")
    ]
    assert [one["ends_on"] for one in run("supports --json").json] == ["2027-03-31", "2026-12-31"]


def test_a_dash_clears_the_day_and_keeps_the_scheme(caseload, run, sheet):
    run(["import", str(sheet(JAN))])
    run(["import", str(sheet((*JAN[:5], "-", None)))])
    assert [one["ends_on"] for one in run("supports --json").json] == [None, "2026-12-31"]


def test_a_scheme_that_ends_before_its_contract_begins_is_a_problem_of_that_cell(caseload, run, sheet):
    told = run(["import", str(sheet((*JAN[:5], "31-08-2026", None))), "--json"], exit=5).json
    assert [(one["cell"], one["message"]) for one in told["problem"]] == [
        ("F2", "The last day 2026-08-31 lies before the first day 2026-09-01.")
    ]


def test_two_rows_of_one_contract_may_not_say_two_days(caseload, run, sheet):
    told = run(["import", str(sheet(JAN, (*JAN[:5], "31-03-2027", None))), "--json"], exit=5).json
    assert [(one["cell"], one["message"]) for one in told["problem"]] == [("F3", "Row 2 says otherwise.")]


def test_a_later_row_may_add_a_scheme_to_a_new_contract(caseload, run, sheet):
    run(["import", str(sheet((*JAN[:5], None, None), JAN, (*JAN[:5], None, "31-12-2026")))])
    assert [one["kind"] for one in run("supports --json").json] == ["lks", "jobcoach"]


def test_a_long_list_keeps_every_scheme_with_its_own_contract(caseload, run, sheet):
    def person(number, lks, coach):
        return (str(number), f"Persoon N{number}", "WerkPlus", f"0{number % 9 + 1}-01-2026", "31-12-2027", lks, coach)

    rows = [
        person(n, "31-12-2026" if n % 2 else None, f"0{n % 9 + 1}-10-2026" if n % 3 else None) for n in range(1, 701)
    ]
    # The first of them says more of the second scheme only.
    file = str(sheet(*rows, person(1, None, None), person(3, None, "05-10-2026")))
    run(["import", file])
    found = run("supports --json").json
    assert len(found) == sum(bool(row[5]) + bool(row[6]) for row in rows) + 1
    starts = {one["ref"]: one["starts_on"] for one in run("contracts --json").json}
    assert all(one["starts_on"] == starts[one["contract"]] for one in found)
    numbers = {one["name"]: int(one["number"]) for one in run("candidates --json").json}
    for one in found:
        if one["kind"] == "jobcoach" and numbers[one["candidate_name"]] != 3:
            assert one["ends_on"] == f"2026-10-0{numbers[one['candidate_name']] % 9 + 1}"
    assert run(["import", file, "--json"]).json["unchanged"] == 702


def test_every_change_of_a_scheme_is_in_the_log(fatima, caseload, run):
    run("add-support C1 lks")
    run("end-support R1")
    with open_store(caseload) as store:
        rows = store.connection.execute("select record_id from change where record = 'support' order by id")
        assert [row["record_id"] for row in rows] == [1, 1]
    assert run("check", exit=None).exit in (0, 6)
