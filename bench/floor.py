"""The answer of ``doorstroom expiring`` with nothing but argparse, sqlite3 and plain text: the least it can cost.

    python bench/floor.py FILE [--months 6] [--as-of 2026-11-21]

It relies on the days that doorstroom keeps with every stay. Only lines of two jobs are followed, which is as far as the
invented caseloads go.
"""

import argparse
import sqlite3
from calendar import monthrange
from datetime import date

LISTED = """
    with present as (
        select *, case when last_day < :day then last_day else leaves_on end as gone_on
        from stay
        where closed_on > :day and superseded_on > :day
            and (first_day <= :day or not exists (
                select 1 from stay as earlier
                where earlier.candidate = stay.candidate and earlier.first_day < stay.first_day))
    ), leaving as (
        select candidate, contract, employer, notice_by, min(gone_on) as leaves_on
        from present
        where gone_on <= :until and not exists (
            select 1 from stay as next
            where next.candidate = present.candidate
                and next.first_day > :day and next.first_day <= date(gone_on, '+31 days')
                and (next.leaves_on is null or next.leaves_on > gone_on))
        group by candidate
    )
    select 'K' || candidate.id, first_name, infix, last_name, employer.name, leaves_on, notice_by, candidate.owner
    from leaving
    join candidate on candidate.id = leaving.candidate
    join employer on employer.id = leaving.employer
    order by leaves_on, candidate.sort_name, candidate.id
"""
COUNTED = """
    select count(*), count(*) filter (where closed_on <= :day),
        count(*) filter (where not exists (select 1 from stay where stay.candidate = candidate.id))
    from candidate
"""


def later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--months", type=int, default=6)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date.today())  # noqa: DTZ011
    given = parser.parse_args()
    days = {"day": given.as_of.isoformat(), "until": later(given.as_of, given.months).isoformat()}
    connection = sqlite3.connect(given.file)
    rows = connection.execute(LISTED, days).fetchall()
    for ref, first, infix, last, employer, leaves_on, notice_by, owner in rows:
        name = " ".join(part for part in (first, infix, last) if part)
        left = (date.fromisoformat(leaves_on) - given.as_of).days
        print(f"{ref:8} {name:30} {employer:32} {leaves_on} {left:5} {notice_by or '':10} {owner or ''}")
    everybody, closed, without = connection.execute(COUNTED, days).fetchone()
    print(f"{len(rows)} of {everybody} leave; {closed} closed, {without} without contract")


if __name__ == "__main__":
    main()
