"""What steps of the schema move to another place, in the records and in the event log, so that the two go on agreeing.

Written for the tables as they were at that step; nothing here follows later changes.
"""

import json
import sqlite3
from typing import Any


def hirers_to_workplaces(connection: sqlite3.Connection) -> None:
    """Make a workplace of every hirer that a contract names, in the events that named it too."""
    live, last = _hirers_in_the_log(connection)
    # Most contracts name no hirer, and their values have this text in it; in the text of a value a quote is escaped.
    connection.execute(
        """update change_value set before = replace(before, ',"hirers":"[]"', ''),
                after = replace(after, ',"hirers":"[]"', '')
            where change in (select id from change where record = 'contract')"""
    )
    for contract, hirers in connection.execute(
        "select id, hirers from contract where hirers <> '[]' order by id"
    ).fetchall():
        for employer in dict.fromkeys(json.loads(hirers)):
            number = live.get((contract, employer))
            if number is None:
                number = live[contract, employer] = last = last + 1
            connection.execute(
                "insert into workplace (id, contract, employer) values (?, ?, ?)", (number, contract, employer)
            )
    # The number of one that went is not given again: the log knows it.
    if last and last not in live.values():
        connection.execute(
            "insert into workplace (id, contract, employer) select ?, min(id), min(employer) from contract", (last,)
        )
        connection.execute("delete from workplace where id = ?", (last,))


def _hirers_in_the_log(connection: sqlite3.Connection) -> tuple[dict[tuple[int, int], int], int]:
    """Rewrite every change of hirers as workplaces that come and go; those that are left, and the last number given."""
    live: dict[tuple[int, int], int] = {}
    last = 0
    found = connection.execute(
        """select change.id, change.event, change.record_id, before, after
            from change join change_value on change_value.change = change.id
            where record = 'contract' and (
                before like '%"hirers":"[%' and before not like '%"hirers":"[]"%'
                or after like '%"hirers":"[%' and after not like '%"hirers":"[]"%')
            order by change.id"""
    ).fetchall()
    for change, event, contract, *texts in found:
        before, after = (text and json.loads(text) for text in texts)
        was, is_now = (
            list(dict.fromkeys(json.loads((values or {}).pop("hirers", "[]")))) for values in (before, after)
        )
        for employer in was:
            if employer not in is_now and (contract, employer) in live:
                number = live.pop((contract, employer))
                _log(connection, event, number, _workplace(number, contract, employer), None)
        for employer in is_now:
            if (contract, employer) not in live:
                last = live[contract, employer] = last + 1
                _log(connection, event, last, None, _workplace(last, contract, employer))
        if before == {} and after == {}:
            connection.execute("delete from change_value where change = ?", (change,))
            connection.execute("delete from change where id = ?", (change,))
        else:
            connection.execute(
                "update change_value set before = ?, after = ? where change = ?", (_text(before), _text(after), change)
            )
    return live, last


def milestones_to_what_they_follow(connection: sqlite3.Connection) -> None:
    """Say of every milestone that came by itself what it came from: until now there were no others but those of proposals."""
    connection.execute("update milestone set follows = 'registration' where stage = 'registered' and proposal is null")
    connection.execute(
        """update milestone set follows = 'closing'
            where stage in ('moved-on', 'dropped-out', 'left') and proposal is null"""
    )
    connection.execute(
        """update milestone set contract = (
                select min(contract.id) from contract
                where contract.candidate = milestone.candidate and contract.starts_on = milestone.reached_on
                    and milestone.stage = case contract.kind when 'trial' then 'trial' when 'work-experience' then 'training'
                        when 'learning' then 'training' else 'placed' end)
            where stage in ('trial', 'training', 'placed') and proposal is null"""
    )
    _those_of_contracts_that_were_edited(connection)
    connection.execute(
        """update change_value set after = substr(after, 1, length(after) - 1)
                || coalesce((select ',"contract":' || contract from milestone where id = _milestone.record_id), '')
                || coalesce((select ',"follows":"' || follows || '"' from milestone where id = _milestone.record_id), '')
                || '}'
            from (select min(id) as id, record_id from change where record = 'milestone' group by record_id) as _milestone
            where change_value.change = _milestone.id and after is not null"""
    )


def _those_of_contracts_that_were_edited(connection: sqlite3.Connection) -> None:
    """A milestone that fits no contract as it is now may fit one as it was entered: it stayed behind when that was edited."""
    behind = connection.execute(
        """select id, candidate, reached_on from milestone
            where stage in ('trial', 'training', 'placed') and contract is null and proposal is null order by id"""
    ).fetchall()
    for milestone, candidate, reached_on in behind:
        contracts = connection.execute(
            """select id from contract where candidate = ?
                and not exists (select 1 from milestone where milestone.contract = contract.id) order by id""",
            (candidate,),
        ).fetchall()
        for (contract,) in contracts:
            entered = connection.execute(
                """select after from change_value
                    where change = (select min(id) from change where record = 'contract' and record_id = ?)""",
                (contract,),
            ).fetchone()
            if entered and entered[0] and json.loads(entered[0]).get("starts_on") == reached_on:
                connection.execute("update milestone set contract = ? where id = ?", (contract, milestone))
                break


def _workplace(number: int, contract: int, employer: int) -> dict[str, int]:
    return {"id": number, "contract": contract, "employer": employer}


def _log(
    connection: sqlite3.Connection, event: int, number: int, before: dict[str, Any] | None, after: dict[str, Any] | None
) -> None:
    """Write that a workplace came or went in an event."""
    change = connection.execute(
        "insert into change (event, record, record_id) values (?, 'workplace', ?)", (event, number)
    ).lastrowid
    connection.execute(
        "insert into change_value (change, before, after) values (?, ?, ?)", (change, _text(before), _text(after))
    )


def _text(values: dict[str, Any] | None) -> str | None:
    return None if values is None else json.dumps(values, ensure_ascii=False, separators=(",", ":"))
