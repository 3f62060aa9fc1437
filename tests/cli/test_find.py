"""Find anybody or anything by some words."""

import pytest
from factories import a_candidate, a_contract, an_employer, day

from doorstroom import store
from doorstroom.model.following import Contact, Step
from doorstroom.model.matching import Proposal, Vacancy
from doorstroom.model.programme import Programme
from doorstroom.model.support import Assignment


@pytest.fixture
def known(caseload):
    """People who look alike, and something of every sort."""
    with store.open(caseload, command="test") as opened:
        opened.add(an_employer(id=0, town="Utrecht", contact="Marloes Prins", kvk="12345678"))
        opened.add(an_employer(id=0, name="Groen & Zorg"))
        opened.add(an_employer(id=0, name="Hal12b"))
        opened.register(
            a_candidate(id=0, number="KL-77", phone="06 12 34 56 78", talents=("geduldig met kinderen",), town="Zeist")
        )
        opened.register(a_candidate(id=0, first_name="Fatma", infix="", last_name="Yıldız", email="f.y@example.nl"))
        opened.register(a_candidate(id=0, first_name="Özlem", infix="", last_name="Yılmaz", wishes=("tram rijden",)))
        opened.register(a_candidate(id=0, first_name="Jan", infix="van der", last_name="Berg", needs=("rolstoel",)))
        opened.place(a_contract(candidate=1, employer=1, function="conducteur", note="wil blijven"))
        opened.place(a_contract("2025-01-01", "2025-12-31", candidate=2, employer=2))
        opened.add(Contact(candidate=1, employer=1, held_on=day("2026-11-02"), text="Wil liever buiten werken"))
        opened.add(Contact(employer=2, held_on=day("2026-11-03"), text="Zoekt mensen voor de kas"))
        opened.add(Step(candidate=1, text="CV nakijken", agreed_on=day("2026-11-02")))
        opened.add(Vacancy(employer=1, title="Conducteur tram 22", must=("rijbewijs B",)))
        opened.add(Proposal(candidate=2, vacancy=1, proposed_on=day("2026-11-04"), note="past goed"))
        opened.add(Programme(name="Tramproject"))
        opened.add(Assignment(employer=2, name="Perronrenovatie"))
    return caseload


def refs(result):
    return [(one["kind"], one["ref"]) for one in result.json]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a name, folded, in parts, in any order
        ("yildiz", [("candidate", "K2")]),
        ("YILMAZ", [("candidate", "K3")]),
        ("drissi", [("candidate", "K1")]),
        ("'berg jan'", [("candidate", "K4")]),
        ("'Berg, Jan van der'", [("candidate", "K4")]),
        # a number, however it was spaced
        ("kl-77", [("candidate", "K1")]),
        ("77", [("candidate", "K1")]),
        ("hal", [("employer", "W3")]),
        ("hal12", [("employer", "W3")]),
        ("0612345678", [("candidate", "K1")]),
        ("'06 1234 5678'", [("candidate", "K1")]),
        ("f.y@example.nl", [("candidate", "K2")]),
        ("12345678", [("candidate", "K1"), ("employer", "W1")]),
        # across fields
        ("zeist", [("candidate", "K1")]),
        ("'fatima stadstram'", [("candidate", "K1")]),
        ("conducteur", [("candidate", "K1"), ("vacancy", "V1"), ("proposal", "P1")]),
        ("'kinderen geduldig'", [("candidate", "K1")]),
        ("blijven", [("candidate", "K1")]),
        ("prins", [("employer", "W1")]),
        ("rijbewijs", [("vacancy", "V1")]),
        ("'groen zorg'", [("candidate", "K2"), ("employer", "W2"), ("assignment", "A1")]),
        ("tramproject", [("programme", "G1")]),
        ("perron", [("assignment", "A1")]),
        # what was said and agreed
        ("buiten", [("note", "N1")]),
        ("'fatima buiten'", [("note", "N1")]),
        ("kas", [("note", "N2")]),
        ("nakijken", [("step", "S1")]),
        ("'past goed'", [("proposal", "P1")]),
        # a REF
        ("K3", [("candidate", "K3")]),
        ("C1", [("contract", "C1")]),
    ],
)
def test_all_words_are_found_wherever_they_stand(known, run, text, found):
    assert refs(run(f"find {text} --json")) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("yilmas", ["K3"]),
        ("ylimaz", ["K3"]),
        ("ylmaz", ["K3"]),
        ("yilmazz", ["K3"]),
        ("condukteur", ["K1", "V1", "P1"]),
        ("conducetuer", ["K1", "V1", "P1"]),
        ("'yilmas tram'", ["K3"]),
    ],
)
def test_a_slip_of_the_finger_is_forgiven(known, run, text, found):
    assert [one["ref"] for one in run(f"find {text} --json").json] == found


def test_the_very_word_comes_before_one_that_is_a_typo_away_and_it_is_said(known, run):
    told = run("find fatma")
    lines = told.stdout.splitlines()
    assert [line.split()[0] for line in lines if line[:1] == "K"] == ["K2", "K1"]
    assert "“fatma” was also read as fatima." in lines


def test_a_short_word_or_number_must_be_right(known, run):
    run("find kl-78", exit=3)
    run("find cb", exit=3)


def test_words_that_are_wrong_flood_nobody(known, run):
    with store.open(known, command="test") as opened:
        for number in range(8):
            opened.register(a_candidate(id=0, first_name="Kees", infix="", last_name=f"Jansen{'abcdefgh'[number]}"))
            opened.register(a_candidate(id=0, first_name="Kees", infix="", last_name=f"Hansen{'abcdefgh'[number]}"))
    assert all("Jansen" in one["name"] for one in run("find jansen --json").json)


def test_a_name_that_begins_so_comes_before_one_that_holds_it_and_a_name_before_a_note(known, run):
    with store.open(known, command="test") as opened:
        opened.register(a_candidate(id=0, first_name="Ali", infix="", last_name="Ozberg"))
        opened.register(a_candidate(id=0, first_name="Zoë", infix="", last_name="Bergman"))
        opened.register(a_candidate(id=0, first_name="Bo", infix="", last_name="Aak", town="Bergen"))
    assert [one["name"] for one in run("find berg --json").json] == [
        "Jan van der Berg",
        "Zoë Bergman",
        "Ali Ozberg",
        "Bo Aak",
    ]


def test_where_it_was_found_is_said_in_words_and_for_programs(known, run):
    assert run("--lang nl find kinderen").stdout == (
        "Kandidaten\n\n"
        "REF  Naam               Gevonden in  Tekst\n"
        "K1   Fatima el Idrissi  Talenten     geduldig met kinderen\n"
    )
    (one,) = run("find kinderen --json").json
    assert (one["found_in"], one["text"]) == (["talents"], ["geduldig met kinderen"])


def test_only_so_many_of_each_kind_are_shown_and_the_rest_is_counted(known, run):
    told = run("find fat --limit 1")
    assert told.stdout.count("\nK1") == 1
    assert "Candidates: 1 of 2 are shown; add a word, or use --limit." in told.stdout
    assert len(run("find fat --limit 1 --json").json) == 1
    assert "Candidates: 1 of 2" in run("find fat --limit 1 --json").stderr


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("idrussa", "Nearest to it: idrissi."),
        ("'fatma kas'", "Each word is in the file, but never all in one record; leave one out."),
        ("qqqqqq", "Give part of a name, a number, a town or any word of a note."),
        ("%", "Give part of a name, a number, a town or any word of a note."),
        ("''", "Give part of a name, a number, a town or any word of a note."),
        ("K99", "Give part of a name, a number, a town or any word of a note."),
    ],
)
def test_nothing_found_says_what_comes_nearest(known, run, text, hint):
    assert run(f"find {text}", exit=3).stderr.splitlines()[1] == f"hint: {hint}"


def test_what_work_must_offer_is_not_looked_through(known, run):
    run("find rolstoel", exit=3)


@pytest.mark.parametrize("odd", ["[/]", "[red]", "=1+1", "' or 1=1 --", "[1", "_____", "\\"])
def test_odd_text_is_only_text(known, run, odd):
    with store.open(known, command="test") as opened:
        opened.add(Contact(candidate=4, held_on=day("2026-11-05"), text=f"zegt {odd} boterbloem"))
    (one,) = run("find boterbloem --json").json
    assert one["text"] == [f"zegt {odd} boterbloem"]
    assert odd in run("find boterbloem").stdout
    run(["find", odd], exit=None)


def test_a_long_note_is_cut(known, run):
    with store.open(known, command="test") as opened:
        opened.add(Contact(candidate=4, held_on=day("2026-11-05"), text="boterbloem " + "x" * 500))
    assert max(map(len, run("find boterbloem").stdout.splitlines())) < 120


@pytest.mark.parametrize(
    ("line", "gone", "come"),
    [
        ("edit-candidate K1 --name 'Noor Smit' --anyway", "idrissi", "smit"),
        ("edit-candidate K1 --drop-talent 'geduldig met kinderen' --talent precies", "kinderen", "precies"),
        ("edit-employer W1 --name Regiotram", "stadstram", "regiotram"),
        ("edit-contract C1 --function stuurman", "nergens", "stuurman"),
    ],
)
def test_what_changes_is_found_at_once_and_what_was_is_not(known, run, line, gone, come):
    run(line)
    run(f"find {gone}", exit=3)
    assert "K1" in [one["ref"] for one in run(f"find {come} --json").json]
    assert "find" not in run("check", exit=None).stdout


def test_an_older_file_can_be_looked_through_at_once(known, run):
    import sqlite3

    with sqlite3.connect(known) as opened:
        opened.execute("delete from findable")
        opened.execute("delete from word")
        opened.execute("delete from setting where key = 'findable'")
    assert refs(run("find buiten --json")) == [("note", "N1")]
    run("check")


@pytest.mark.parametrize(
    "spoil",
    [
        "delete from findable where kind = 'K'",
        "update findable set words = ' x ' where kind = 'W'",
        "delete from word where word = 'idrissi'",
        "update word set uses = uses + 1 where word = 'idrissi'",
        "insert into findable (kind, record, name, words) values ('K', 99, ' x ', ' x ')",
    ],
)
def test_check_sees_when_it_is_not_what_the_records_say(known, run, spoil):
    import sqlite3

    run("check")
    with sqlite3.connect(known) as opened:
        opened.execute(spoil)
    assert "What `find` looks through is not what the records say." in run("check", exit=5).stdout


def test_what_was_said_later_is_not_found_on_an_earlier_day(run, known):
    assert ("note", "N1") in refs(run("find buiten --json"))
    run("find buiten --as-of 2026-11-01", exit=3)
