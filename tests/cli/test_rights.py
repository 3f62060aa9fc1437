"""The rights of people: to be forgotten, and to see what is held about them."""

import json
import re
import sqlite3
import stat
from contextlib import closing

import pytest
from factories import a_candidate, a_contract, an_employer, day

from doorstroom import held, store
from doorstroom.model.choices import ClosingReason
from doorstroom.model.following import Contact, Step
from doorstroom.model.matching import Proposal, Stopped, Vacancy
from doorstroom.model.support import Support, SupportKind
from doorstroom.records import every_table

# Words that stand nowhere but with one person: nobody else, no command and no rule has them.
SECRETS = (
    *("Quirijntje", "Wezelveld", "KLNT-90817", "0687654321", "quirijn@voorbeeld.nl", "7777ZZ", "Zwartsluisterdorp"),
    *("Geheimwijk", "vlindertalent", "valkuiltje", "drijfveertje", "vaardigheidje", "wensje", "behoeftetje"),
    *("uitkeringetje", "functienaampje", "contractnotitietje", "gesprekje", "stapje", "stapafloopje"),
    *("voordrachtje", "redentje", "leverancierje", "regelingnotitie", "sluitnotitie", "oudenaampje", "bronnetje"),
)


@pytest.fixture
def known(caseload, run):
    """Somebody of whom everything is known, and somebody else."""
    with store.open(caseload, command="test") as opened:
        opened.add(an_employer(id=0))
        opened.register(
            a_candidate(id=0, first_name="Oudenaampje", infix="", last_name="Wezelveld", source="bronnetje")
        )
        opened.register(a_candidate(id=0, registered_on=day("2026-01-01"), owner="Noor", birth_date=day("1990-05-17")))
        opened.place(
            a_contract("2025-01-01", "2025-12-31", candidate=1, function="functienaampje", note="contractnotitietje")
        )
        opened.place(a_contract("2026-01-01", "2027-12-31", candidate=2))
        opened.add(Vacancy(employer=1, title="Conducteur"))
        opened.add(Contact(candidate=1, employer=1, held_on=day("2025-06-01"), text="gesprekje", made_by="noor"))
        opened.add(Step(candidate=1, text="stapje", agreed_on=day("2025-06-01"), owner="Noor"))
        opened.add(
            Step(
                candidate=1,
                text="stapje",
                agreed_on=day("2025-06-01"),
                done_on=day("2025-06-02"),
                done_note="stapafloopje",
            )
        )
        opened.add(Proposal(candidate=1, vacancy=1, proposed_on=day("2025-06-03"), note="voordrachtje"))
        opened.add(
            Proposal(
                candidate=1,
                vacancy=1,
                proposed_on=day("2025-07-03"),
                stopped_on=day("2025-07-04"),
                stopped=Stopped.DECLINED,
                reason_note="redentje",
            )
        )
        opened.add(
            Support(
                contract=1,
                kind=SupportKind.LKS,
                starts_on=day("2025-01-01"),
                provider="leverancierje",
                note="regelingnotitie",
            )
        )
    run(
        "edit-candidate K1 --name 'Quirijntje Wezelveld' --number KLNT-90817 --phone 0687654321 --birth-date 1991-02-03"
    )
    run(
        "edit-candidate K1 --email quirijn@voorbeeld.nl --postcode 7777ZZ --town Zwartsluisterdorp --district Geheimwijk"
    )
    run("edit-candidate K1 --talent vlindertalent --pitfall valkuiltje --drive drijfveertje --skill vaardigheidje")
    run("edit-candidate K1 --wish wensje --need behoeftetje --benefit uitkeringetje --owner Noor --distance medium")
    run("edit-contract C1 --wage-month 1999,87")
    run("close-candidate K1 --on 2026-01-15 --reason moved-on --note sluitnotitie")
    return caseload


def secrets_in(content: bytes) -> list[str]:
    """Which of the person's words stand in some bytes, in whatever case and spelling."""
    low = content.lower()
    return [secret for secret in SECRETS if secret.lower().encode() in low or _folded(secret) in low]


def _folded(secret: str) -> bytes:
    return re.sub(r"\W+", " ", secret.lower()).encode()


def rows(path, sql):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


# --- forget ------------------------------------------------------------------------------------------------------


def test_every_word_of_somebody_is_in_the_file_before(known):
    """Else what follows would prove nothing."""
    assert set(secrets_in(known.read_bytes())) == set(SECRETS)


def test_no_byte_of_somebody_who_was_forgotten_is_left_in_the_file(known, run):
    run("forget K1 --yes")
    assert secrets_in(known.read_bytes()) == []
    assert [path.name for path in known.parent.iterdir() if path.name.startswith("caseload.db-")] == []
    assert "1991-02-03" not in known.read_bytes().decode("latin-1")


def test_no_new_export_knows_them(known, run, tmp_path):
    run("forget K1 --yes")
    for ending in ("xlsx", "csv", "json"):
        run(f"export {tmp_path / f'list.{ending}'}")
        assert secrets_in((tmp_path / f"list.{ending}").read_bytes()) == []
    told = run("candidates --json").stdout + run("contracts --json").stdout + run("history --json").stdout
    assert secrets_in(told.encode()) == []
    run("find quirijntje", exit=3)


def test_what_figures_of_the_past_are_made_of_stays(known, run):
    before = rows(known, "select stage, reached_on from milestone where candidate = 1 order by id")
    contracts = rows(known, "select starts_on, ends_on, ended_on, kind, hours, subsidised from contract order by id")
    counted = {
        as_of: run(f"expiring --as-of {as_of} --json").json["left_out"] for as_of in ("2025-10-01", "2026-02-01")
    }
    rows_before = len(run("expiring --as-of 2025-10-01 --json").json["rows"])
    run("forget K1 --yes")
    assert rows(known, "select stage, reached_on from milestone where candidate = 1 order by id") == before
    assert (
        rows(known, "select starts_on, ends_on, ended_on, kind, hours, subsidised from contract order by id")
        == contracts
    )
    assert {
        as_of: run(f"expiring --as-of {as_of} --json").json["left_out"] for as_of in ("2025-10-01", "2026-02-01")
    } == counted
    assert len(run("expiring --as-of 2025-10-01 --json").json["rows"]) == rows_before
    assert rows(known, "select first_name, owner, distance, closed_on, closed_reason from candidate where id = 1") == [
        ("—", "Noor", "medium", "2026-01-15", "moved-on")
    ]
    assert rows(known, "select held_on, text, made_by from contact") == [("2025-06-01", "—", "noor")]


def test_nothing_of_somebody_who_was_forgotten_is_open_any_more(known, run):
    run("forget K1 --yes")
    assert rows(known, "select count(*) from step where done_on is null") == [(0,)]
    assert rows(known, "select stopped_on, stopped, note from proposal order by id") == [
        ("2026-11-21", "withdrawn", None),
        ("2025-07-04", "declined", None),
    ]


def test_the_file_is_whole_afterwards_and_others_are_as_they_were(known, run):
    other = run("show K2 --json").json
    run("forget K1 --yes")
    run("check")
    assert run("show K2 --json").json == other


def test_it_cannot_be_undone_and_the_history_says_so(known, run):
    run("forget K1 --yes")
    run("undo", exit=6)
    assert "what was changed has been erased" in run("history K1").stdout
    # What others did before stays as it was told.
    assert "Fatima" in run("history K2").stdout


def test_the_source_stays_only_where_others_came_from_there_too(known, run):
    with store.open(known, command="test") as opened:
        for number in range(4):
            opened.register(a_candidate(id=0, first_name="Bo", last_name=f"Aak{number}", source="gemeente"))
    run("edit-candidate K1 --source gemeente")
    run("forget K1 --yes")
    assert rows(known, "select source from candidate where id = 1") == [("gemeente",)]


def test_somebody_who_was_merged_into_them_is_forgotten_along(known, run):
    run("add-candidate 'Quirijntje Wezelveldx' --anyway --email ander@voorbeeld.nl")
    run("merge K1 K3 --yes")
    run("forget K1 --yes")
    assert b"wezelveldx" not in known.read_bytes().lower()
    assert b"ander@voorbeeld" not in known.read_bytes().lower()
    run("check")


def test_who_was_merged_into_them_and_is_somebody_again_is_not_forgotten_along(known, run, tmp_path):
    run("add-candidate 'Quirijntje Wezelveldx' --anyway --email ander@voorbeeld.nl")
    run("edit-candidate K1 --email eigen@voorbeeld.nl")
    run("merge K1 K3 --yes")
    run("undo")
    run(f"dossier K1 {tmp_path / 'd.json'}")
    assert "ander@voorbeeld.nl" not in (tmp_path / "d.json").read_text(encoding="utf-8")
    run("forget K1 --yes")
    run("check")
    assert "ander@voorbeeld.nl" in run("history K3").stdout


def test_what_a_merge_filled_in_from_them_until_it_was_taken_back_is_forgotten_too(known, run):
    run("add-candidate 'Bo Aak'")
    run("add-candidate 'Bo Aakster' --anyway --town Verzonnenburg")
    run("merge K3 K4 --yes")
    assert "Verzonnenburg" in run("history K3").stdout
    run("undo")
    run("forget K4 --yes --anyway")
    assert b"verzonnenburg" not in known.read_bytes().lower()
    run("check")
    assert "Bo Aak" in run("show K3").stdout


def test_what_was_taken_back_of_them_is_forgotten_too(known, run):
    run("add-contract K1 W1 --start 2026-02-01 --months 3 --function verzonnenfunctie")
    run("undo")
    assert b"verzonnenfunctie" in known.read_bytes()
    run("forget K1 --yes")
    assert b"verzonnenfunctie" not in known.read_bytes()
    run("check")


def test_several_go_at_once_and_one_named_twice_goes_once(known, run):
    run("close-candidate K2 --reason left --on 2026-11-01")
    told = run("forget K1 wezelveld K2 --anyway --yes --json").json
    assert [one["ref"] for one in told["forgotten"]] == ["K1", "K2"]
    assert rows(known, "select count(*) from event where command = 'forget'") == [(1,)]


@pytest.mark.parametrize(
    ("line", "exit", "said"),
    [
        ("forget K1", 6, "This needs a yes."),
        ("forget K2 --yes", 6, "The case of K2 is open."),
        ("forget K9 --yes", 3, "There is no candidate K9."),
        ("forget K1 K9 --yes", 3, "There is no candidate K9."),
        ("forget W1 --yes", 3, "There is no candidate W1."),
        ("forget", 2, "REF is missing."),
    ],
)
def test_nobody_is_forgotten_by_mistake(known, run, line, exit, said):
    before = known.read_bytes()
    result = run(line, exit=exit)
    assert result.stderr.splitlines()[0] == f"error: {said}"
    assert len(result.stderr.splitlines()) == 2
    assert known.read_bytes() == before


def test_somebody_with_work_is_forgotten_only_when_that_is_said(known, run):
    run("close-candidate K2 --reason left --on 2026-11-01")
    said = run("forget K2 --yes", exit=6).stderr
    assert said.startswith("error: K2 has a contract that has not ended.")
    run("forget K2 --yes --anyway")


def test_an_open_case_is_closed_when_it_is_forgotten(known, run):
    run("forget K2 --yes --anyway")
    assert rows(known, "select closed_on, closed_reason from candidate where id = 2") == [("2026-11-21", "left")]
    assert run("expiring --json").json["left_out"]["closed"] == 2


@pytest.mark.parametrize(
    "line", ["forget K1 --yes", "edit-candidate K1 --owner X", "add-contract K1 W1 --start 2026-12-01 --months 6"]
)
def test_nothing_can_be_added_to_somebody_who_was_forgotten(known, run, line):
    run("forget K1 --yes")
    assert run(line, exit=6).stderr.startswith("error: K1 was forgotten on 2026-11-21.")


def test_what_is_left_can_be_looked_at_and_lists_leave_it_out(known, run):
    run("forget K1 --yes")
    assert run("show K1 --json").json["forgotten_on"] == "2026-11-21"
    assert [one["ref"] for one in run("candidates --json").json] == ["K2"]


def test_on_a_terminal_it_is_shown_first_and_asked(known, on_a_terminal):
    screen = on_a_terminal("forget K1", {"[y/N]": "n"}, exit=6)
    assert "K1 Quirijntje Wezelveld" in screen
    assert "Goes: the name, all personal details" in screen
    assert "1 contract, " in " ".join(screen.split())
    assert secrets_in(known.read_bytes()) != []
    on_a_terminal("forget K1", {"[y/N]": "y"})
    assert secrets_in(known.read_bytes()) == []


def test_where_else_they_may_be_found_is_said(known, run, tmp_path):
    run(f"export {tmp_path / 'list.xlsx'}")
    run("backup")
    with store.open(known, command="test") as opened:
        opened.add(Contact(candidate=2, held_on=day("2026-11-05"), text="kent Quirijntje Wezelveld van school"))
    told = run("forget K1 --yes").stdout
    assert re.search(r"Still in 1 backup: .*backups.*\.db\.", told)
    assert "1 list was exported since they came" in told


def test_a_backup_from_before_they_came_is_not_named(caseload, run):
    run("backup")
    run("add-candidate 'Noor Smit'")
    run("close-candidate K1 --reason left")
    assert run("forget K1 --yes --json").json["backups"] == []


def test_texts_of_others_that_hold_the_name_are_named_before(known, run, on_a_terminal):
    with store.open(known, command="test") as opened:
        opened.add(Contact(candidate=2, held_on=day("2026-11-05"), text="kent Quirijntje Wezelveld van school"))
        opened.register(a_candidate(id=0, first_name="Quirijntje", infix="", last_name="Wezelveld"))
    screen = on_a_terminal("forget K1", {"[y/N]": "n"}, exit=6)
    (line,) = [line for line in " ".join(screen.split()).split("Goes") if "look at yourself" in line]
    assert "K3" not in line


def test_forget_knows_every_table_in_which_something_is_somebodys(caseload):
    """A table that points to a person, or to what is theirs, and holds no facts must be thought of by hand."""
    with store.open(caseload) as opened:
        named = {
            row["name"]
            for row in opened.connection.execute("select name from sqlite_schema where type = 'table'")
            for key in opened.connection.execute(f"pragma foreign_key_list({row['name']})")
            if key["table"] in held.tables(opened.connection)
        }
        facts = held.tables(opened.connection)
    derived = {"likeness", "stay"}
    assert named - facts - derived == set()
    assert facts <= set(every_table())


# --- retention ---------------------------------------------------------------------------------------------------


@pytest.fixture
def closed(caseload, run):
    """Five closed files: of each class, in different years; and an open one."""
    with store.open(caseload, command="test") as opened:
        opened.add(an_employer(id=0))
        for number, (closed_on, reason, ended) in enumerate(
            [
                ("2023-03-01", ClosingReason.MOVED_ON, "2023-02-28"),
                ("2025-11-20", ClosingReason.PERMANENT, "2025-11-21"),
                ("2024-11-21", ClosingReason.LEFT, None),
                ("2026-05-01", ClosingReason.BY_MISTAKE, None),
                (None, None, "2020-01-01"),
            ],
            start=1,
        ):
            opened.register(
                a_candidate(
                    id=0,
                    first_name="Bo",
                    last_name=f"Aak{'abcde'[number - 1]}",
                    closed_on=closed_on and day(closed_on),
                    closed_reason=reason,
                )
            )
            if ended:
                opened.place(a_contract("2019-01-01", ended, candidate=number))
    return caseload


def test_without_a_period_nobody_is_due_and_that_is_said(closed, run):
    told = run("retention").stdout
    assert "0 of 4 closed files may not be kept any more." in told
    assert "closed after work: 1 from 2023, 1 from 2025; no period was set" in told
    assert "doorstroom settings retention-closed MONTHS" in told


def test_who_is_due_is_listed_with_what_it_follows_from(closed, run):
    run("settings retention-closed '12 Selectielijst 2020, 9.2'")
    run("settings retention-unplaced 24")
    told = run("retention --preview --json").json
    assert [(one["ref"], one["class"], one["until"]) for one in told["rows"]] == [
        ("K1", "retention-closed", "2024-03-01")
    ]
    assert told["periods"] == {
        "retention-closed": {"months": 12, "source": "Selectielijst 2020, 9.2"},
        "retention-unplaced": {"months": 24, "source": None},
    }
    assert told["years"]["retention-closed"] == {"2023": 1, "2025": 1}
    # The last day on which they may be kept is included, and counts from the last day of work.
    assert [one["ref"] for one in run("retention --preview --as-of 2026-11-22 --json").json["rows"]] == [
        "K1",
        "K3",
        "K2",
    ]


def test_who_is_due_is_forgotten_when_that_is_said(closed, run):
    run("settings retention-closed 12")
    run("retention", exit=6)
    told = run("retention --yes --json").json
    assert [one["ref"] for one in told["forgotten"]] == ["K1"]
    assert b"aaka" not in closed.read_bytes().lower()
    assert "0 of 3 closed files" in run("retention").stdout


def test_on_a_terminal_the_list_is_shown_first(closed, on_a_terminal, run):
    run("settings retention-closed 12")
    screen = on_a_terminal("retention", {"[y/N]": "j"})
    assert "Bo el Aaka" in screen
    assert "Forgotten: K1." in screen


def test_a_day_to_come_is_only_looked_at(closed, run):
    run("settings retention-closed 12")
    before = closed.read_bytes()
    run("retention --as-of 2030-01-01 --yes", exit=2)
    assert closed.read_bytes() == before


@pytest.mark.parametrize("value", ["0", "x", "601", "-5", "1.5", "twee jaar"])
def test_a_period_is_a_number_of_months(closed, run, value):
    run(["settings", "retention-closed", value], exit=2)


# --- dossier -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["html", "txt", "json"])
def test_everything_held_about_somebody_is_written_down(known, run, tmp_path, ending):
    file = tmp_path / f"dossier.{ending}"
    run(f"dossier K1 {file}")
    told = " ".join(file.read_text(encoding="utf-8").split())
    assert [secret for secret in SECRETS if secret.lower() not in told.lower()] == []
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    # Of others only what was agreed with them.
    assert "Fatima" not in told


def test_each_thing_says_since_which_command_it_is_there(known, run, tmp_path):
    run(f"dossier K1 {tmp_path / 'd.json'}")
    (person,) = json.loads((tmp_path / "d.json").read_text(encoding="utf-8"))["records"]["candidate"]
    assert person["phone"]["value"] == "0687654321"
    assert person["phone"]["since"].startswith("edit-candidate of ")


def test_lists_that_left_the_file_are_told(known, run, tmp_path):
    run(f"export {tmp_path / 'list.xlsx'} --with sensitive")
    run(f"dossier K1 {tmp_path / 'd.json'}")
    (export,) = json.loads((tmp_path / "d.json").read_text(encoding="utf-8"))["exports"]
    assert (export["as_of"], export["format"], export["profile"]) == ("2026-11-21", "xlsx", "sensitive")


def test_it_is_in_the_language_in_use(known, run, tmp_path):
    run(f"--lang nl dossier K1 {tmp_path / 'd.txt'}")
    told = (tmp_path / "d.txt").read_text(encoding="utf-8")
    assert told.startswith("Alles wat is vastgelegd over Quirijntje Wezelveld\n")
    assert max(map(len, told.splitlines())) <= 80


def test_a_name_that_is_markup_is_only_text_on_the_page(caseload, run, tmp_path):
    run("add-candidate '<script>alert(1)</script> & Co'")
    run(f"dossier K1 {tmp_path / 'd.html'}")
    page = (tmp_path / "d.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize(
    ("line", "exit"),
    [
        ("dossier K1 {folder}/d.pdf", 2),
        ("dossier K1 {folder}/d", 2),
        ("dossier K9 {folder}/d.txt", 3),
        ("dossier K1 {folder}/there.txt", 4),
        ("dossier K1 {folder}/no/d.txt", 2),
        ("dossier K1", 2),
    ],
)
def test_a_dossier_that_cannot_be_written_leaves_nothing(known, run, tmp_path, line, exit):
    (tmp_path / "there.txt").write_text("mine")
    run(line.format(folder=tmp_path), exit=exit)
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {"caseload.db", "there.txt"}
    assert (tmp_path / "there.txt").read_text() == "mine"


def test_the_dossier_of_somebody_who_was_forgotten_holds_what_is_left(known, run, tmp_path):
    run("forget K1 --yes")
    run(f"dossier K1 {tmp_path / 'd.txt'}")
    assert secrets_in((tmp_path / "d.txt").read_bytes()) == []
