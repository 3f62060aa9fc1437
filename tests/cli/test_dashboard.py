"""The caseload at a glance, and what somebody sees who types no command."""

import pytest


def test_the_figures_are_those_of_the_lists(region, run):
    run("step K1 Bellen --due 2026-11-20")
    told = run("dashboard --json").json
    rows = run("expiring --json").json["rows"]
    assert {key: told[key] for key in ("as_of", "candidates", "open", "past", "this_month", "next_month")} == {
        "as_of": "2026-11-21",
        "candidates": 10,
        "open": 9,
        "past": sum(row["band"] == "past" for row in rows),
        "this_month": 0,
        "next_month": 2,
    }
    asked = [row["reason"] for row in run("attention --json").json]
    assert told["attention"] == {reason: asked.count(reason) for reason in told["attention"]}
    assert sum(told["attention"].values()) == len(asked)
    assert told["steps_overdue"] == 1


@pytest.mark.parametrize(
    ("as_of", "this", "following"),
    [("2026-12-01", 2, 0), ("2026-12-31", 2, 0), ("2026-11-30", 0, 2), ("2027-01-01", 0, 1), ("2027-04-30", 1, 0)],
)
def test_this_month_and_the_next_are_those_of_the_calendar(region, run, as_of, this, following):
    told = run(f"dashboard --as-of {as_of} --json").json
    assert (told["this_month"], told["next_month"]) == (this, following)


@pytest.mark.parametrize(
    ("days", "as_of", "next_meeting", "said"),
    [
        ("mon,thu", "2026-11-21", "2026-11-23", "The next one is on 2026-11-23, in 2 days."),
        ("mon,thu", "2026-11-23", "2026-11-23", "The next one is today."),
        ("mon,thu", "2026-11-24", "2026-11-26", "in 2 days"),
        ("sun", "2026-11-21", "2026-11-22", "in 1 day."),
        (None, "2026-11-21", None, "`doorstroom settings meeting-days mon,thu` says when it is."),
    ],
)
def test_the_next_meeting_follows_from_its_days(region, run, days, as_of, next_meeting, said):
    if days:
        run(f"settings meeting-days {days}")
    assert run(f"dashboard --as-of {as_of} --json").json["next_meeting"] == next_meeting
    assert said in run(f"dashboard --as-of {as_of}").stdout


def test_without_a_command_a_terminal_shows_the_caseload_at_a_glance(region, run, on_a_terminal):
    run("settings organisation 'Werkpunt [/] De Streek'")
    screen = on_a_terminal("")
    assert screen.startswith("Werkpunt [/] De Streek, 2026-11-21\n10 candidates in the file; cases open: 9.\n")
    assert "`doorstroom attention` lists them" in screen
    assert "Nederlands" not in screen
    assert on_a_terminal("--lang nl").startswith("Werkpunt [/] De Streek, 21-11-2026\n10 kandidaten in het bestand")


def test_without_a_command_in_a_pipe_the_help_is_shown(region, spawn):
    assert spawn("").stdout == spawn("--help").stdout


def test_without_a_file_a_terminal_shows_how_to_begin(on_a_terminal, run, tmp_path):
    screen = on_a_terminal("")
    assert screen.startswith("There is no caseload file yet: ")
    for command in ("init", "demo", "--help"):
        assert f"`doorstroom {command}`" in screen
    assert list(tmp_path.iterdir()) == []
    assert run("dashboard --json", exit=3).json["error"]["code"] == "not_found"


def test_what_is_no_caseload_is_named_also_without_a_command(tmp_path, on_a_terminal):
    (tmp_path / "caseload.db").write_text("no caseload")
    assert on_a_terminal("", exit=5).startswith("error: ")


def test_an_empty_file_is_greeted_with_how_to_fill_it(caseload, run):
    said = run("dashboard").stdout
    assert "0 candidates in the file; cases open: 0." in said
    assert "Nothing asks for attention." in said
    assert "`doorstroom import FILE` brings in a spreadsheet." in said


@pytest.mark.parametrize("late", [True, False])
def test_the_commands_to_go_on_with_are_three_that_have_something_to_show(region, run, late):
    if late:
        run("step K1 Bellen --due 2026-11-20")
    onward = run("dashboard").stdout.rpartition("Go on with\n")[2].splitlines()
    assert len(onward) == 3
    assert ("steps --overdue" in "".join(onward)) == late
