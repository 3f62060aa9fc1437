"""Candidates: adding, refusing likely doubles, listing."""

import json

import pytest

FULL = {
    "name": "Fatima el Idrissi",
    "first_name": "Fatima",
    "infix": "el",
    "last_name": "Idrissi",
    "number": "2041",
    "birth_date": "1990-05-17",
    "phone": "06 0000 0001",
    "email": "fatima@example.nl",
    "postcode": "3511 AB",
    "town": "Utrecht",
    "district": "Overvecht",
    "target_group": "banenafspraak",
    "benefit": "bijstand",
    "benefit_since": "2019-03-04",
    "distance": "medium",
    "hours_min": 12.5,
    "hours_max": 24.0,
    "available_from": "2026-12-01",
    "max_km": 15.0,
    "language_level": "B1",
    "licences": ["AM", "B+"],
    "transports": ["bike", "public"],
    "talents": ["geduldig", "vroeg op"],
    "pitfalls": ["zegt te snel ja"],
    "drives": ["collega's"],
    "skills": ["heftruck"],
    "wishes": ["buiten werken"],
    "needs": ["een vaste begeleider", "korte dagen"],
    "owner": "Noor Bakker",
    "coach": "Sven Dekker",
    "source": "wijkteam",
    "registered_on": "2026-11-02",
}

TYPED = (
    "add-candidate 'Fatima el Idrissi' --number 2041 --birth-date 17-5-1990 --phone '06 0000 0001'"
    " --email fatima@example.nl --postcode '3511 AB' --town Utrecht --district Overvecht --target-group banenafspraak"
    " --benefit bijstand --benefit-since 04/03/2019 --distance medium --hours-min 12,5 --hours-max 24"
    " --available-from 2026-12-01 --max-km 15 --language-level B1 --licence AM --licence B+ --transport bike"
    " --transport public --talent geduldig --talent 'vroeg op' --pitfall 'zegt te snel ja' --drive \"collega's\""
    " --skill heftruck --wish 'buiten werken' --need 'een vaste begeleider' --need 'korte dagen'"
    " --owner 'Noor Bakker' --coach 'Sven Dekker' --source wijkteam --registered 2-11-2026"
)


def test_everything_that_can_be_told_of_a_person_is_kept(caseload, run):
    made = run(f"{TYPED} --json").json
    assert made["ref"] == "K1"
    assert FULL.items() <= made.items()
    assert FULL.items() <= run("show K1 --json").json.items()


def test_a_name_is_split_and_shown_back(caseload, run):
    assert run("add-candidate 'Berg, Jan van der'").stdout == (
        "K1 added: Jan van der Berg (first name “Jan”, infix “van der”, last name “Berg”).\n"
    )


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        (["Jan Peter Berg"], ("Jan Peter", "", "Berg")),
        (["Jan Peter Berg", "--last", "Peter Berg", "--first", "Jan"], ("Jan", "", "Peter Berg")),
        (["--first", "Jan", "--last", "Berg"], ("Jan", "", "Berg")),
        (["--first", "Jan"], ("Jan", "", "")),
        (["Thi Nguyễn", "--infix", "van"], ("Thi", "van", "Nguyễn")),
    ],
)
def test_the_parts_of_a_name_can_be_set_outright(caseload, run, typed, parts):
    made = run(["add-candidate", *typed, "--json"]).json
    assert (made["first_name"], made["infix"], made["last_name"]) == parts


def test_a_person_is_registered_today_unless_another_day_is_given(caseload, run):
    assert run("add-candidate 'Noor Visser' --json").json["registered_on"] == "2026-11-21"
    assert run("show K1 --json").json["milestones"] == [
        {"stage": "registered", "reached_on": "2026-11-21", "follows_from": "registration"}
    ]


def test_a_likely_double_is_refused_with_who_and_why_until_it_is_wanted(caseload, run):
    run("add-candidate 'Fatima el Idrissi' --phone 0600000001")
    before = caseload.read_bytes()
    said = run("add-candidate 'fatima idrissi' --phone '06 0000 0001'", exit=4).stderr
    assert "K1 Fatima el Idrissi (same name, same phone number)" in said
    assert caseload.read_bytes() == before
    assert run("add-candidate 'fatima idrissi' --anyway").stdout.startswith("K2 added")


def test_a_client_number_of_somebody_else_is_refused_also_when_it_is_wanted(caseload, run):
    run("add-candidate 'Fatima el Idrissi' --number 2041")
    before = caseload.read_bytes()
    run("add-candidate 'Jan Jansen' --number 2041 --anyway", exit=4)
    assert caseload.read_bytes() == before


def test_a_client_number_that_looks_like_a_bsn_is_told_apart_by_its_length(caseload, run):
    run("add-candidate 'Jan Jansen' --number 123456782", exit=6)
    assert run("add-candidate 'Jan Jansen' --number 12345678 --json").json["number"] == "12345678"


def test_a_person_can_be_given_as_json(caseload, run):
    made = run("add-candidate --from - --json", stdin=json.dumps(FULL)).json
    assert FULL.items() <= made.items()


@pytest.mark.parametrize(
    ("text", "exit"),
    [
        ("", 2),
        ("{", 2),
        ("[]", 2),
        ("null", 2),
        ("{}", 2),
        ('{"name": ""}', 2),
        ('{"name": 7}', 2),
        ('{"name": "Jan Jansen", "birth_date": "31-02-1990"}', 2),
        ('{"name": "Jan Jansen", "shoe_size": 43}', 2),
        ('{"name": "Jan Jansen", "talents": "geduldig"}', 2),
        ('{"name": "Jan Jansen", "hours_min": true}', 2),
        ('{"name": "Jan Jansen", "hours_min": "12"}', 2),
        ('{"name": "Jan Jansen", "hours_max": 900}', 2),
        ('{"name": "Jan Jansen", "phone": "06\\u202e12"}', 2),
        ('{"name": "Jan Jansen", "number": "12\\u00003"}', 2),
        ('{"name": "Jan Jansen", "wishes": ["bsn 123456782"]}', 6),
        ('{"name": "Jan Jansen", "number": "123456782"}', 6),
        ('{"name": "Jan \\u202eJansen"}', 2),
        ('{"name": "Jan \\u0000Jansen"}', 2),
        ('{"name": "Jan \\ud800Jansen"}', 2),
        ('{"name": "Jan Jansen", "hours_max": 1e999}', 2),
        ("[" * 100000, 2),
    ],
)
def test_json_that_cannot_be_a_person_is_refused(caseload, run, text, exit):
    before = caseload.read_bytes()
    said = run("add-candidate --from -", stdin=text, exit=exit).stderr
    assert said.startswith("error: ")
    assert len(said.splitlines()) == 2
    assert caseload.read_bytes() == before


def refs(result) -> list[str]:
    return [row["ref"] for row in result.json]


def test_the_register_is_in_dutch_order_of_names(region, run):
    found = [row["name"] for row in run("candidates --json").json]
    assert found == [
        "Jan van der Berg",
        "Lina Haddad",
        "Kees 't Hart",
        "Fatima el Idrissi",
        "Piet Jansen",
        "Maria Elena de Jong",
        "Thi Nguyễn",
        "Amal de Wit",
        "Tomasz Wójcik",
        "Özlem Yıldız",
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("--owner ruben", ["K4", "K8", "K3"]),
        ("--coach sven", ["K1", "K5"]),
        ("--town zeist", ["K2"]),
        ("--employer W2", ["K4", "K8", "K3"]),
        ("--employer klimpark", ["K8"]),
        ("--employer klimpark --as-of 2026-10-31", ["K8", "K5"]),
        ("--stage placed --owner noor", ["K2", "K10", "K1", "K5"]),
        ("--stage training", ["K9"]),
        ("--stage training --as-of 2026-10-31", []),
        ("--owner nobody", []),
    ],
)
def test_the_register_can_be_filtered(region, run, asked, found):
    assert refs(run(f"candidates {asked} --json")) == found


def test_what_is_sensitive_is_listed_only_when_it_is_asked_for(region, run):
    ordinary, everything = run("candidates --json").stdout, run("candidates --json --with sensitive").stdout
    for value in ("bijstand", "1990-05-17", "06 0000 0001", "banenafspraak", "een vaste begeleider"):
        assert value not in ordinary
        assert value in everything


def test_a_list_for_a_spreadsheet_has_a_line_for_everybody(region, run):
    lines = run("candidates --csv").stdout.splitlines()
    assert lines[0].startswith("ref;name;first_name;infix;last_name;number;")
    assert len(lines) == 11


def test_a_list_without_anybody_is_an_empty_list(caseload, run):
    assert run("candidates --json").json == []
    assert run("candidates").stdout.endswith("0 records.\n")
    assert len(run("candidates --csv").stdout.splitlines()) == 1
