"""People for the reports: what they reached and where they worked, with what matters to a test."""

from datetime import date
from typing import Any

from factories import day

from doorstroom.model.choices import ContractKind, Stage
from doorstroom.results.careers import Career, Job, Journey, Someone


def someone(number: int = 1, **fields: Any) -> Someone:
    """A candidate with a number and what is given."""
    return Someone(number, f"Persoon {number}", f"persoon {number:03}", **fields)


def journey(number: int = 1, *reached: tuple[Stage, str], **fields: Any) -> Journey:
    """Somebody with stages, each with its day."""
    return Journey(someone(number, **fields), [(stage, day(on)) for stage, on in reached])


def job(start: str, end: str | None = None, *, number: int = 1, employer: int = 1, **fields: Any) -> Job:
    """A contract at an employer, for a fixed term unless another kind is given."""
    return Job(
        **{
            "id": number,
            "employer": employer,
            "employer_name": f"Werkgever {employer}",
            "starts_on": day(start),
            "last_day": day(end) if end else None,
            "kind": ContractKind.FIXED_TERM,
            "subsidised": True,
        }
        | fields
    )


def career(*jobs: Job, number: int = 1, **fields: Any) -> Career:
    """Somebody with these contracts, numbered in their order."""
    return Career(someone(number, **fields), [one._replace(id=place) for place, one in enumerate(jobs, start=1)])


TODAY = date(2026, 11, 21)
