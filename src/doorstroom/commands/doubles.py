"""Likely doubles over the whole file: list them, remember a no, make one record of two."""

from typing import Annotated

from doorstroom import doubles, joining, merging, output, registers
from doorstroom.choices import Kind
from doorstroom.commands._app import Ctx, option
from doorstroom.commands._options import AsCsv, AsJson, AsOf, Yes, agreed, complete, ref
from doorstroom.errors import Clash
from doorstroom.i18n import N_
from doorstroom.model.not_same import NotSame
from doorstroom.registers import doubles as register
from doorstroom.report import Sentence
from doorstroom.tables import not_same


def duplicates(
    ctx: Ctx,
    apart: Annotated[
        tuple[str, str] | None,
        option(
            N_("Two people who are not the same; remember that."),
            "--not-same",
            metavar="REF REF",
            autocompletion=complete(Kind.CANDIDATE),
        ),
    ] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Everybody who may be in the file twice, and why."""
    if apart is not None:
        _remember(ctx, *apart)
        return
    with ctx.obj.read() as caseload:
        people = not_same.everybody_alike(caseload, as_of)
        found = doubles.pairs(people, apart=not_same.said_not_same(caseload))
    output.show(register.listing(found, {one.id: one for one in people}))


def merge(
    ctx: Ctx,
    kept: Annotated[str, ref(N_("Who stays: REF, number or name."), Kind.CANDIDATE, metavar="KEPT")],
    gone: Annotated[str, ref(N_("Who becomes part of that."), Kind.CANDIDATE, metavar="GONE")],
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Make one person of two records."""
    with ctx.obj.read() as caseload:
        shown = joining.planned(caseload, caseload.candidate(kept), caseload.candidate(gone))
    output.say(*merging.in_words(shown))
    agreed(yes, N_("Merge them?"))
    with ctx.obj.change("merge") as caseload:
        wanted = joining.planned(caseload, caseload.candidate(shown.kept.ref), caseload.candidate(shown.gone.ref))
        if wanted != shown:
            raise Clash(
                N_("{kept} or {gone} was changed meanwhile."),
                hint=N_("Give the command once more."),
                kept=shown.kept.ref,
                gone=shown.gone.ref,
            )
        joining.merge(caseload, wanted)
    output.record(
        registers.CANDIDATE,
        wanted.result,
        Sentence.of(
            N_("{gone} merged into {kept} {name}; `doorstroom undo` takes it back."),
            gone=wanted.gone.ref,
            kept=wanted.result.ref,
            name=wanted.result.name,
        ),
    )


def _remember(ctx: Ctx, one: str, other: str) -> None:
    """Write down that two people are not the same."""
    with ctx.obj.change("duplicates") as caseload:
        first, second = caseload.candidate(one), caseload.candidate(other)
        said = NotSame(candidate=first.id, other=second.id)
        if (said.candidate, said.other) not in not_same.said_not_same(caseload):
            caseload.add(said)
    output.made(
        {"ref": first.ref, "other": second.ref},
        Sentence.of(
            N_("{one} {name} and {other} {other_name} are two people; they are not named as doubles again."),
            one=first.ref,
            name=first.name,
            other=second.ref,
            other_name=second.name,
        ),
    )
