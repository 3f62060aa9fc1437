"""An agenda that is opened, filled in, sorted and saved in LibreOffice, and brought back."""

import pytest


@pytest.fixture
def handed_out(caseload, run, tmp_path):
    """The agenda of a meeting with twenty people on it."""
    run("add-employer Stadstram")
    for number in range(1, 21):
        run(f"add-candidate 'Persoon van der Test{number}' --owner Noor --anyway")
        run(f"add-contract K{number} W1 --start 2026-01-15 --end 2027-01-{number:02}")
    file = tmp_path / "overleg.xlsx"
    run(["export", str(file), "--for", "2026-11-23"])
    return file


def applied(run, file, *more):
    return run(["apply", str(file), "--json", *more]).json


def test_opened_and_saved_it_changes_nothing(handed_out, in_libreoffice, run):
    found = applied(run, in_libreoffice(handed_out))
    assert (found["new"], found["changed"], found["conflict"], found["unchanged"]) == ([], [], [], 20)


def test_ten_outcomes_sorted_and_with_two_rows_gone_are_ten_changes(handed_out, by_hand, run):
    wanted = {f"K{number}": {"6": "verlengen", "8": "Bellen", "10": "2026-12-01"} for number in range(1, 11)}
    by_hand(handed_out, wanted, gone=["K15", "K16"], turned_round=True)
    found = applied(run, handed_out)
    assert sorted(row["ref"] for row in found["new"]) == sorted(wanted)
    assert (found["changed"], found["conflict"], found["unknown"], found["unchanged"]) == ([], [], [], 8)
    assert applied(run, handed_out)["unchanged"] == 18


def test_what_was_changed_meanwhile_is_a_conflict_and_the_nine_others_count(handed_out, by_hand, run):
    by_hand(handed_out, {f"K{number}": {"6": "talk"} for number in range(1, 11)})
    run("outcome K4 permanent --for 2026-11-23")
    found = applied(run, handed_out, "--yes")
    assert (len(found["new"]), [row["ref"] for row in found["conflict"]]) == (9, ["K4"])
