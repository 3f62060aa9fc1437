"""What it achieved, with the figures that the texts from the field give."""

from dataclasses import replace
from datetime import date

import pytest
from factories import a_candidate, an_employer

from doorstroom import store
from doorstroom.model import Candidate
from doorstroom.model.choices import Stage
from doorstroom.model.programme import Programme

REPORTS = (
    "funnel",
    "onward",
    "lasting",
    "load",
    "employers",
    "social-return",
    "compare 2025-11-21 2026-11-21",
    "programme",
)


def rows_by(rows, key):
    return {row[key]: row for row in rows}


# --- The Hague: 235 people, 95 interviews, five places, a target of 500 -------------------------------------------


@pytest.fixture
def the_hague(caseload):
    """A project with ten agencies, as it stood on 22 December 2020; the people are invented."""
    with store.open(caseload, command="test") as file:
        file.add(Programme(name="Uitzendbureaus", target=500, deadline=date(2021, 12, 31)))
        for number in range(1, 236):
            someone = a_candidate(
                id=0,
                first_name="Persoon",
                infix="",
                last_name=f"N{number:03}",
                programme=1,
                registered_on=date(2020, 9, 1),
                source="Den Haag Werkt" if number % 2 else "HalloWerk",
            )
            added = file.register(someone)
            if number <= 95:
                file.reach(added.id, Stage.INTERVIEW, date(2020, 10, 15))
        file.add(an_employer(id=0, name="Uitzendbureau Hofstad"))
    return caseload


@pytest.fixture
def placed(the_hague, run):
    for number in range(1, 6):
        run(f"add-contract K{number} W1 --start 2020-12-0{number} --months 6")


def the_figures(run, more=""):
    answer = run(f"report funnel --programme G1 --as-of 2020-12-22 --json {more}").json
    rows = rows_by(answer["rows"], "stage")
    return (
        [rows[stage]["count"] for stage in ("registered", "interview", "placed")],
        [rows["interview"]["share"], rows["placed"]["of_previous"], rows["placed"]["share"], answer["of_target"]],
    )


FIGURES = [235, 95, 5], [40.4, 5.3, 2.1, 1.0]


def test_the_figures_of_the_hague_come_out(placed, run):
    assert the_figures(run) == FIGURES
    answer = run("report funnel --programme G1 --as-of 2020-12-22 --json").json
    assert (answer["as_of"], answer["target"], answer["reached"], answer["deadline"]) == (
        "2020-12-22",
        500,
        5,
        "2021-12-31",
    )


def test_they_do_not_move_when_refusals_are_entered_later(placed, run):
    run("add-vacancy Orderpicker W1 --seats 50")
    for number in range(1, 11):
        run(f"propose K{number} V1 --on 2021-01-05")
        run(f"progress P{number} declined --on 2021-02-01 --reason other --by employer")
    for number in range(6, 10):
        run(f"close-candidate K{number} --on 2021-03-01 --reason dropped-out")
    run("close-candidate K10 --on 2021-03-01 --reason by-mistake")
    run("end-contract C1 --on 2021-01-31 --reason dropped-out")
    run("add-contract K11 W1 --start 2021-01-15 --months 6")
    assert the_figures(run) == FIGURES
    later = rows_by(run("report funnel --programme G1 --as-of 2021-04-01 --json").json["rows"], "stage")
    assert (later["registered"]["count"], later["placed"]["count"], later["dropped-out"]["count"]) == (234, 6, 4)


def test_they_can_be_asked_for_any_day(placed, run):
    def counts(day):
        rows = rows_by(run(f"report funnel --as-of {day} --json").json["rows"], "stage")
        return [rows[stage]["count"] for stage in ("registered", "interview", "placed")]

    assert counts("2020-08-31") == [0, 0, 0]
    assert counts("2020-09-01") == [235, 0, 0]
    assert counts("2020-12-03") == [235, 95, 3]


def test_the_people_behind_a_number_are_listed(placed, run):
    rows = run("report funnel --programme G1 --as-of 2020-12-22 --list --json").json["rows"]
    assert [row["ref"] for row in rows if row["figure"] == "placed"] == [f"K{n}" for n in range(1, 6)]
    assert sum(row["figure"] == "interview" for row in rows) == 95


def test_sources_add_up_to_the_whole(placed, run):
    rows = run("report funnel --by source --as-of 2020-12-22 --json").json["rows"]
    registered = {row["group"]: row["count"] for row in rows if row["stage"] == "registered"}
    assert registered == {"all": 235, "Den Haag Werkt": 118, "HalloWerk": 117}


def test_a_partner_is_who_people_came_from_were_proposed_to_or_worked_for(placed, run):
    assert run("report funnel --partner Hofstad --json").json["rows"][0]["count"] == 5
    run("add-vacancy Orderpicker W1")
    run("propose K20 V1 --on 2020-12-10")
    run("edit-candidate K21 --source 'uitzendbureau hofstad'")
    assert run("report funnel --partner Hofstad --json").json["rows"][0]["count"] == 7


def test_where_somebody_works_for_another_counts_for_both(placed, run):
    run("add-employer Loods")
    run("add-workplace C1 Loods --from 2020-12-20")
    assert run("report funnel --partner Loods --as-of 2020-12-19 --json").json["rows"][0]["count"] == 0
    assert run("report funnel --partner Loods --as-of 2020-12-22 --json").json["rows"][0]["count"] == 1
    rows = run("report employers --as-of 2020-12-22 --json").json["rows"]
    assert [(row["employer"], row["working"]) for row in rows if row["working"]] == [
        ("Uitzendbureau Hofstad", 5),
        ("Loods", 1),
    ]


def test_the_screen_names_the_target(placed, run):
    said = run("report funnel --programme G1 --as-of 2020-12-22").stdout
    assert "Placed 5 of the target of 500: 1%." in said
    assert "The deadline is 2021-12-31." in said


def test_a_programme_tells_how_far_it_is(placed, run):
    (row,) = run("report programme --as-of 2020-12-22 --json").json["rows"]
    assert (row["people"], row["reached"], row["target"], row["of_target"]) == (235, 5, 500, 1.0)


def test_small_numbers_are_kept_back_everywhere(placed, run):
    answer = run("report funnel --programme G1 --as-of 2020-12-22 --min-cell 6 --json").json
    row = rows_by(answer["rows"], "stage")["placed"]
    assert (row["count"], row["share"], row["of_previous"], row["median_days"]) == (None, None, None, None)
    assert (answer["reached"], answer["of_target"]) == (None, None)
    said = run("report funnel --programme G1 --as-of 2020-12-22 --min-cell 6").stdout
    assert "Placed 5" not in said
    assert "Numbers from 1 to 5, and those that would give them away, are left out." in said


# --- Rotterdam: 43 conversations gave eight employers -------------------------------------------------------------


def test_the_figures_of_rotterdam_come_out(caseload, run):
    for number in range(1, 44):
        run(f"add-employer 'Onderneming {number}'")
        interest = "interested" if number <= 8 else "not-now"
        day = f"2019-10-0{number % 9 + 1}"
        run(f"note W{number} 'Gesproken over werk.' --with employer --on {day} --interest {interest}")
    answer = run("report employers --as-of 2019-12-31 --json").json
    assert (answer["conversations"], answer["interested"], answer["interested_share"]) == (43, 8, 18.6)
    assert (
        "43 conversations with 43 employers; 8 interested: 18.6%." in run("report employers --as-of 2019-12-31").stdout
    )


# --- West-Brabant: 4.6% fewer benefits than a year before ---------------------------------------------------------


def test_the_figure_of_west_brabant_comes_out(caseload, run):
    with store.open(caseload, command="test") as file:
        for number in range(1, 501):
            file.register(
                a_candidate(
                    id=0,
                    first_name="Persoon",
                    infix="",
                    last_name=f"N{number:03}",
                    benefit="bijstand",
                    registered_on=date(2017, 1, 1),
                )
            )
    for number in range(1, 24):
        run(f"close-candidate K{number} --on 2018-02-01 --reason moved-on")
    rows = rows_by(run("report compare 2017-03-31 2018-03-15 --json").json["rows"], "figure")
    assert (rows["benefit"]["first"], rows["benefit"]["second"], rows["benefit"]["percent"]) == (500, 477, -4.6)
    dutch = run("--lang nl report compare 2017-03-31 2018-03-15").stdout
    assert "-4,6" in dutch


# --- every report -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", REPORTS)
def test_a_report_says_of_which_day_it_is(region, run, line):
    answer = run(f"report {line} --json").json
    assert answer["as_of"] == "2026-11-21"
    assert isinstance(answer["rows"], list)
    assert run(f"report {line}").stdout
    assert run(f"report {line} --csv").stdout.count(";") > 3
    assert isinstance(run(f"report {line} --list --json").json["rows"], list)
    assert isinstance(run(f"report {line} --min-cell 5 --json").json["rows"], list)


@pytest.mark.parametrize("line", REPORTS)
def test_a_report_on_an_empty_file_is_empty_and_no_error(caseload, run, line):
    run(f"report {line}")
    run(f"--lang nl report {line} --list")


@pytest.mark.parametrize("line", REPORTS)
def test_with_everything_small_no_number_of_people_is_left(region, run, line):
    """Ten people in the region: nothing may be told of them."""
    counted = {
        *(
            "count",
            "ended",
            "within_0",
            "within_30",
            "within_90",
            "moved_on",
            "permanent",
            "dropped_out",
            "left",
            "open",
        ),
        *("people", "stopped", "at_risk", "leaving", "placed", "working", "placements", "first", "second", "reached"),
    }
    for row in run(f"report {line} --min-cell 50 --json").json["rows"]:
        assert not any(row.get(key) for key in counted - ({"open", "left"} if "social" in line else set()))


@pytest.mark.parametrize(
    ("line", "exit", "said"),
    [
        ("report nothing", 2, "Choose one of: funnel, onward"),
        ("report load --programme G1", 2, "report load takes no --programme."),
        ("report funnel 2026-01-01 2026-02-01", 2, "report funnel takes no [DATE DATE]."),
        ("report funnel --by employer", 2, "--by does not take employer."),
        ("report compare", 2, "report compare needs two days."),
        ("report compare 2026-01-01 2026-02-01 2026-03-01", 2, "report compare needs two days."),
        ("report compare 2026-02-30 2026-03-01", 2, "2026-02-30 is not a date."),
        ("report funnel --list --min-cell 5", 2, "--list names people, and --min-cell hides them."),
        ("report funnel --min-cell 1", 2, "--min-cell does not take 1."),
        ("report funnel --programme G9", 3, "There is no programme G9."),
        ("report onward --employer nergens", 3, "nergens"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_line(region, run, line, exit, said):
    result = run(line, exit=exit)
    assert result.stdout == ""
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 2


def test_what_became_of_people_is_parted_by_employer(region, run):
    run("end-contract C1 --on 2026-06-30 --reason dropped-out")
    rows = rows_by(run("report onward --json").json["rows"], "employer")
    assert (rows["all"]["ended"], rows["all"]["dropped_out"], rows["all"]["open"]) == (2, 1, 1)
    assert rows["Klimpark Noord"]["open"] == 1
    assert run("report onward --since 2026-07-01 --json").json["rows"][0]["ended"] == 1
    assert run("report onward --owner noor --employer stadstram --json").json["rows"][0]["ended"] == 1


def test_who_is_still_at_work_is_parted_by_what_is_asked(region, run):
    for by in ("employer", "kind", "programme"):
        groups = {row["group"] for row in run(f"report lasting --by {by} --json").json["rows"]}
        assert "all" in groups
        assert len(groups) >= 2


def test_the_load_ahead_is_that_of_the_list(region, run):
    rows = rows_by(run("report load --json").json["rows"], "month")
    assert (rows["2026-12"]["leaving"], rows["2027-04"]["leaving"]) == (2, 1)
    assert rows["2026-12"]["employers"] == {"Groenbeheer Vecht": 1, "Stadstram": 1}
    assert run("report load --owner ruben --json").json["rows"][1]["leaving"] == 1
    by_owner = rows_by(run("report load --by owner --json").json["rows"], "group")
    assert by_owner["Noor Bakker"]["2026-12"] == 1


def test_an_order_with_social_return_is_followed(region, run):
    added = run("add-assignment 'Groen 2026' W1 --value 250000 --percent 5 --region utrecht").stdout
    assert added == "A1 added: Groen 2026 at Stadstram.\nOwed: € 12,500.00.\n"
    run("edit-contract C1 --hours 24 --start 2026-01-01 --end 2026-06-30")
    run("edit-assignment A1 --counts C1")
    (row,) = run("report social-return --json").json["rows"]
    assert (row["owed"], row["placements"], row["reached"], row["left"]) == (12500, 1, 16666.67, 0)
    (one,) = run("report social-return --list --json").json["rows"]
    assert (one["ref"], one["contract"], one["reached"]) == ("K1", "C1", 16666.67)
    assert "block" not in one
    assert run("report social-return --list --json --with sensitive").json["rows"][0]["block"] == "banenafspraak"


def test_what_part_is_usual_is_told_where_nobody_said_what_is_owed(region, run):
    said = run("add-assignment Groen W1 --value 250000").stdout
    assert "give --percent (5% is usual, wgsp-lekstroom.nl, ehance.nl) or --obligation." in said


def test_orders_are_listed_changed_and_refused(region, run):
    run("add-assignment 'Groen 2026' W1 --obligation 5000 --client 'Gemeente Zeist' --to 2027-12-31")
    run("edit-assignment A1 --name 'Groen 2027' --region oost_nederland --note - --counts C1 --counts C2")
    run("edit-assignment A1 --drop-counts C2")
    (row,) = run("assignments --json --employer Stadstram").json
    assert (row["ref"], row["name"], row["owed"], row["placements"]) == ("A1", "Groen 2027", 5000, ["C1"])
    assert run("show A1 --json").json["client"] == "Gemeente Zeist"
    assert [one["ref"] for one in run("show W1 --json").json["assignments"]] == ["A1"]
    assert "There are no building blocks of nergens." in run("edit-assignment A1 --region nergens", exit=2).stderr
    assert "There are no building blocks of nergens." in run("add-assignment x W1 --region nergens", exit=2).stderr
    run("add-assignment x W1 --percent 101", exit=2)
    run("add-assignment x nergens", exit=3)
    run("edit-assignment A9 --name x", exit=3)


def test_a_name_that_is_no_name_is_only_text(caseload, run):
    run("add-candidate '[/]' --registered 2026-01-01 --source '=1+1'")
    run("add-employer '[bold]'")
    run("add-contract K1 W1 --start 2026-01-01 --end 2026-06-30")
    assert "[bold]" in run("report onward").stdout
    assert "'=1+1" in run("report funnel --by source --csv").stdout


def test_a_picture_is_drawn_with_what_the_console_has(region, run):
    assert "█" in run("report funnel").stdout
    plain = run("report funnel", encoding="ascii").stdout
    assert plain.isascii()
    assert "=====" in plain


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_the_picture_fits_the_window(region, run, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    for line in run("report load").stdout.splitlines():
        if "█" in line:
            assert len(line) <= int(columns)


def test_owners_change_and_the_figures_of_everybody_do_not(the_hague, run):
    with store.open(the_hague, command="test") as file:
        file.save(replace(file.by_id(Candidate, 1), owner="Noor"))
    rows = run("report funnel --owner noor --as-of 2020-12-22 --json").json["rows"]
    assert rows[0]["count"] == 1
    assert the_figures(run)[0][:2] == [235, 95]
