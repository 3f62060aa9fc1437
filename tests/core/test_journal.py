"""The event log read back: what every record should be, by all that was written down about it."""

import pytest

from doorstroom.journal import replay


def test_a_new_record_is_what_it_began_as():
    assert replay([("candidate", 1, '{"name": "Noor"}')]) == {("candidate", 1): {"name": "Noor"}}


def test_a_change_replaces_only_what_it_names():
    changes = [
        ("candidate", 1, '{"name": "Noor", "town": "Zeist"}'),
        ("candidate", 2, '{"name": "Sven", "town": "Zeist"}'),
        ("candidate", 1, '{"town": null}'),
        ("employer", 1, '{"name": "Stadstram"}'),
    ]
    assert replay(changes) == {
        ("candidate", 1): {"name": "Noor", "town": None},
        ("candidate", 2): {"name": "Sven", "town": "Zeist"},
        ("employer", 1): {"name": "Stadstram"},
    }


def test_a_record_that_went_is_gone_and_may_come_back():
    gone = [("candidate", 1, '{"name": "Noor", "town": "Zeist"}'), ("candidate", 1, None)]
    assert replay(gone) == {}
    assert replay([*gone, ("candidate", 1, '{"name": "Noor"}')]) == {("candidate", 1): {"name": "Noor"}}


@pytest.mark.parametrize("text", ["", "{", "not json", '{"name": }'])
def test_values_that_no_log_holds_are_refused(text):
    with pytest.raises(ValueError, match="Expecting"):
        replay([("candidate", 1, text)])
