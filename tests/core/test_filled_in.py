"""A filled-in agenda against what was exported and what is there now: new, changed, unchanged, conflict or unknown."""

from hypothesis import given
from hypothesis import strategies as st

from doorstroom.meeting.plan import FILLED_IN, Clear, FilledIn, Verdict, judge, plan

NOTHING = dict.fromkeys(FILLED_IN)


def a_row(values=None, base=None, candidate=1):
    return FilledIn(
        candidate=candidate, name="Fatima el Idrissi", values=NOTHING | (values or {}), base=base or {}, cells={}, row=5
    )


def verdict(values=None, base=None, now=None):
    return judge(a_row(values, base), now or {}).verdict


def test_a_row_that_nobody_filled_in_changes_nothing():
    assert verdict() is Verdict.UNCHANGED


def test_a_row_that_was_filled_in_is_new():
    found = judge(a_row({"decision": "talk"}), {})
    assert (found.verdict, found.changes) == (Verdict.NEW, {"decision": (None, "talk")})


def test_what_was_exported_and_is_different_now_is_changed():
    there = {"decision": "talk"}
    assert verdict({"decision": "extend"}, there, there) is Verdict.CHANGED


def test_what_somebody_else_changed_and_the_sheet_did_not_is_left_alone():
    assert verdict({"decision": "talk"}, {"decision": "talk"}, {"decision": "extend"}) is Verdict.UNCHANGED


def test_what_both_changed_is_a_conflict_and_says_what_stands_where():
    found = judge(a_row({"decision": "talk"}), {"decision": "extend"})
    assert (found.verdict, found.changes) == (Verdict.CONFLICT, {})
    assert found.clashes == {"decision": (None, "extend", "talk")}


def test_what_both_changed_to_the_same_is_unchanged():
    assert verdict({"decision": "talk"}, {}, {"decision": "talk"}) is Verdict.UNCHANGED


def test_two_colleagues_who_filled_in_different_cells_of_a_row_both_count():
    found = judge(a_row({"note": "belt terug"}), {"decision": "talk"})
    assert found.verdict is Verdict.CHANGED
    assert found.result({"decision": "talk"}) == {"decision": "talk", "note": "belt terug"}


def test_one_clash_keeps_the_whole_row_from_being_written():
    found = judge(a_row({"decision": "talk", "note": "belt terug"}), {"decision": "extend"})
    assert (found.verdict, found.changes) == (Verdict.CONFLICT, {})


def test_a_blank_leaves_what_is_there_and_a_dash_clears_it():
    there = {"note": "belt terug"}
    assert verdict({}, there, there) is Verdict.UNCHANGED
    assert judge(a_row({"note": Clear.CLEAR}, there), there).changes == {"note": ("belt terug", None)}


def test_a_dash_where_nothing_stands_changes_nothing():
    assert verdict({"note": Clear.CLEAR}) is Verdict.UNCHANGED


def test_a_row_of_nobody_is_unknown_whatever_stands_in_it():
    found = judge(a_row({"decision": "talk"}, candidate=None), {})
    assert (found.verdict, found.changes) == (Verdict.UNKNOWN, {})


VALUES = st.fixed_dictionaries({name: st.sampled_from([None, "a", "b"]) for name in FILLED_IN})


@given(VALUES, VALUES)
def test_a_sheet_that_nobody_touched_changes_nothing_whatever_happened_meanwhile(base, now):
    assert judge(a_row(base, base), now).verdict is Verdict.UNCHANGED


@given(VALUES, VALUES, VALUES)
def test_applying_twice_finds_only_unchanged(sheet, base, now):
    first = judge(a_row(sheet, base), now)
    again = judge(a_row(sheet, base), first.result(now))
    assert again.verdict is (Verdict.CONFLICT if first.verdict is Verdict.CONFLICT else Verdict.UNCHANGED)


@given(VALUES, VALUES, VALUES)
def test_what_somebody_else_changed_is_never_overwritten(sheet, base, now):
    result = judge(a_row(sheet, base), now).result(now)
    assert all(result[name] == now[name] for name in FILLED_IN if now[name] != base[name])


@given(st.lists(VALUES, max_size=6))
def test_every_row_is_counted_once(sheets):
    rows = [a_row(values, candidate=number) for number, values in enumerate(sheets)]
    found = plan(rows, {})
    assert sum(len(found.of(verdict)) for verdict in Verdict) == len(rows)
