"""Programmes: a target, a deadline, who is in it, and how far it is."""

import pytest


@pytest.fixture
def pilot(run, caseload):
    """A pilot for four people with two in it, of whom one was placed after joining and one before."""
    run("add-employer Stadstram")
    run("add-employer 'Werkplein Vecht'")
    run("add-programme 'Logistiek 2027' --target 4 --deadline 2027-03-31 --partner stadstram --partner W2")
    run("add-candidate 'Fatima el Idrissi' --registered 2026-01-05 --programme G1")
    run("add-candidate 'Jan Bos' --registered 2025-01-06")
    run("edit-candidate K2 --programme logistiek --joined 2026-03-01")
    run("add-contract K1 W1 --start 2026-04-01 --months 12")
    run("add-contract K2 W1 --start 2025-02-01 --end 2026-01-31")
    return caseload


def progress(run, as_of="2026-11-21"):
    (one,) = run(f"programmes --as-of {as_of} --json").json
    return one["people"], one["placed"], one["percent"], one["days_left"]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-11-21", (2, 1, 25, 130)),
        ("2026-04-01", (2, 1, 25, 364)),
        ("2026-03-31", (2, 0, 0, 365)),
        ("2026-02-28", (1, 0, 0, 396)),
        ("2026-01-04", (0, 0, 0, 451)),
        ("2027-03-31", (2, 1, 25, 0)),
        ("2027-04-01", (2, 1, 25, -1)),
    ],
)
def test_progress_is_that_of_the_day_asked(run, pilot, as_of, expected):
    assert progress(run, as_of) == expected


def test_what_happens_later_does_not_change_an_earlier_day(run, pilot):
    before = progress(run, "2026-11-21")
    run("add-contract K2 W1 --start 2026-12-01 --months 6")
    run("add-candidate 'Kees Vos' --registered 2026-12-01 --programme G1")
    run("close-candidate K1 --on 2026-12-01 --reason moved-on")
    assert progress(run, "2026-11-21") == before
    assert progress(run, "2026-12-01") == (3, 2, 50, 120)


def test_who_was_entered_by_mistake_counts_nowhere(run, pilot):
    run("close-candidate K1 --reason by-mistake")
    assert progress(run) == (1, 0, 0, 130)


def test_a_target_is_not_called_reached_by_rounding(run, pilot):
    run("edit-programme G1 --target 3")
    run("add-contract K2 W1 --start 2026-05-01 --months 6")
    assert progress(run)[1:3] == (2, 66)


def test_a_programme_without_target_or_deadline_has_no_share_and_no_days(run, pilot):
    run("edit-programme G1 --target - --deadline -")
    assert progress(run) == (2, 1, None, None)


def test_a_change_says_what_was_agreed_otherwise(run, pilot):
    said = run("edit-programme logistiek --name 'Logistiek Vecht' --target 5 --drop-partner W1").stdout
    assert said == (
        "G1 changed: Name Logistiek 2027 → Logistiek Vecht, Target 4 → 5,"
        " Partners Stadstram, Werkplein Vecht → Werkplein Vecht.\n"
    )
    assert run("edit-programme G1 --partner -").stdout == "G1 changed: Partners Werkplein Vecht → empty.\n"
    assert run("edit-programme G1 --target 5").stdout == "G1: nothing is different.\n"


def test_a_programme_is_shown_with_its_people_and_partners(run, pilot):
    told = run("show G1 --json").json
    assert [one["ref"] for one in told["partner_employers"]] == ["W1", "W2"]
    assert [(one["ref"], one["joined_on"], one["stage"], one["placed_on"]) for one in told["members"]] == [
        ("K2", "2026-03-01", "placed", None),
        ("K1", "2026-01-05", "placed", "2026-04-01"),
    ]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(("screen", "line"), [("show-programme", "show G1"), ("programmes", "programmes")])
def test_the_screens_are_as_they_were_approved(run, pilot, golden, language, screen, line):
    golden(f"{screen}.{language}", f"$ doorstroom {line}\n{run(f'--lang {language} {line}').stdout}")


def test_a_deadline_that_passed_is_said_to_be_past(run, pilot):
    assert "The deadline of 2027-03-31 is 1 day ago." in run("show G1 --as-of 2027-04-01").stdout
    assert "0 days left until 2027-03-31." in run("show G1 --as-of 2027-03-31").stdout


def test_the_candidates_of_a_programme_can_be_listed(run, pilot):
    run("add-candidate 'Kees Vos'")
    assert [one["ref"] for one in run("candidates --programme logistiek --json").json] == ["K2", "K1"]


def test_a_candidate_says_in_which_programme(run, pilot):
    assert "In G1 Logistiek 2027 since 2026-01-05." in run("show K1").stdout


def test_joining_is_today_unless_said_otherwise_and_stays_when_nothing_changes(run, pilot):
    run("add-candidate 'Kees Vos' --registered 2026-06-01")
    run("edit-candidate K3 --programme G1")
    assert run("show K3 --json").json["joined_on"] == "2026-11-21"
    assert run("edit-candidate K3 --programme G1 --joined 2026-07-01").stdout == (
        "K3 changed: In project since 2026-11-21 → 2026-07-01.\n"
    )
    assert run("edit-candidate K3 --programme G1").stdout == "K3: nothing is different.\n"
    run("edit-candidate K3 --programme -")
    told = run("show K3 --json").json
    assert (told["programme"], told["joined_on"]) == (None, None)


@pytest.mark.parametrize(
    ("line", "exit"),
    [
        ("add-programme 'logistiek 2027'", 4),
        ("add-programme Zorg --target 0", 2),
        ("add-programme Zorg --target veel", 2),
        ("add-programme Zorg --target 99999999", 2),
        ("add-programme Zorg --deadline 2027-02-30", 2),
        ("add-programme Zorg --partner W9", 3),
        ("add-programme", 2),
        ("edit-programme G9 --target 2", 3),
        ("edit-programme G1 --name -", 2),
        ("edit-programme G1 --drop-partner 'Hotel'", 3),
        ("edit-candidate K1 --programme zorg", 3),
        ("edit-candidate K1 --programme - --joined 2026-01-01", 2),
        ("candidates --programme G9", 3),
        ("show G9", 3),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(run, pilot, line, exit):
    before = pilot.read_bytes()
    result = run(line, exit=exit)
    assert result.stderr.startswith("error: ")
    assert "\nhint: " in result.stderr
    assert pilot.read_bytes() == before


def test_only_a_partner_can_be_dropped(run, pilot):
    run("add-employer Kwekerij")
    assert run("edit-programme G1 --drop-partner W3", exit=2).stderr == (
        "error: W3 is no partner of G1.\nhint: `doorstroom show G1` shows who is.\n"
    )


# --- import --------------------------------------------------------------------------------------------------------


@pytest.fixture
def bring_in(run, caseload, tmp_path):
    def bring_in(*rows, more=()):
        file = tmp_path / "list.csv"
        file.write_text("\n".join(("Klantnummer;Naam;Project;Inschrijfdatum", *rows)), encoding="utf-8")
        return run(["import", str(file), "--json", *more], exit=None)

    return bring_in


def test_a_list_puts_people_in_the_programme_it_names_and_makes_a_new_one(run, bring_in):
    rows = ["11;Jan Bos;Logistiek 2027;05-01-2026", "12;Piet Vos;logistiek  2027;", "13;Kees Smit;;"]
    planned = bring_in(*rows, more=["--dry-run"])
    assert planned.json["programmes"] == ["Logistiek 2027"]
    assert run("programmes --json").json == []
    bring_in(*rows)
    assert [one["name"] for one in run("programmes --json").json] == ["Logistiek 2027"]
    assert [(one["programme"], one["joined_on"]) for one in run("candidates --json").json] == [
        ("G1", "2026-01-05"),
        (None, None),
        ("G1", "2026-11-21"),
    ]
    assert bring_in(*rows).json["unchanged"] == 3
    assert run("check").stdout == ""


def test_the_plan_says_in_words_which_programmes_are_new(run, caseload, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("Naam;Project\nJan Bos;Logistiek 2027", encoding="utf-8")
    assert "1 programme is new\n  Logistiek 2027\n" in run(["import", str(file), "--dry-run"]).stdout


def test_somebody_without_a_number_is_recognised_though_the_programme_was_new(run, bring_in):
    assert len(bring_in(";Jan Bos;Logistiek;").json["new"]) == 1
    assert bring_in(";Jan Bos;Logistiek;").json["unchanged"] == 1


def test_another_programme_is_a_change_with_both_their_names(run, bring_in):
    bring_in("11;Jan Bos;Logistiek;05-01-2026", "12;Piet Vos;Zorg;05-01-2026")
    (line,) = bring_in("11;Jan Bos;Zorg;").json["changed"]
    (field,) = line["fields"]
    assert (field["before"], field["after"]) == ("G1", "G2")
    assert run("show K1 --json").json["joined_on"] == "2026-11-21"
    (line,) = bring_in("11;Jan Bos;Techniek;").json["new"]
    assert (line["made"], line["fields"][0]["after"]) == (["programme"], "Techniek")
    bring_in("11;Jan Bos;-;")
    told = run("show K1 --json").json
    assert (told["programme"], told["joined_on"]) == (None, None)


def test_the_ref_of_a_programme_is_understood_when_it_comes_back(run, bring_in):
    bring_in("11;Jan Bos;Logistiek;")
    assert bring_in("11;Jan Bos;g1;").json["unchanged"] == 1
    (problem,) = bring_in("11;Jan Bos;G7;").json["problem"]
    assert (problem["cell"], problem["message"]) == ("C2", "There is no programme G7.")


def test_a_deadline_that_is_past_is_noted(run, caseload):
    assert (
        run("add-programme Logistiek --deadline 2020-01-01").stderr
        == "note: The deadline 2020-01-01 is past already.\n"
    )
    assert run("edit-programme G1 --deadline 2027-01-01").stderr == ""


def test_a_person_who_is_given_as_json_joins_a_programme(run, pilot):
    described = '{"name": "Lina Haddad", "programme": "logistiek", "joined_on": "2026-11-02"}'
    said = run("add-candidate --from - --json", stdin=described).json
    assert (said["programme"], said["joined_on"]) == ("G1", "2026-11-02")
    before = pilot.read_bytes()
    unknown = '{"name": "Noor Visser", "programme": "G9"}'
    assert run("add-candidate --from -", stdin=unknown, exit=3).stderr.startswith("error: There is no programme G9.")
    assert pilot.read_bytes() == before
