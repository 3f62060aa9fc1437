"""Everything about one record."""

import pytest


def test_a_candidate_comes_with_contracts_and_milestones(region, run):
    told = run("show K8 --json").json
    assert told["name"] == "Maria Elena de Jong"
    assert [one["ref"] for one in told["contracts"]] == ["C7", "C8"]
    assert [one["stage"] for one in told["milestones"]] == ["placed", "placed"]


def test_an_employer_comes_with_all_its_contracts(region, run):
    told = run("show klimpark --json").json
    assert told["season"] == "04-01..10-31"
    assert sorted(one["ref"] for one in told["contracts"]) == ["C6", "C8"]


def test_a_contract_comes_with_both_parties_and_its_workplaces(region, run):
    told = run("show C3 --json").json
    assert (told["candidate_name"], told["employer_name"]) == ("Özlem Yıldız", "Groenbeheer Vecht")
    assert told["workplaces"] == ["Stadstram"]


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2026-11-21", "4 people work there now."),
        ("2025-03-01", "1 person works there now."),
        ("2024-01-01", "0 people work there now."),
    ],
)
def test_who_works_at_an_employer_is_counted_on_the_day_asked(region, run, as_of, said):
    run("add-contract K6 W1 --start 2026-11-21 --months 6")
    assert said in run(f"show W1 --as-of {as_of}").stdout


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("K1", "Leaves Stadstram on 2026-12-31 (contract ends)."),
        ("K3", "Leaves Stadstram on 2027-12-31 (contract ends)."),
        ("K4", "Works at Groenbeheer Vecht for good."),
        ("K5", "Left Klimpark Noord on 2026-10-31; nothing follows."),
        ("K6", "No contract is recorded."),
        ("K7", "This case was closed on 2026-09-01."),
        ("K9", "Works at WerkPlus; nobody knows until when."),
    ],
)
def test_where_somebody_stands_is_said_in_words(region, run, ref, said):
    assert said in run(f"show {ref}").stdout.splitlines()


def test_the_picture_is_drawn_with_what_the_console_has(region, run):
    assert "█" in run("show K1").stdout
    plain = run("show K1", encoding="ascii").stdout
    assert plain.isascii()
    assert "=====" in plain


@pytest.mark.parametrize("columns", ["40", "60", "200"])
def test_the_picture_fits_the_window(region, run, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    drawn = [line for line in run("show K1").stdout.splitlines() if set(line) & set("█┬●")]
    assert len(drawn) >= 3
    assert max(len(line) for line in drawn[:3]) <= int(columns)


def test_of_who_leaves_it_says_with_whom_was_spoken_since_the_warning_and_about_the_end(region, run):
    def said():
        lines = run("show K1").stdout.splitlines()
        return [line for line in lines if line.startswith(("Spoken with", "Talk about the end"))]

    run("note K1 'Te vroeg' --about end --with employer --on 2026-06-29")
    assert said() == [
        "Spoken with: candidate not yet, employer not yet, service point not yet.",
        "Talk about the end: not yet.",
    ]
    run("note K1 'Contract stopt' --about end --with employer --on 2026-11-10")
    run("note K1 'Zoekt buiten werk' --with wsp --on 2026-11-12")
    assert said() == [
        "Spoken with: candidate not yet, employer 2026-11-10, service point 2026-11-12.",
        "Talk about the end: 2026-11-10.",
    ]
    (row,) = (one for one in run("agenda --for 2026-11-23 --json").json["rows"] if one["ref"] == "K1")
    assert (row["end_talk"], row["spoken"]["candidate"]) == ("2026-11-10", None)
    assert run("show K6").stdout.count("Spoken with") == 0
