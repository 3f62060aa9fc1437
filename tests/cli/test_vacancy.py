"""Vacancies: added, changed, listed and closed, each with the proposals that hang on it."""

import json

import pytest


@pytest.fixture
def kitchen(region, run):
    """The region with a vacancy V1 for a kitchen help at W2, with two seats."""
    run(
        "add-vacancy Keukenhulp groenbeheer --hours-min 16 --hours-max 24 --start 2027-01-04 --closes 2026-12-15 --seats 2"
        " --language-level A2 --must HACCP --nice 'vroeg op' --offer 'een vaste begeleider' --source HalloWerk"
        " --source-ref HW-1 --owner 'Noor Bakker'"
    )
    return region


def test_a_vacancy_is_added_and_told_back_and_shown(kitchen, run):
    added = run(
        "add-vacancy 'Gastheer of gastvrouw' klimpark --distance medium --licence B --season 04-01..10-31 --json"
    ).json
    assert (added["ref"], added["employer_name"], added["seats_left"], added["opened_on"]) == (
        *("V2", "Klimpark Noord", 1, "2026-11-21"),
    )
    shown = run("show keukenhulp --json").json
    assert {key: shown[key] for key in ("ref", "must", "nice", "offers", "seats", "source", "works_in", "town")} == {
        "ref": "V1",
        "must": ["HACCP"],
        "nice": ["vroeg op"],
        "offers": ["een vaste begeleider"],
        "seats": 2,
        "source": "HalloWerk",
        "works_in": "Maarssen",
        "town": None,
    }
    assert "Open on 2026-11-21: 2 of 2 seats left." in run("show V1").stdout


def test_title_and_employer_are_asked_for_on_a_terminal(region, run, on_a_terminal):
    screen = on_a_terminal("add-vacancy", {"What is the work": "Keukenhulp", "Employer": "Stadstram"})
    assert "V1 added: Keukenhulp at Stadstram." in screen
    assert run("add-vacancy", exit=2).stderr.startswith("error: TITLE is missing.")


def test_the_same_reference_twice_is_the_same_vacancy(kitchen, run):
    before = kitchen.read_bytes()
    said = run("add-vacancy Kok W1 --source hallowerk --source-ref HW-1", exit=4).stderr
    assert said.startswith("error: Reference HW-1 is that of V1 Keukenhulp already.")
    assert kitchen.read_bytes() == before
    run("add-vacancy Kok W1 --source 'eigen lijst' --source-ref HW-1")
    run("add-vacancy Kok W1 --source-ref HW-1")
    run("add-vacancy Kok W1 --source-ref HW-1", exit=4)
    run("edit-vacancy V2 --source HalloWerk", exit=4)


def test_a_vacancy_changes_field_by_field(kitchen, run):
    said = run("edit-vacancy V1 --seats 3 --must VCA --drop-must HACCP --closes - --title Kok --employer W1").stdout
    assert said == (
        "V1 changed: Vacancy Keukenhulp → Kok, Employer REF W2 → W1, Employer Groenbeheer Vecht → Stadstram,"
        " React by 2026-12-15 → empty, Seats 2 → 3, Seats left 2 → 3, Work in Maarssen → Utrecht, Must HACCP → VCA.\n"
    )
    assert run("edit-vacancy V1 --seats 3").stdout == "V1: nothing is different.\n"
    assert run("edit-vacancy V1 --title -", exit=2).stderr.startswith("error: A name cannot be cleared.")


@pytest.mark.parametrize(
    ("line", "refs"),
    [
        ("vacancies", ["V2", "V1"]),
        ("vacancies --open", ["V2", "V1"]),
        ("vacancies --open --as-of 2026-12-16", ["V2"]),
        ("vacancies --open --as-of 2026-12-15", ["V2", "V1"]),
        ("vacancies --open --as-of 2026-11-20", []),
        ("vacancies --employer groenbeheer", ["V1"]),
        ("vacancies --town MAARSSEN", ["V1"]),
        ("vacancies --town utrecht", ["V2"]),
        ("vacancies --owner noor", ["V1"]),
        ("vacancies --source hallowerk", ["V1"]),
        ("vacancies --free", ["V2", "V1"]),
    ],
)
def test_a_list_of_vacancies_is_as_long_as_was_asked(kitchen, run, line, refs):
    run("add-vacancy Conducteur Stadstram")
    assert [one["ref"] for one in run(f"{line} --json").json] == refs


def test_only_vacancies_with_a_seat_left_are_free(kitchen, run):
    run("edit-vacancy V1 --seats 1")
    run("propose K1 V1")
    run("progress P1 placed")
    assert run("vacancies --free --json").json == []
    assert run("vacancies --json").json[0]["seats_left"] == 0


def test_a_vacancy_closes_with_its_open_proposals(kitchen, run):
    run("propose K1 V1 --on 2026-11-10")
    run("propose K2 V1 --on 2026-11-10")
    run("progress P2 declined --on 2026-11-12 --by candidate --reason travel")
    said = run("close-vacancy V1 --reason withdrawn --on 2026-11-20 --note 'reorganisatie'").stdout
    assert said == (
        "V1 Keukenhulp at Groenbeheer Vecht closed on 2026-11-20 (withdrawn).\n"
        "1 other proposal for it was closed: P1 Fatima el Idrissi.\n"
    )
    assert [(one["state"], one["stopped_by"]) for one in run("proposals --json").json] == [
        ("withdrawn", "employer"),
        ("declined", "candidate"),
    ]
    assert run("vacancies --open --json").json == []
    assert "closed already" in run("close-vacancy V1 --reason filled", exit=6).stderr


def test_a_vacancy_that_was_a_mistake_takes_its_proposals_along(kitchen, run):
    run("propose K1 V1")
    run("close-vacancy V1 --reason by-mistake")
    assert run("proposals --json").json == []
    assert [one["stage"] for one in run("show K1 --json").json["milestones"]] == ["placed"]


def test_a_closed_vacancy_can_be_opened_again(kitchen, run):
    run("close-vacancy V1 --reason expired")
    assert "Closed on 2026-11-21 → empty" in run("edit-vacancy V1 --reopen").stdout
    assert [one["ref"] for one in run("vacancies --open --json").json] == ["V1"]


def test_an_employer_is_shown_with_its_vacancies(kitchen, run):
    assert [one["ref"] for one in run("show W2 --json").json["vacancies"]] == ["V1"]


def test_vacancies_are_written_as_job_postings_without_people_owners_or_notes(kitchen, tmp_path, run):
    run("edit-vacancy V1 --note 'bel mevrouw Prins' --title 'Hulp <b>keuken</b>'")
    target = tmp_path / "out.json"
    assert run(f"vacancies --job-postings {target}").stdout == f"{target} written: 1 vacancy.\n"
    text = target.read_text(encoding="utf-8")
    assert not any(hidden in text for hidden in ("Prins", "Noor", "<"))
    (posting,) = json.loads(text)["@graph"]
    assert {
        key: posting[key] for key in ("@type", "title", "workHours", "validThrough", "qualifications", "identifier")
    } == {
        "@type": "JobPosting",
        "title": "Hulp <b>keuken</b>",
        "workHours": "16-24 uur per week",
        "validThrough": "2026-12-15",
        "qualifications": ["HACCP"],
        "identifier": {"@type": "PropertyValue", "name": "HalloWerk", "value": "HW-1"},
    }
    assert "exists already" in run(f"vacancies --job-postings {target}", exit=4).stderr
    run(f"vacancies --job-postings {target} --force --json")


@pytest.mark.parametrize("name", ["[/]", "=1+1", "\u202eevil", "<script>alert(1)</script>"])
def test_a_title_is_text_whatever_it_looks_like(region, run, name):
    run(["add-vacancy", name, "W1"], exit=2 if "\u202e" in name else 0)
    if "\u202e" not in name:
        assert name in run("vacancies").stdout
        assert (
            run("vacancies --csv").stdout.splitlines()[1].startswith(f"V1;{name}" if name[0] != "=" else f"V1;'{name}")
        )


WRONG = [
    ("add-vacancy Kok W9", 3, "not_found"),
    ("add-vacancy Kok r", 4, "ambiguous"),
    ("add-vacancy '' W1", 2, "usage"),
    ("add-vacancy Kok W1 --seats 0", 2, "usage"),
    ("add-vacancy Kok W1 --seats veel", 2, "usage"),
    ("add-vacancy Kok W1 --hours-min 40 --hours-max 20", 2, "usage"),
    ("add-vacancy Kok W1 --start 2027-02-01 --until 2027-01-01", 2, "ends_before_start"),
    ("add-vacancy Kok W1 --season winter", 2, "usage"),
    ("add-vacancy Kok W1 --distance far", 2, "usage"),
    ("add-vacancy Kok W1 --licence Z", 2, "usage"),
    ("add-vacancy Kok W1 --note 'BSN 123456782'", 6, "refused"),
    ("edit-vacancy V9 --seats 2", 3, "not_found"),
    ("edit-vacancy V1 --drop-must VCA", 2, "usage"),
    ("edit-vacancy V1 --employer W9", 3, "not_found"),
    ("close-vacancy V1", 2, "usage"),
    ("close-vacancy V1 --reason because", 2, "usage"),
    ("vacancies --employer W9", 3, "not_found"),
    ("vacancies --as-of gisteren", 2, "bad_date"),
    ("show V9", 3, "not_found"),
]


@pytest.mark.parametrize(("line", "exit", "code"), WRONG, ids=[line for line, _, _ in WRONG])
def test_what_is_wrong_with_a_vacancy_is_said_and_changes_nothing(kitchen, run, line, exit, code):
    before = kitchen.read_bytes()
    command, _, rest = line.partition(" ")
    result = run(f"{command} --json {rest}", exit=exit)
    assert result.json["error"]["code"] == code
    assert len(result.stderr.splitlines()) == 2
    assert kitchen.read_bytes() == before
