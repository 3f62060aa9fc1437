"""Matches on the command line: conditions with reasons, nobody dropped, and what is sensitive only when asked for."""

import pytest

LINES = (
    "start",
    "hours",
    "law",
    "language",
    "licences",
    "must",
    "travel",
    "distance",
    "season",
    "needs",
    "nice",
    "words",
)


@pytest.fixture
def market(region, run):
    """The region with three vacancies; V3 is full."""
    run(
        "add-vacancy Keukenhulp groenbeheer --hours-min 16 --hours-max 28 --start 2027-01-04 --town Utrecht --licence B"
        " --language-level A2 --must HACCP --offer 'rustige plek' --distance medium --nice 'geduldig'"
    )
    run("add-vacancy Gastheer klimpark")
    run("add-vacancy Vol W1")
    run("propose K9 V3")
    run("progress P1 placed")
    return region


def test_a_candidate_gets_open_vacancies_with_every_condition_and_its_reason(market, run):
    found = run("match K1 --json").json
    assert [one["ref"] for one in found] == ["V1", "V2"]
    assert found[0]["conditions"][0] == {
        "condition": "must",
        "answer": "unknown",
        "reason": "Does Fatima have this: “HACCP”?",
    }
    told = {one["condition"]: one["answer"] for one in found[0]["conditions"]}
    assert told == {
        **dict.fromkeys(
            ("start", "hours", "law", "language", "licences", "travel", "distance", "nice", "words"), "holds"
        ),
        **dict.fromkeys(("must", "needs"), "unknown"),
    }
    assert set(told) <= set(LINES)
    assert (found[0]["candidate"], found[0]["fails"], found[0]["leaves_on"]) == ("K1", [], "2026-12-31")


def test_there_is_no_score_and_no_percentage(market, run):
    assert not any("score" in key or "percent" in key for key in run("match K1 --json").json[0])
    assert "%" not in run("match K1").stdout


def test_what_fails_and_what_to_ask_come_first_in_words(market, run):
    lines = run("match K2 --top 1").stdout.splitlines()
    assert lines[:4] == [
        "Vacancies for Jan van der Berg",
        "",
        "V2 Gastheer at Klimpark Noord",
        "  Start (fails): Jan is free from 2027-05-01, 30 days after the work starts.",
    ]
    assert lines[-1] == "1 of 2 open vacancies shown."


def test_a_vacancy_gets_everybody_whose_case_is_open(market, run):
    found = run("match V1 --top 100 --json").json
    assert {one["ref"] for one in found} == {f"K{number}" for number in range(1, 11)} - {"K7"}
    assert found[0]["ref"] == "K1"
    assert "9 of 9 people shown; nobody was left out for what is not known." in run("match V1").stdout


def test_fewest_hard_fails_come_first_then_most_that_holds(market, run):
    found = run("match V1 --top 100 --json").json
    hard = {"start", "hours", "law", "language", "licences", "must", "travel"}

    def order(one):
        fails = sum(each["answer"] == "fails" and each["condition"] in hard for each in one["conditions"])
        return fails, -sum(each["answer"] == "holds" for each in one["conditions"])

    assert [order(one) for one in found] == sorted(order(one) for one in found)


def test_everybody_who_leaves_is_held_against_all_that_is_open(market, run):
    found = run("match --json").json
    leaving = {one["candidate"] for one in run("expiring --json").json["rows"]}
    assert {one["ref"] for one in found} == leaving
    assert {one["vacancy"] for one in found} == {"V1", "V2"}
    said = run("match --top 1").stdout
    assert said.count(" V1 ") + said.count(" V2 ") == len(leaving)
    assert f"{len(leaving)} people who leave and 2 open vacancies were held against each other." in said
    assert {one["ref"] for one in run("match --owner ruben --json").json} < leaving


def test_a_window_and_a_day_are_those_of_the_list(market, run):
    wide = {one["ref"] for one in run("match --months 9 --json").json}
    assert wide == {one["candidate"] for one in run("expiring --months 9 --json").json["rows"]}
    assert run("match --as-of 2026-11-20 --json").json == []


def test_what_became_of_the_pair_before_stands_beside_it(market, run):
    run("propose K1 V1")
    run("progress P2 declined --by candidate --reason travel")
    found = run("match K1 --json").json[0]
    assert (found["proposal"], found["proposal_state"]) == ("P2", "declined")
    assert "Proposed before: P2, declined by candidate (travel)." in run("match V1").stdout


def test_what_work_must_offer_leaves_the_tool_only_when_it_is_asked_for(market, run):
    assert "een vaste begeleider" in run("match K1").stdout
    for line in ("match K1 --json", "match K1 --csv", "match --json"):
        assert "begeleider" not in run(line).stdout
        assert "Can the work offer what is needed?" in run(line).stdout
        assert "begeleider" in run(f"{line} --with sensitive").stdout


def test_a_spreadsheet_gets_a_row_for_each_match(market, run):
    heading, first, second = run("match K1 --csv").stdout.splitlines()
    assert heading.startswith("ref;candidate;candidate_name;leaves_on;vacancy")
    assert first.startswith("V1;K1;Fatima el Idrissi;2026-12-31;V1;Keukenhulp")
    assert second.startswith("V2;")


def test_without_vacancies_or_people_there_is_nothing_and_no_error(caseload, run):
    assert run("match --json").json == []
    run("add-candidate 'Noor Visser'")
    assert run("match K1 --json").json == []
    assert run("match").exit == 0


@pytest.mark.parametrize(
    ("line", "exit", "code"),
    [
        ("match K99", 3, "not_found"),
        ("match V99", 3, "not_found"),
        ("match W1", 3, "not_found"),
        ("match jan", 4, "ambiguous"),
        ("match K1 --top 0", 2, "usage"),
        ("match --months 0", 2, "usage"),
        ("match K1 --as-of morgen", 2, "bad_date"),
    ],
)
def test_what_is_wrong_with_a_match_is_said(market, run, line, exit, code):
    command, _, rest = line.partition(" ")
    result = run(f"{command} --json {rest}", exit=exit)
    assert result.json["error"]["code"] == code
    assert len(result.stderr.splitlines()) == 2


# --- postcodes ---------------------------------------------------------------------------------------------------

POINTS = "postcode;lat;lon\n6511;51,84;5,86\n6811 AB;51.98;5.91\n6811 CD;52.00;5.91\n"


def test_kilometres_are_told_once_the_places_of_postcodes_are_known(caseload, tmp_path, run):
    run("add-employer Werkplaats --postcode '6811 AB'")
    run("add-candidate 'Noor Visser' --postcode '6511 ZZ' --max-km 20")
    run("add-vacancy Lasser W1")
    asked = run("match K1").stdout
    assert "Travel (ask): Can Noor get from 6511 to 6811, going up to 20 km?" in asked
    (tmp_path / "places.csv").write_text(POINTS, encoding="utf-8")
    said = run(f"import {tmp_path / 'places.csv'} --as postcodes")
    assert said.stdout == f"2 postcode areas with their places in {tmp_path / 'places.csv'}.\n"
    assert (
        "Travel (holds): 17 km in a straight line from 6511 to 6811; Noor goes up to 20 km." in run("match K1").stdout
    )
    assert run("check").stdout == ""


@pytest.mark.parametrize(
    "content",
    [
        '{"6511": [51.84, 5.86], "6811": [51.98, 5.91]}',
        '{"6511": {"lat": 51.84, "lng": 5.86}}',
        '[{"postcode": 6511, "latitude": "51,84", "longitude": 5.86}]',
    ],
)
def test_places_come_as_json_too(caseload, tmp_path, run, content):
    (tmp_path / "places.json").write_text(content, encoding="utf-8")
    assert run(f"import {tmp_path / 'places.json'} --as postcodes --json").json["postcodes"] == content.count(
        "6511"
    ) + (content.count('"6811"'))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("places.csv", "postcode;lat;lon\n6511;5,86;51,84\n"),
        ("places.csv", "postcode;lat;lon\n65;51,84;5,86\n"),
        ("places.csv", "postcode;lat;lon\n6511;noord;5,86\n"),
        ("places.csv", "naam;plaats\nNoor;Elst\n"),
        ("places.json", "[[[[1]]]]"),
        ("places.json", "{"),
        ("places.json", '{"6511": 1}'),
        ("places.json", "[" * 100_000),
        ("places.json", "7"),
    ],
)
def test_places_that_cannot_be_are_refused_as_a_whole(caseload, tmp_path, run, name, content):
    before = caseload.read_bytes()
    (tmp_path / name).write_text(content, encoding="utf-8")
    result = run(f"import {tmp_path / name} --as postcodes", exit=5)
    assert len(result.stderr.splitlines()) == 2
    assert caseload.read_bytes() == before


def test_places_can_be_tried_first(caseload, tmp_path, run):
    before = caseload.read_bytes()
    (tmp_path / "places.csv").write_text(POINTS, encoding="utf-8")
    assert "2 postcode areas" in run(f"import {tmp_path / 'places.csv'} --as postcodes --dry-run").stdout
    assert caseload.read_bytes() == before


# --- relay -------------------------------------------------------------------------------------------------------


def test_a_season_is_followed_by_another_and_back_again(region, run):
    run("add-employer IJsbaan --season 11-15..03-15")
    found = run("relay --json").json
    there = [one for one in found if one["from_name"] == "Klimpark Noord"]
    assert [(one["ends_on"], one["to_name"], one["starts_on"], one["gap_days"]) for one in there] == [
        ("2026-10-31", "IJsbaan", "2026-11-15", 14),
        ("2027-10-31", "IJsbaan", "2027-11-15", 14),
    ]
    first = there[0]
    assert (first["back_on"], first["gap_back_days"], first["people"]) == ("2027-04-01", 16, ["K5 Amal de Wit"])
    assert (first["hours"], first["hours_lost"]) == (16.0, 69)
    assert [one["from_name"] for one in run("relay --gap 14 --json").json] == ["Klimpark Noord", "Klimpark Noord"]
    assert run("relay --gap 13 --json").json == []


def test_a_vacancy_for_the_winter_follows_a_season_too(region, run):
    run("add-vacancy Orderpicker W2 --start 2027-11-01 --until 2028-03-31 --hours-max 24")
    run("add-vacancy 'Altijd' W2 --start 2027-11-10 --hours-max 24")
    found = run("relay --json").json
    assert [(one["vacancy"], one["gap_days"], one["gap_back_days"], one["hours_lost"]) for one in found] == [
        ("V1", 0, 0, 0),
        ("V2", 9, None, 31),
    ]


def test_a_relay_of_nobody_is_empty(caseload, run):
    assert run("relay --json").json == []
    assert "0 pairs." in run("relay").stdout or run("relay").stdout


# --- the meeting -------------------------------------------------------------------------------------------------


def test_somebody_on_the_agenda_has_the_vacancies_that_fit_best_without_naming_what_is_sensitive(market, run):
    found = {one["ref"]: one for one in run("agenda --json").json["rows"]}
    assert [one["vacancy"] for one in found["K1"]["matches"]] == ["V1", "V2"]
    assert "Can the work offer what is needed?" in found["K1"]["matches"][0]["asks"]
    assert "begeleider" not in run("agenda").stdout
    # Jan leaves months after either of them starts.
    assert found["K2"]["matches"] == []


def test_what_the_meeting_proposes_is_a_stage_of_that_proposal(market, run):
    run("outcome K1 proposed --vacancy V1 --due 2026-12-01")
    assert [one["stage"] for one in run("show P2 --json").json["milestones"]] == ["proposed"]
    run("progress P2 by-mistake")
    assert "proposed" not in [one["stage"] for one in run("show K1 --json").json["milestones"]]
