"""What asks for attention: every reason in a real file, and that the command beside it mends it."""

import shlex
from collections.abc import Iterable

import pytest
from factories import a_candidate, a_contract, a_note, a_step, an_employer, day

from doorstroom import attention as core
from doorstroom import followed, loose_ends, store
from doorstroom.choices import Kind
from doorstroom.model.following import Party, Topic
from doorstroom.model.matching import Vacancy
from doorstroom.model.meeting import AgendaItem, Meeting, Section

KNOWN = {"owner": "Noor", "hours_max": 24.0, "town": "Utrecht", "talents": ("precies",)}


def rows(run, line: str = "") -> list[dict]:
    return run(f"attention {line} --json").json


def an_item(meeting: int, candidate: int, *, discussed: bool = False) -> AgendaItem:
    return AgendaItem(meeting=meeting, candidate=candidate, section=Section.LEAVING, discussed=discussed)


def told(run, line: str = "") -> set[tuple[str, str]]:
    return {(one["ref"], one["reason"]) for one in rows(run, line)}


@pytest.fixture
def everything(caseload):
    """Somebody for every reason; K9 is followed as it should be, K10 is closed, and K11 is on agendas in vain."""

    def put(caseload: store.Store, *facts: object) -> None:
        for fact in facts:
            caseload.add(fact)

    with store.open(caseload, command="test") as opened:
        put(opened, an_employer(id=0, owner="Ruben"), an_employer(id=0, name="Klimpark Noord"))
        for number in range(1, 14):
            about = {} if number == 8 else KNOWN
            closed = {"closed_on": day("2026-11-01")} if number == 10 else {}
            put(opened, a_candidate(id=0, first_name=f"Persoon{number}", infix="", last_name="Test", **about, **closed))
        put(
            opened,
            a_contract("2026-06-01", "2026-10-31", candidate=1),
            a_contract("2026-01-01", "2026-12-31", candidate=2),
            a_contract("2026-06-01", "2027-12-31", candidate=3, employer=2),
            a_contract("2026-06-20", "2027-03-10", candidate=4),
            a_contract("2026-06-01", "2027-12-31", candidate=5),
            a_contract("2026-06-01", None, candidate=6),
            a_contract("2026-06-01", "2027-12-31", candidate=7),
            a_contract("2026-01-01", "2026-12-31", candidate=9),
            a_contract("2026-01-01", "2026-10-31", candidate=10),
            a_contract("2026-06-01", "2027-12-31", candidate=11),
            a_contract("2026-06-01", "2027-12-31", candidate=12),
            a_contract("2026-10-01", "2027-12-31", candidate=13),
        )
        put(opened, *(a_note("2026-11-10", candidate=number) for number in (1, 2, 3, 6, 8, 11)))
        put(
            opened,
            a_note("2026-09-09", candidate=4),
            a_note("2026-11-01", candidate=5, party=Party.COACH, next_on=day("2026-11-21")),
            a_note("2026-08-20", candidate=7),
            a_note("2026-11-10", candidate=9, topic="end"),
            a_note("2026-06-01", candidate=10, next_on=day("2026-07-01")),
            a_note("2026-11-02", candidate=12, topic=Topic.DROPOUT),
            a_note("2026-10-19", candidate=13, party=Party.EMPLOYER),
            a_note("2026-10-01", employer=2, party=Party.EMPLOYER, next_on=day("2026-11-15")),
            a_step("2026-11-20", candidate=3, owner="Ruben"),
            a_step("2026-12-20", candidate=9),
        )
        for number, on in enumerate(("2026-11-16", "2026-11-19"), start=1):
            put(opened, Meeting(day=day(on), held_on=day(on)))
            put(opened, *(an_item(number, of, discussed=of == 9 and number == 2) for of in (9, 10, 11)))
        put(opened, an_item(2, 5))
    return caseload


ALL = {
    ("K1", "ended"),
    ("K2", "notice"),
    ("K3", "step-overdue"),
    ("K4", "not-spoken"),
    ("K5", "conversation-due"),
    ("W2", "conversation-due"),
    ("K6", "no-end-date"),
    ("K7", "no-contact"),
    ("K8", "incomplete"),
    ("K11", "not-discussed"),
    ("K12", "relapse"),
    ("K13", "aftercare"),
}


def test_everybody_who_asks_for_attention_is_there_and_nobody_else(everything, run):
    assert told(run) == ALL


def test_each_line_says_why_since_when_whose_and_what_mends_it(everything, run):
    found = {one["ref"]: one for one in rows(run)}
    assert found["K3"] == {
        "ref": "K3",
        "name": "Persoon3 Test",
        "reason": "step-overdue",
        "why": "S1 was due on 2026-11-20: Bellen",
        "since": "2026-11-20",
        "owner": "Ruben",
        "coach": None,
        "step": "S1",
        "contract": None,
        "mend": "doorstroom done S1",
    }
    assert (found["K4"]["why"], found["K4"]["since"]) == (
        "Leaves on 2027-03-10; spoken with nobody since 2026-09-10.",
        "2026-09-10",
    )
    assert found["K5"]["why"] == "Speak with coach again on 2026-11-21; nothing since 2026-11-01."
    assert found["K7"]["why"] == "No conversation since 2026-08-20."
    assert found["K11"]["why"] == "On the agenda of 2 meetings in a row and not discussed, the last on 2026-11-19."
    assert (found["K11"]["since"], found["K11"]["mend"]) == ("2026-11-16", "doorstroom outcome K11 DECISION")
    assert found["K8"]["mend"] == "doorstroom edit-candidate K8 --owner NAME --hours-max N --town NAME --talent TEXT"


# What a person fills in where a command leaves a value open.
ANSWERS = {"NAME": "Noor", "DATE": "2027-12-31", "N": "24", "TEXT": "precies", "DECISION": "talk"}


def filled_in(mend: str) -> list[str]:
    _program, *words = shlex.split(mend)
    more = {
        "note": ["Gesproken."],
        "step": ["Bellen."],
        "add-contract": ["W1", "--start", "2026-11-23", "--months", "12"],
    }
    return [ANSWERS.get(word, word) for word in words] + more.get(words[0], [])


@pytest.mark.parametrize(("ref", "reason"), sorted(ALL))
def test_the_command_beside_a_line_mends_it(everything, run, ref, reason):
    (mend,) = (one["mend"] for one in rows(run) if (one["ref"], one["reason"]) == (ref, reason))
    run(filled_in(mend))
    assert told(run) == ALL - {(ref, reason)}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("--owner noor", ALL - {("K8", "incomplete"), ("W2", "conversation-due")}),
        ("--owner ruben", {("K3", "step-overdue")}),
        ("--owner nobody", set()),
        ("--employer klimpark", {("K3", "step-overdue"), ("W2", "conversation-due")}),
        ("--reason ended --reason notice", {("K1", "ended"), ("K2", "notice")}),
        ("--coach dekker", set()),
        ("--as-of 2026-11-20", ALL - {("K3", "step-overdue"), ("K5", "conversation-due"), ("K7", "no-contact")}),
        ("--months 3", ALL - {("K4", "not-spoken")}),
    ],
)
def test_a_part_or_another_day_can_be_asked_for(everything, run, line, found):
    assert told(run, line) == found


def test_the_settings_say_how_long_is_long_and_how_soon_is_soon(everything, run):
    run("settings contact-months 4")
    run("settings notice-weeks 1")
    assert told(run) == ALL - {("K7", "no-contact"), ("K2", "notice")}
    assert told(run, "--as-of 2026-11-23") >= {("K2", "notice")}
    run("settings contact-months -")
    assert ("K7", "no-contact") in told(run)


def test_the_rhythm_of_after_care_is_a_setting(everything, run):
    (row,) = (one for one in rows(run) if one["reason"] == "aftercare")
    assert row["why"] == "1 month after the start at Stadstram, on 2026-11-01, nobody had spoken with this person."
    assert run("settings aftercare '1W, 2m'").stdout.count("1w,2m") == 1
    assert ("K13", "aftercare") not in told(run)
    run("settings aftercare 7w")
    assert ("K13", "aftercare") in told(run)
    run("settings aftercare none")
    assert ("K13", "aftercare") not in told(run)


@pytest.mark.parametrize("value", ["", "1", "1m,1w", "1m,4w,1m", "0w", "25m", "99w,99m", "1w;1m", "1m,", "①m"])
def test_what_is_no_rhythm_of_after_care_is_refused(everything, run, value):
    before = everything.read_bytes()
    assert run(["settings", "aftercare", value], exit=2).stderr.startswith("error: ")
    assert everything.read_bytes() == before


def test_somebody_who_may_drop_out_is_there_until_something_is_said_or_agreed(everything, run):
    (row,) = (one for one in rows(run) if one["reason"] == "relapse")
    assert (row["why"], row["since"]) == (
        "Spoke of dropping out on 2026-11-02; nothing said or agreed since.",
        "2026-11-02",
    )
    run("step K12 'Bel de coach' --due 2026-12-01")
    run("note K13 'Twijfelt' --about dropout --on 2026-11-21")
    assert ("K12", "relapse") not in told(run)
    assert ("K13", "relapse") in told(run)
    run("note K13 'Gaat weer goed' --about progress --on 2026-11-21")
    assert ("K13", "relapse") not in told(run)
    run("note K13 'Toch weer' --about dropout --on 2026-11-21")
    assert ("K13", "relapse") in told(run)
    run("end-contract C12 --on 2026-11-20 --reason dropped-out")
    assert ("K13", "relapse") not in told(run)


def not_discussed(run, line: str = "") -> list[str]:
    return [one["ref"] for one in rows(run, f"--reason not-discussed {line}")]


def test_how_many_meetings_in_a_row_is_too_many_is_a_setting(everything, run):
    run("settings missed-meetings 1")
    assert not_discussed(run) == ["K11", "K5"]
    assert "On the agenda of 1 meeting and not discussed, 2026-11-19." in [one["why"] for one in rows(run)]
    run("settings missed-meetings 3")
    assert not_discussed(run) == []


def test_a_meeting_counts_from_its_own_day(everything, run):
    assert not_discussed(run, "--as-of 2026-11-18") == []
    assert not_discussed(run, "--as-of 2026-11-19") == ["K11"]


@pytest.mark.parametrize(
    "line",
    [
        "outcome K11 not-now --until 2026-12-31 --for 2026-11-23",
        # A late one, for the meeting itself.
        "outcome K11 talk --for 2026-11-19",
        "close-candidate K11 --reason left",
    ],
)
def test_whoever_has_an_outcome_since_or_is_gone_waits_for_none(everything, run, line):
    run(line)
    assert not_discussed(run) == []
    run("undo")
    assert not_discussed(run) == ["K11"]


def test_whoever_was_not_on_the_last_agenda_waits_no_longer(everything, run):
    with store.open(everything, command="test") as caseload:
        caseload.add(Meeting(day=day("2026-11-20"), held_on=day("2026-11-20")))
        caseload.add(an_item(3, 1))
    assert not_discussed(run) == []
    assert not_discussed(run, "--as-of 2026-11-19") == ["K11"]


def test_whoever_a_meeting_left_out_until_it_was_closed_asks_for_attention(caseload, run):
    run("add-employer Stadstram")
    run("add-candidate 'Jan Visser' --owner Noor")
    run("add-contract K1 W1 --start 2026-01-15 --end 2026-12-31")
    for on in ("2026-11-16", "2026-11-19"):
        run(f"export --for {on} {caseload.with_name(on)}.xlsx")
        assert not_discussed(run) == []
        run("hold")
    assert not_discussed(run) == ["K1"]
    run("outcome K1 talk")
    assert not_discussed(run) == []


@pytest.mark.parametrize("value", ["0", "61", "drie", "-3", "1.5", "99999999999", "²"])
def test_a_setting_that_is_no_number_is_refused(everything, run, value):
    before = everything.read_bytes()
    assert run(["settings", "contact-months", "--", value], exit=2).stderr.startswith("error: ")
    assert everything.read_bytes() == before


def test_urgent_matters_stand_first_in_every_form(everything, run):
    order = [str(reason) for reason in core.Reason]
    found = [one["reason"] for one in rows(run)]
    assert found == sorted(found, key=order.index)
    assert [line.split(";")[2] for line in run("attention --csv").stdout.splitlines()[1:]] == found
    assert run("attention").stdout.splitlines()[3].startswith("K1")


def test_the_sum_below_the_list_adds_up(everything, run):
    below = run("attention").stdout.rpartition("\n\n")[2].splitlines()
    assert below[0] == "12 matters to look at."
    assert sum(int(line.split(" × ")[0]) for line in below[1:]) == 12


def test_a_script_can_ask_whether_anything_asks_for_attention(everything, run):
    run("attention --exit-code", exit=10)
    run("attention --exit-code --owner nobody")


def test_an_empty_file_asks_for_nothing(caseload, run):
    assert rows(run) == []
    assert run("attention").stdout == "Attention on 2026-11-21\n\n0 matters to look at.\n"


def test_asking_changes_nothing(everything, run):
    before = everything.read_bytes()
    for line in ("attention", "attention --employer W1 --json", "dashboard", "steps", "notes", "expiring"):
        run(line)
    assert everything.read_bytes() == before


# --- one by one --------------------------------------------------------------------------------------------------


def test_a_closed_case_keeps_only_the_promise_that_was_not_kept(everything, run):
    run("close-candidate K3 --reason left --on 2026-11-01")
    run("close-candidate K5 --reason left --on 2026-11-01")
    assert told(run) == ALL - {("K5", "conversation-due")}


def test_a_talk_with_somebody_else_leaves_the_planned_one_due(everything, run):
    run("note K5 'Belde zelf.'")
    assert ("K5", "conversation-due") in told(run)
    run("note K5 'Coach gesproken.' --with coach")
    assert ("K5", "conversation-due") not in told(run)


def test_a_later_plan_takes_the_place_of_an_earlier_one(everything, run):
    run("note K5 'Volgende week weer.' --with coach --on 2026-11-10 --next 2026-11-28")
    assert ("K5", "conversation-due") not in told(run)
    assert ("K5", "conversation-due") in told(run, "--as-of 2026-11-28")


def test_what_was_planned_for_a_vacancy_is_due_for_the_vacancy(everything, run):
    with store.open(everything, command="test") as caseload:
        caseload.add(Vacancy(employer=1, title="Hovenier"))
    run("note V1 'Belt terug.' --on 2026-11-01 --next 2026-11-10")
    run("note W1 'Over iets anders.' --on 2026-11-15")
    assert told(run) == ALL | {("V1", "conversation-due")}
    assert told(run, "--employer W1 --reason conversation-due") == {
        ("K5", "conversation-due"),
        ("V1", "conversation-due"),
    }


def test_a_conversation_on_the_day_three_months_ago_is_recent_enough(everything, run):
    assert ("K7", "no-contact") not in told(run, "--as-of 2026-11-20")
    run("note K7 x --on 2026-08-21")
    assert ("K7", "no-contact") not in told(run)


def test_who_came_into_the_file_lately_need_not_have_been_spoken_with(caseload, run):
    run("add-candidate 'Jan Bos' --registered 2026-08-21 --owner Noor --hours-max 24 --town Utrecht --talent precies")
    assert told(run) == set()
    assert told(run, "--as-of 2026-11-22") == {("K1", "no-contact")}


def test_a_contract_without_an_end_asks_for_it_also_when_a_limit_is_known(everything, run):
    run("edit-employer W1 --policy-months 23")
    assert ("K6", "no-end-date") in told(run)
    assert rows(run, "--reason no-end-date")[0]["contract"] == "C6"
    assert told(run, "--reason no-end-date --as-of 2026-05-31") == set()


def test_one_person_may_stand_there_for_several_reasons(caseload, run):
    run("add-candidate 'Jan Bos' --registered 2026-01-01")
    run("add-employer Stadstram")
    run("add-contract K1 W1 --start 2026-01-01 --end 2026-10-31")
    assert told(run) == {("K1", reason) for reason in ("ended", "not-spoken", "no-contact", "incomplete")}


def test_names_that_look_like_markup_or_formulas_are_shown_as_they_are(caseload, run, on_a_terminal):
    run(["add-candidate", "=Jan [/bold] Bos", "--registered", "2026-01-01"])
    assert "[/bold]" in on_a_terminal("attention")
    assert "'=Jan" in run("attention --csv").stdout


# --- as quick with many as with few ------------------------------------------------------------------------------


def asked_of(connection, ask) -> list[str]:
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    ask()
    connection.set_trace_callback(None)
    return asked


def steps_of(connection, questions: Iterable[str]) -> list[str]:
    """How SQLite goes about these questions, without the few that it is told to go through."""
    return [row["detail"] for one in questions for row in connection.execute(f"explain query plan {one}")]


def test_a_list_costs_as_many_questions_for_ten_people_as_for_one(everything):
    with store.open(everything) as caseload:
        few, many = (
            asked_of(
                caseload.connection, lambda people=people: followed.of(caseload.connection, people, day("2026-11-21"))
            )
            for people in ([1], range(1, 11))
        )
    assert len(few) == len(many) == 3


def test_what_was_said_and_agreed_is_looked_up_and_never_searched_through(everything):
    with store.open(everything) as caseload:
        ask = asked_of(caseload.connection, lambda: followed.of(caseload.connection, range(1, 11), day("2026-11-21")))
        found = steps_of(caseload.connection, ask)
    assert [step for step in found if step.startswith("SCAN")] == []


def test_what_asks_for_attention_reads_no_record_of_people_who_do_not(everything):
    with store.open(everything) as caseload:
        ask = asked_of(
            caseload.connection,
            lambda: loose_ends.on(
                caseload.connection,
                day("2026-11-21"),
                silent_since=day("2026-08-21"),
                begun_since=day("2025-10-21"),
                missed=2,
                leaving=[1, 2],
            ),
        )
        found = steps_of(caseload.connection, ask)
    assert [step for step in found if step.startswith("SCAN candidate") and "COVERING" not in step] == []


def test_a_party_has_a_ref_of_its_own():
    assert core.Who(Kind.VACANCY, 7, "Hovenier", "", None, None).ref == "V7"
