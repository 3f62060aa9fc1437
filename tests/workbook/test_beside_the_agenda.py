"""The sheets beside the agenda: the vacancies that are open and, for everybody on it, what fits and why."""

import pytest
from openpyxl import load_workbook

DAY = "2026-11-23"


@pytest.fixture
def meeting(caseload, run, tmp_path):
    """Two people who leave, and the workbook of their meeting as a function of more options."""
    run("add-employer Stadstram --town Arnhem")
    run("add-candidate 'Fatima el Idrissi' --owner Noor --hours-min 16 --hours-max 24 --talent planten --need rust")
    run("add-candidate 'Sem de Groot' --owner Samira")
    for number in (1, 2):
        run(f"add-contract K{number} W1 --start 2026-01-15 --end 2026-12-{20 + number}")

    def meeting(*options, lang="en", date=DAY):
        file = tmp_path / "overleg.xlsx"
        chosen = ["--for", date] if date else []
        run(["--lang", lang, "export", str(file), *chosen, *options, "--force"])
        return load_workbook(file)

    return meeting


@pytest.fixture
def vacancies(run):
    """Three vacancies that are open at the meeting, one that is closed and one that opens later."""
    run("add-employer Plantsoen --town Velp")
    run("add-vacancy Hovenier W2 --hours-min 16 --hours-max 28 --start 2027-01-04 --closes 2026-12-31 --seats 2")
    run("add-vacancy Kok W2 --must koken --nice netjes --offer rust --closes 2026-12-01 --licence B")
    run("add-vacancy Hulp W2")
    run("add-vacancy Vol W2")
    run("close-vacancy V4 --reason withdrawn --on 2026-11-20")
    run("add-vacancy Later W2 --opened 2026-12-15")


def rows(sheet):
    """Each row by its headings."""
    headings = [cell.value for cell in sheet[1]]
    return [dict(zip(headings, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)]


def test_they_stand_beside_the_agenda_and_on_the_cover(meeting, vacancies):
    book = meeting()
    shown = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert shown[:5] == ["Cover", "Agenda", "Vacancies", "Matches", "Leaving"]
    assert {"Vacancies", "Matches"} <= {cell.value for cell in book["Cover"]["B"]}


def test_without_a_meeting_the_vacancies_follow_the_list_when_there_are_any(meeting, run):
    assert "Vacancies" not in meeting(date=None).sheetnames
    run("add-vacancy Hovenier W1")
    assert meeting(date=None).sheetnames[:4] == ["Cover", "Leaving", "Left off and why", "Vacancies"]
    assert "Matches" not in meeting(date=None).sheetnames


def test_a_meeting_without_a_vacancy_says_so(meeting):
    book = meeting()
    assert [book[name]["A2"].value for name in ("Vacancies", "Matches")] == ["No vacancy is open."] * 2


def test_only_what_is_open_is_there_and_what_closes_soonest_first(meeting, vacancies):
    assert [row["REF"] for row in rows(meeting()["Vacancies"])] == ["V2", "V1", "V3"]


def test_a_vacancy_says_what_it_asks_and_offers(meeting, vacancies):
    kok, hovenier, _hulp = rows(meeting()["Vacancies"])
    assert [kok[name] for name in ("Must", "Nice to have", "Work offers", "Licences", "Work in")] == [
        "koken", "netjes", "rust", "B", "Velp",
    ]  # fmt: skip
    assert [hovenier[name] for name in ("Seats left", "Hours from", "Hours to")] == [2, 16, 28]
    assert [hovenier[name].date().isoformat() for name in ("Starts on", "React by")] == ["2027-01-04", "2026-12-31"]


def test_who_is_proposed_stands_beside_the_vacancy_until_it_stops(meeting, vacancies, run):
    run("propose K1 V1 --on 2026-11-20")
    run("propose K2 V3 --on 2026-11-20")
    run("progress P2 declined --by candidate --reason travel --on 2026-11-21")
    run("progress P1 interview --on 2026-11-22")
    found = {row["REF"]: row["Proposals open"] for row in rows(meeting()["Vacancies"])}
    assert found == {"V1": "P1 Fatima el Idrissi: interview", "V2": None, "V3": None}


def test_everybody_on_the_agenda_has_matches_also_who_has_nothing_recorded(meeting, vacancies):
    found = rows(meeting()["Matches"])
    assert [(row["Candidate REF"], row["Vacancy REF"]) for row in found].count(("K2", "V3")) == 1
    assert {row["Candidate REF"] for row in found} == {"K1", "K2"}
    assert len(found) == 6


def test_a_match_says_what_fails_what_to_ask_and_what_holds_as_match_does(meeting, vacancies, run):
    by_vacancy = {row["Vacancy REF"]: row for row in rows(meeting()["Matches"]) if row["Candidate REF"] == "K1"}
    for told in run(f"match K1 --as-of {DAY} --json").json:
        row = by_vacancy[told["vacancy"]]
        reasons = {answer: [] for answer in ("fails", "unknown", "holds")}
        for one in told["conditions"]:
            reasons[one["answer"]].append(one["reason"])
        assert all(reason in (row["Ask about"] or "") for reason in reasons["unknown"])
        assert all(reason in (row["Fails"] or "") for reason in reasons["fails"])
        assert len((row["Holds"] or "").split(", ")) == len(set(told["holds"]))


def test_what_work_must_offer_is_named_only_when_that_is_asked_for(meeting, vacancies):
    def said(*options):
        return "\n".join(row["Ask about"] or "" for row in rows(meeting(*options)["Matches"]))

    assert "rust" not in said()
    assert "rust" in said("--with", "sensitive")


def test_a_filter_leaves_the_matches_of_who_is_on_the_agenda(meeting, vacancies):
    assert {row["Candidate REF"] for row in rows(meeting("--owner", "Samira")["Matches"])} == {"K2"}


@pytest.mark.parametrize("text", ["=1+1", "<script>x</script>", "<r>x</r>", "@SUM(A1)", "-2+3", "https://example.nl"])
def test_text_from_outside_is_text(meeting, run, text):
    run(["add-vacancy", f"--must={text}", f"--offer={text}", "--", text, "W1"])
    book = meeting()
    for name in ("Agenda", "Vacancies", "Matches"):
        for row in book[name].iter_rows():
            assert [cell.coordinate for cell in row if cell.data_type == "f" or cell.hyperlink] == []
    assert book["Vacancies"]["B2"].value.strip() == text
    assert all(row["Vacancy"].strip() == text for row in rows(book["Matches"]))


def test_in_dutch_they_are_dutch(meeting, vacancies):
    book = meeting(lang="nl")
    assert [cell.value for cell in book["Vacatures"][1]][-1] == "Voorgedragen nu"
    assert [cell.value for cell in book["Matches"][1]][6:9] == ["Klopt niet", "Vragen naar", "Klopt"]


@pytest.mark.parametrize("title", ["Uitkomst", "Outcome", "besluit"])
def test_the_agenda_is_found_whatever_other_sheets_hold_and_wherever_they_stand(meeting, run, tmp_path, title):
    run("add-employer REF")
    run(["add-vacancy", title, "W2"])
    book = meeting()
    book["Agenda"]["F2"] = "extend"
    book.move_sheet("Agenda", offset=5)
    file = tmp_path / "terug.xlsx"
    book.save(file)
    assert [row["ref"] for row in run(["apply", str(file), "--json"]).json["new"]] == ["K1"]
