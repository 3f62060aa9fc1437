"""Reports as CSV and JSON: exact values, stable keys, and nothing that a spreadsheet or terminal would obey."""

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from processes import python

from doorstroom.exports import csv_file, csv_in_parts, json_in_parts, record_to_json, several_to_json, to_csv, to_json
from doorstroom.model.choices import Distance
from doorstroom.report import Field, Report


def a_report(*values: Any, about: dict[str, Any] | None = None, sensitive: bool = False) -> Report[Any]:
    """A report with one column, ``it``, and a row for each value."""
    fields = (Field("it", "It", lambda value: value, sensitive=sensitive),)
    return Report("Things", fields, values, about=about)


def csv_cells(text: str) -> list[str]:
    """The cells of the one column, without its key."""
    return [row[0] if row else "" for row in csv.reader(io.StringIO(text), delimiter=";")][1:]


def test_json_of_a_listing_is_an_array_with_a_record_on_each_line():
    assert to_json(a_report("Noor", None)) == '[\n{"it": "Noor"},\n{"it": null}\n]\n'


def test_json_and_csv_of_a_long_list_come_in_parts():
    report = a_report(*range(1000), about={"as_of": date(2026, 11, 21)})
    assert max(map(len, json_in_parts(report))) < 50
    assert "".join(json_in_parts(report)) == to_json(report)
    assert max(map(len, csv_in_parts(report))) < 10
    assert "".join(csv_in_parts(report)) == to_csv(report)


def test_json_of_an_empty_listing_is_an_empty_array():
    assert json.loads(to_json(a_report())) == []


def test_json_of_a_report_is_an_object_with_its_rows():
    report = a_report("Noor", about={"as_of": date(2026, 11, 21), "left_out": {"later": 3}})
    assert json.loads(to_json(report)) == {
        "as_of": "2026-11-21",
        "left_out": {"later": 3},
        "rows": [{"it": "Noor"}],
    }


def test_json_keeps_types_and_writes_days_as_iso():
    values = (1, 7.5, True, None, date(2026, 3, 1), Distance.LARGE, ("a", "b"), {"wsp": date(2026, 3, 1)})
    assert [row["it"] for row in json.loads(to_json(a_report(*values)))] == [
        1, 7.5, True, None, "2026-03-01", "large", ["a", "b"], {"wsp": "2026-03-01"},
    ]  # fmt: skip


def test_json_shows_letters_as_they_are():
    assert "Yıldız Škoda" in to_json(a_report("Yıldız Škoda"))


@given(st.text(st.characters()))
def test_json_gives_every_text_back_and_none_of_it_can_steer_a_terminal(text):
    written = to_json(a_report(text))
    assert json.loads(written) == [{"it": text}]
    written.encode("utf-8")
    assert not set(written) & {chr(code) for code in (*range(10), *range(11, 32), *range(127, 160), 0x202E, 0x2066)}


def test_one_record_is_one_line():
    record = {"ref": "K12", "available_from": date(2026, 3, 1), "note": "two\nlines"}
    assert record_to_json(record) == '{"ref": "K12", "available_from": "2026-03-01", "note": "two\\nlines"}\n'


def test_several_reports_are_one_object():
    both = several_to_json({"expiring": a_report("Noor", about={"months": 6}), "candidates": a_report("Sem")})
    assert json.loads(both) == {"expiring": {"months": 6, "rows": [{"it": "Noor"}]}, "candidates": [{"it": "Sem"}]}


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (-3, "-3"),
        (7.5, "7,5"),
        (-0.1, "-0,1"),
        (32.0, "32"),
        (date(2026, 3, 1), "2026-03-01"),
        (Distance.LARGE, "large"),
        (("patient", "early riser"), "patient; early riser"),
        ((), ""),
        ({"candidate": date(2026, 3, 1), "wsp": None}, "candidate: 2026-03-01"),
    ],
)
def test_a_value_in_csv(value, cell):
    assert csv_cells(to_csv(a_report(value))) == [cell]


def test_csv_begins_with_the_keys_and_uses_semicolons():
    fields = (Field("ref", "REF", lambda row: row[0]), Field("name", "Name", lambda row: row[1]))
    assert to_csv(Report("People", fields, [("K1", "Noor; Sem"), ("K2", "")])) == 'ref;name\nK1;"Noor; Sem"\nK2;\n'


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "|calc",
        "%0A",
        " =1+1",
        "\t=1+1",
        "\r=1+1",
        "\u00a0=1+1",
        "＝1+1",
        "=",
        "- x",
    ],
)
def test_text_that_looks_like_a_formula_gets_an_apostrophe(text):
    assert csv_cells(to_csv(a_report(text)))[0].startswith("'")
    assert csv_cells(to_csv(a_report((text, "x"))))[0].startswith("'")


@pytest.mark.parametrize("text", ["-5", "+31 6 1234", "-7,5", "1-2", "a=b", "jan@example.nl", "'t Hart"])
def test_text_that_is_no_formula_stays_as_it_is(text):
    assert csv_cells(to_csv(a_report(text))) == [text]


@given(st.lists(st.text(st.characters())))
def test_csv_has_a_line_for_each_row_whatever_the_text(texts):
    written = to_csv(a_report(*texts))
    assert len(csv_cells(written)) == len(texts)
    assert len(written.splitlines()) == len(texts) + 1
    written.encode("utf-8")


def test_a_csv_file_begins_with_a_bom_and_the_screen_does_not():
    report = a_report("Zoë")
    assert csv_file(report) == b"\xef\xbb\xbf" + to_csv(report).encode()
    assert not to_csv(report).startswith("\ufeff")


@pytest.mark.parametrize("write", [to_csv, to_json, lambda report, **asked: several_to_json({"x": report}, **asked)])
def test_sensitive_fields_stay_out_until_they_are_asked_for(write):
    report = a_report("Wajong", sensitive=True)
    assert "Wajong" not in write(report)
    assert "Wajong" in write(report, sensitive=True)


@pytest.mark.parametrize("write", [to_csv, to_json])
def test_a_value_without_a_form_is_our_own_mistake(write):
    with pytest.raises(TypeError, match="object"):
        write(a_report(object()))


def test_exporting_loads_no_heavy_library():
    heavy = "{'pydantic', 'rich', 'openpyxl', 'xlsxwriter', 'sqlite_utils', 'typer', 'dateutil'}"
    code = f"import sys, doorstroom.exports; print(*({heavy} & set(sys.modules)))"
    assert python(code).strip() == ""
