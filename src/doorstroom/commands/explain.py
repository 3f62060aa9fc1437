"""Why somebody leaves on that day, as a sum that can be read out loud."""

from datetime import date
from typing import Annotated

from doorstroom import explaining, output, settings
from doorstroom.choices import Kind
from doorstroom.commands._app import Ctx
from doorstroom.commands._options import AsJson, AsOf, day, months, ref
from doorstroom.i18n import N_


def explain(
    ctx: Ctx,
    record: Annotated[
        str, ref(N_("A candidate or contract: REF, client number or name."), Kind.CANDIDATE, Kind.CONTRACT)
    ],
    extend_to: Annotated[
        date | None, day(N_("What if it goes on up to and including this day?"), "--extend-to")
    ] = None,
    length: Annotated[int | None, months(N_("What if it goes on for so many months?"), "--months")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Why somebody leaves on that day."""
    with ctx.obj.read() as caseload:
        candidate = caseload.candidate_of(record)
        person, facts = caseload.person(candidate), caseload.facts(candidate)
    output.explanation(explaining.explain(person, facts, as_of or settings.today(), extend_to=extend_to, months=length))
