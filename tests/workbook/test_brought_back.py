"""An agenda handed out, filled in as people do it, and brought back."""

import json
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

AGENDA, FIRST = "Agenda", 2
COLUMNS = {"decision": 6, "vacancy": 7, "action": 8, "owner": 9, "due_on": 10, "note": 11, "ref": 12}


@pytest.fixture
def handed_out(caseload, run, tmp_path):
    """The agenda of a meeting with five people on it."""
    run("add-employer Stadstram")
    for number in range(1, 6):
        run(f"add-candidate 'Persoon van der Test{number}' --owner Noor --anyway")
        run(f"add-contract K{number} W1 --start 2026-01-15 --end 2026-12-{20 + number}")
    file = tmp_path / "overleg.xlsx"
    run(["export", str(file), "--for", "2026-11-23"])
    return file


def fill_in(file, **rows):
    """Write in the boxes of rows, as ``K1={"decision": "extend"}``."""
    book = load_workbook(file)
    page = book[AGENDA]
    for line in page.iter_rows(min_row=FIRST):
        for name, value in rows.get(line[0].value, {}).items():
            page.cell(line[0].row, COLUMNS[name], value)
    book.save(file)


def changed(file, change):
    book = load_workbook(file)
    change(book[AGENDA], book)
    book.save(file)


def applied(run, file, *more, exit=0):
    return run(["apply", str(file), "--json", *more], exit=exit).json


def test_an_agenda_that_nobody_touched_changes_nothing(handed_out, run, caseload):
    before = caseload.read_bytes()
    found = applied(run, handed_out)
    assert (found["new"], found["changed"], found["conflict"], found["unchanged"]) == ([], [], [], 5)
    assert caseload.read_bytes() == before


def test_what_was_filled_in_is_written_and_a_second_time_finds_nothing(handed_out, run):
    fill_in(handed_out, K1={"decision": "extend", "action": "Bellen", "due_on": date(2026, 12, 1)})
    found = applied(run, handed_out)
    assert [row["ref"] for row in found["new"]] == ["K1"]
    assert applied(run, handed_out)["unchanged"] == 5
    assert "K1" not in [row["ref"] for row in run("agenda --for 2026-11-24 --json").json["rows"]]


def test_a_dry_run_changes_nothing(handed_out, run, caseload):
    fill_in(handed_out, K1={"decision": "talk"})
    before = caseload.read_bytes()
    assert len(applied(run, handed_out, "--dry-run")["new"]) == 1
    assert caseload.read_bytes() == before


@pytest.mark.parametrize("typed", ["extend", "Extend", "verlengen", "VERLENGEN ", "Verlenging"])
def test_an_outcome_may_be_typed_in_either_language(handed_out, run, typed):
    fill_in(handed_out, K1={"decision": typed})
    assert applied(run, handed_out)["new"][0]["fields"]["decision"] == [None, "extend"]


@pytest.mark.parametrize("typed", ["1-12-2026", "1 dec 2026", "2026-12-01", datetime(2026, 12, 1), 46357])
def test_a_day_may_be_typed_as_people_type_it(handed_out, run, typed):
    fill_in(handed_out, K1={"decision": "talk", "due_on": typed})
    assert applied(run, handed_out)["new"][0]["fields"]["due_on"] == [None, "2026-12-01"]


def test_rows_may_be_sorted_and_deleted(handed_out, run):
    fill_in(handed_out, K2={"decision": "talk"}, K5={"decision": "permanent"})

    def turn_round(page, _book):
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=FIRST)]
        page.delete_rows(FIRST, len(rows))
        for row in [row for row in reversed(rows) if row[0] not in ("K1", "K3")]:
            page.append(row)

    changed(handed_out, turn_round)
    found = applied(run, handed_out)
    assert ([row["ref"] for row in found["new"]], found["unchanged"]) == (["K5", "K2"], 1)


def test_columns_may_be_moved_and_added(handed_out, run):
    fill_in(handed_out, K2={"decision": "talk", "note": "belt terug"})
    changed(handed_out, lambda page, _book: (page.insert_cols(6), page.insert_rows(1, 3)))
    found = applied(run, handed_out)
    assert found["new"][0]["fields"] == {"decision": [None, "talk"], "note": [None, "belt terug"]}


def test_a_column_that_was_deleted_changes_nothing(handed_out, run):
    run("outcome K1 talk --note 'al besproken' --for 2026-11-23")
    run(["export", str(handed_out), "--for", "2026-11-23", "--force"])
    changed(handed_out, lambda page, _book: page.delete_cols(COLUMNS["note"]))
    assert applied(run, handed_out)["changed"] == []


def test_what_was_changed_on_both_sides_is_shown_and_not_overwritten(handed_out, run):
    fill_in(handed_out, K1={"decision": "talk"}, K2={"decision": "talk"})
    run("outcome K1 permanent --for 2026-11-23")
    refused = run(["apply", str(handed_out), "--json"], exit=6)
    assert "This needs a yes." in refused.stderr
    found = applied(run, handed_out, "--yes")
    (clash,) = found["conflict"]
    assert clash["fields"]["decision"] == {"exported": None, "now": "permanent", "sheet": "talk"}
    assert [row["ref"] for row in found["new"]] == ["K2"]
    again = applied(run, handed_out, "--yes")
    assert (len(again["conflict"]), again["new"]) == (1, [])


def test_the_copies_of_two_colleagues_both_count(handed_out, run, tmp_path):
    other = tmp_path / "overleg (2).xlsx"
    other.write_bytes(handed_out.read_bytes())
    fill_in(handed_out, K1={"decision": "talk"})
    fill_in(other, K2={"decision": "extend"})
    applied(run, handed_out)
    found = applied(run, other)
    assert ([row["ref"] for row in found["new"]], found["conflict"]) == (["K2"], [])


def test_a_dash_clears_and_a_blank_leaves(handed_out, run):
    run("outcome K1 talk --note 'al besproken' --action Bellen --due 2026-12-01 --for 2026-11-23")
    run(["export", str(handed_out), "--for", "2026-11-23", "--force"])
    book = load_workbook(handed_out)
    (row,) = [row for row in book[AGENDA].iter_rows(min_row=FIRST) if row[0].value == "K1"]
    assert [row[COLUMNS[name] - 1].value for name in ("action", "note")] == ["Bellen", "al besproken"]
    fill_in(handed_out, K1={"note": "-", "action": None})
    (change,) = applied(run, handed_out)["changed"]
    assert change["fields"] == {"note": ["al besproken", None]}


PROBLEMS = {
    "a vacancy that is none": ({"vacancy": "Hovenier"}, "G2", "does not begin with the REF of a vacancy"),
    "a vacancy that is not there": (
        {"decision": "proposed", "vacancy": "V99 Hovenier"},
        "G2",
        "There is no vacancy V99.",
    ),
    "an outcome that is none": ({"decision": "misschien"}, "F2", "is not one of"),
    "an outcome that is none beside an action": ({"decision": "misschien", "action": "Bellen"}, "F2", "is not one of"),
    "a day that is none": ({"decision": "talk", "due_on": "31-02-2027"}, "J2", "is not a date"),
    "a formula": ({"decision": "talk", "action": "=1+1"}, "H2", "A formula stands here"),
    "an action without an outcome": ({"action": "Bellen"}, "F2", "An outcome is missing"),
    "proposing without a vacancy": ({"decision": "proposed"}, "F2", "a vacancy is needed"),
    "not now without a day": ({"decision": "nu niet"}, "F2", "needs a day to come back"),
    "a BSN": ({"decision": "talk", "note": "bsn 123456782"}, "K2", "BSN"),
    "the error of a spreadsheet": ({"decision": "#VERW!"}, "F2", "#VERW!"),
    "what nobody sees": ({"decision": "talk", "note": "a\u202eb"}, "K2", "cannot be seen"),
}


@pytest.mark.parametrize(("filled", "cell", "message"), PROBLEMS.values(), ids=PROBLEMS)
def test_what_cannot_be_read_is_named_with_its_cell_and_nothing_is_written(
    handed_out, run, caseload, filled, cell, message
):
    fill_in(handed_out, K1=filled, K2={"decision": "talk"})
    before = caseload.read_bytes()
    (problem,) = applied(run, handed_out, exit=5)["problem"]
    assert (problem["sheet"], problem["cell"]) == (AGENDA, cell)
    assert message in problem["message"]
    assert caseload.read_bytes() == before


def test_what_can_be_chosen_is_told_in_the_words_of_the_drop_down(handed_out, run):
    fill_in(handed_out, K1={"decision": "misschien"})
    said = run(["--lang", "nl", "apply", str(handed_out)], exit=5).stdout
    assert "misschien is geen van deze: voordragen voor een vacature, eerst in gesprek, verlengen" in " ".join(
        said.split()
    )


def test_a_name_where_a_ref_belongs_is_a_problem(handed_out, run):
    def rename(page, _book):
        page.cell(FIRST, 1, "Fatima el Idrissi")
        page.cell(FIRST, COLUMNS["decision"], "talk")

    changed(handed_out, rename)
    (problem,) = applied(run, handed_out, exit=5)["problem"]
    assert (problem["cell"], "is no REF of a candidate" in problem["message"]) == ("A2", True)


def test_rows_that_were_sorted_without_their_refs_are_a_problem(handed_out, run):
    changed(handed_out, lambda page, _book: page.cell(FIRST, 1, "K2"))
    assert "sort whole rows only" in applied(run, handed_out, exit=5)["problem"][0]["message"]


def test_a_row_that_stands_there_twice_is_a_problem(handed_out, run):
    fill_in(handed_out, K1={"decision": "talk"})
    changed(handed_out, lambda page, _book: page.append([cell.value for cell in page[FIRST]]))
    assert "stands in row 2 too" in applied(run, handed_out, exit=5)["problem"][0]["message"]


def test_somebody_who_was_added_by_hand_counts_when_the_ref_is_in_the_file(handed_out, run):
    run("add-candidate 'Later Gekomen' --owner Noor")

    def add(page, _book):
        row = page.max_row + 1
        page.cell(row, 1, "k6")
        page.cell(row, COLUMNS["decision"], "talk")

    changed(handed_out, add)
    assert [row["ref"] for row in applied(run, handed_out)["new"]] == ["K6"]


def test_somebody_who_is_not_in_the_file_is_named_and_left_out(handed_out, run):
    def add(page, _book):
        row = page.max_row + 1
        page.cell(row, 1, "K77")
        page.cell(row, COLUMNS["decision"], "talk")

    changed(handed_out, add)
    found = applied(run, handed_out)
    assert ([row["name"] for row in found["unknown"]], found["new"]) == (["K77"], [])


def test_a_workbook_from_another_caseload_is_refused(handed_out, run, tmp_path):
    run(["--db", str(tmp_path / "other.db"), "init"])
    refused = run(["--db", str(tmp_path / "other.db"), "apply", str(handed_out)], exit=5)
    assert "was made from another caseload" in refused.stderr


def test_a_workbook_without_its_hidden_sheet_is_refused(handed_out, run):
    changed(handed_out, lambda _page, book: book.remove(book["doorstroom"]))
    assert "is no agenda that doorstroom made" in run(["apply", str(handed_out)], exit=5).stderr


def test_an_export_without_a_meeting_is_no_agenda(handed_out, run, tmp_path):
    plain = tmp_path / "plain.xlsx"
    run(["export", str(plain)])
    assert "is no agenda that doorstroom made" in run(["apply", str(plain)], exit=5).stderr


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"a,b\n1,2\n", b"{", b'{"format": 1}', b"[1]"])
def test_a_file_that_is_no_agenda_is_refused_in_one_sentence(handed_out, run, tmp_path, content):
    file = tmp_path / "anything.xlsx"
    file.write_bytes(content)
    refused = run(["apply", str(file)], exit=5)
    assert refused.stderr.startswith("error: ")
    assert len(refused.stderr.splitlines()) == 2


def test_a_file_that_is_not_there_is_not_found(run, caseload):
    assert "There is no file" in run("apply nergens.xlsx", exit=3).stderr


def test_what_the_page_saved_is_applied_like_the_workbook(handed_out, run, tmp_path):
    memory = load_workbook(handed_out)["doorstroom"]
    facts = {row[0].value: row[1].value for row in memory.iter_rows(min_row=1, max_row=3)}
    saved = {
        "format": 1,
        "meeting": facts["meeting"],
        "caseload": facts["caseload"],
        "rows": [{"ref": "K1", "base": {}, "decision": "extend", "due_on": "2026-12-01", "note": "<b>vet</b>"}],
    }
    file = tmp_path / "overleg.json"
    file.write_text(json.dumps(saved), encoding="utf-8")
    found = applied(run, file)
    assert found["new"][0]["fields"] == {
        "decision": [None, "extend"],
        "due_on": [None, "2026-12-01"],
        "note": [None, "<b>vet</b>"],
    }
    assert applied(run, file)["unchanged"] == 1


def test_the_boxes_are_open_and_everything_else_is_locked(handed_out):
    page = load_workbook(handed_out)[AGENDA]
    assert page.protection.sheet
    locked = [cell.protection.locked for cell in page[FIRST]]
    assert locked == [number not in range(6, 12) for number in range(1, len(locked) + 1)]


def test_who_a_row_is_about_lies_out_of_sight(handed_out):
    book = load_workbook(handed_out)
    assert book["doorstroom"].sheet_state == "veryHidden"
    hidden = book[AGENDA].column_dimensions["L"]
    assert (hidden.hidden, hidden.min, hidden.max) == (True, 12, 13)


def test_text_that_looks_like_a_formula_is_handed_out_as_text(caseload, run, tmp_path):
    run("add-employer Stadstram")
    run(["add-candidate", "Persoon Een", "--talent", "=HYPERLINK(1)"])
    run("add-contract K1 W1 --start 2026-01-15 --end 2026-12-31")
    run(["outcome", "K1", "talk", "--note", "=1+1", "--for", "2026-11-23"])
    file = tmp_path / "overleg.xlsx"
    run(["export", str(file), "--for", "2026-11-23"])
    book = load_workbook(file)
    assert [cell.coordinate for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"] == []
    assert applied(run, file)["unchanged"] == 1


def test_what_was_brought_back_is_one_command_to_take_back_with_a_backup_from_before_it(handed_out, run, caseload):
    fill_in(handed_out, K1={"decision": "extend", "action": "Bellen"}, K2={"decision": "talk"})
    applied(run, handed_out)
    (made,) = [row for row in run("restore --list --json").json if row["before"] == "apply"]
    assert made["people"] == 5
    assert run("undo").stdout.startswith("Taken back: apply of ")
    assert len(applied(run, handed_out)["new"]) == 2
    run("undo")
    run("redo")
    assert applied(run, handed_out)["unchanged"] == 5
    assert len([row for row in run("restore --list --json").json if row["before"] == "apply"]) == 2
