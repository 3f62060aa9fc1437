"""A workbook with a password opens in LibreOffice with that password, and with no other."""

import pytest


@pytest.mark.parametrize(("typed", "opens"), [("drie gele paraplu's", True), ("een ander woord", False)])
def test_it_opens_with_its_password_only(caseload, run, tmp_path, monkeypatch, read_locked, typed, opens):
    run("add-candidate 'Fatima el Idrissi'")
    run("add-employer Stadstram --policy-months 23")
    run("add-contract K1 W1 --start 2025-02-01 --months 23")
    monkeypatch.setenv("DOORSTROOM_PASSWORD", "drie gele paraplu's")
    run(f"export {tmp_path / 'locked.xlsx'} --password")
    said = read_locked(tmp_path / "locked.xlsx", typed)
    assert ("Fatima el Idrissi" in said, "did not open" in said) == (opens, not opens)
