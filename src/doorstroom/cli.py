"""The table of commands, the options before them, and ``main``."""

import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer

from doorstroom import __version__, output, settings
from doorstroom.commands import _beginning as beginning
from doorstroom.commands._app import Context, Entry, Root, Session, in_words, option, run
from doorstroom.i18n import N_, _

REGISTER, FOLLOW, MEET, REPORT, LOOK_AFTER = (
    N_("Register"),
    N_("Follow"),
    N_("Match and meet"),
    N_("Report"),
    N_("Look after"),
)

COMMANDS = {
    "add-candidate": Entry(
        "candidate:add_candidate",
        N_("Add a person."),
        REGISTER,
        'doorstroom add-candidate "Fatima el Idrissi" --owner Noor',
    ),
    "add-employer": Entry(
        "employer:add_employer",
        N_("Add an employer."),
        REGISTER,
        'doorstroom add-employer "Klimpark Noord" --policy-months 23',
    ),
    "add-contract": Entry(
        "contract:add_contract",
        N_("Add a contract and say what the limits are."),
        REGISTER,
        "doorstroom add-contract K12 W3 --start 2026-12-01 --months 7",
    ),
    "add-vacancy": Entry(
        "vacancy:add_vacancy",
        N_("Add a vacancy."),
        REGISTER,
        'doorstroom add-vacancy "Keukenhulp" W3 --hours-min 16 --hours-max 24 --must HACCP',
    ),
    "edit-candidate": Entry(
        "candidate:edit_candidate",
        N_("Change what is known of a person."),
        REGISTER,
        "doorstroom edit-candidate K12 --owner Samira",
    ),
    "edit-employer": Entry(
        "employer:edit_employer",
        N_("Change what is known of an employer."),
        REGISTER,
        "doorstroom edit-employer W3 --policy-months 23",
    ),
    "edit-contract": Entry(
        "contract:edit_contract", N_("Correct a contract."), REGISTER, "doorstroom edit-contract C45 --end 2027-03-31"
    ),
    "edit-vacancy": Entry(
        "vacancy:edit_vacancy",
        N_("Change what is known of a vacancy."),
        REGISTER,
        'doorstroom edit-vacancy V7 --seats 2 --offer "een vaste begeleider"',
    ),
    "extend-contract": Entry(
        "contract:extend_contract",
        N_("Add the next contract, right after this one."),
        REGISTER,
        "doorstroom extend-contract C45 --months 7",
    ),
    "end-contract": Entry(
        "contract:end_contract",
        N_("End a contract and say why."),
        REGISTER,
        "doorstroom end-contract C45 --on 2026-12-31 --reason moved-on",
    ),
    "close-vacancy": Entry(
        "vacancy:close_vacancy",
        N_("Close a vacancy and say why."),
        REGISTER,
        "doorstroom close-vacancy V7 --reason withdrawn",
    ),
    "close-candidate": Entry(
        "candidate:close_candidate",
        N_("Close a case and say why."),
        REGISTER,
        "doorstroom close-candidate K12 --reason moved-on",
    ),
    "reopen-candidate": Entry(
        "candidate:reopen_candidate", N_("Open a case again."), REGISTER, "doorstroom reopen-candidate K7"
    ),
    "add-workplace": Entry(
        "workplace:add_workplace",
        N_("Say where somebody works under a contract."),
        REGISTER,
        "doorstroom add-workplace C45 W7 --hours 16 --from 2026-12-01",
    ),
    "edit-workplace": Entry(
        "workplace:edit_workplace",
        N_("Change or end the work at one place."),
        REGISTER,
        "doorstroom edit-workplace C48 W7 --to 2027-03-31",
    ),
    "milestone": Entry(
        "milestone:milestone",
        N_("Note that somebody reached a stage."),
        REGISTER,
        "doorstroom milestone K12 screened --on 2026-11-20",
    ),
    "add-programme": Entry(
        "programme:add_programme",
        N_("Add a programme with a target and a deadline."),
        REGISTER,
        'doorstroom add-programme "Logistiek 2027" --target 50 --deadline 2027-12-31',
    ),
    "edit-programme": Entry(
        "programme:edit_programme",
        N_("Change what is known of a programme."),
        REGISTER,
        "doorstroom edit-programme G1 --partner W3",
    ),
    "add-support": Entry(
        "support:add_support",
        N_("Add a scheme to a contract."),
        REGISTER,
        "doorstroom add-support C45 lks --from 2026-12-01",
    ),
    "edit-support": Entry(
        "support:edit_support", N_("Change a scheme."), REGISTER, "doorstroom edit-support R8 --review 2027-03-01"
    ),
    "end-support": Entry("support:end_support", N_("End a scheme."), REGISTER, "doorstroom end-support R8"),
    "supports": Entry("support:supports", N_("List the schemes."), REGISTER, "doorstroom supports --running"),
    "add-assignment": Entry(
        "assignment:add_assignment",
        N_("Add an order with social return."),
        REGISTER,
        'doorstroom add-assignment "Parks 2027" W3 --value 250000 --percent 5 --region utrecht',
    ),
    "edit-assignment": Entry(
        "assignment:edit_assignment",
        N_("Change an order with social return."),
        REGISTER,
        "doorstroom edit-assignment A2 --counts C45",
    ),
    "assignments": Entry(
        "assignment:assignments", N_("List the orders with social return."), REGISTER, "doorstroom assignments"
    ),
    "candidates": Entry(
        "candidate:candidates", N_("List the candidates."), REGISTER, "doorstroom candidates --owner Noor"
    ),
    "employers": Entry(
        "employer:employers", N_("List the employers."), REGISTER, "doorstroom employers --town Utrecht"
    ),
    "contracts": Entry("contract:contracts", N_("List the contracts."), REGISTER, "doorstroom contracts --running"),
    "vacancies": Entry("vacancy:vacancies", N_("List the vacancies."), REGISTER, "doorstroom vacancies --open --free"),
    "programmes": Entry(
        "programme:list_programmes", N_("List the programmes and how far they are."), REGISTER, "doorstroom programmes"
    ),
    "show": Entry("show:show", N_("Show everything about one record."), REGISTER, "doorstroom show K12"),
    "find": Entry("find:find", N_("Find anybody or anything by some words."), REGISTER, "doorstroom find yilmas tram"),
    "duplicates": Entry(
        "doubles:duplicates", N_("List who may be in the file twice."), REGISTER, "doorstroom duplicates"
    ),
    "merge": Entry("doubles:merge", N_("Make one person of two records."), REGISTER, "doorstroom merge K12 K15"),
    "import": Entry(
        "importing:import_", N_("Bring in a spreadsheet."), REGISTER, "doorstroom import caseload.xlsx --dry-run"
    ),
    "template": Entry(
        "template:template", N_("Make an empty workbook to fill in."), REGISTER, "doorstroom template blank.xlsx"
    ),
    "expiring": Entry(
        "expiring:expiring", N_("List who must leave soon, and why."), FOLLOW, "doorstroom expiring --months 6"
    ),
    "explain": Entry(
        "explain:explain", N_("Say why somebody leaves on that day."), FOLLOW, "doorstroom explain K12 --months 7"
    ),
    "deadlines": Entry(
        "deadlines:deadlines_",
        N_("List every date that matters, and who acts."),
        FOLLOW,
        "doorstroom deadlines --months 6",
    ),
    "dashboard": Entry(
        "dashboard:dashboard", N_("See the caseload at a glance."), FOLLOW, "doorstroom dashboard --as-of 2026-12-01"
    ),
    "attention": Entry(
        "attention:attention",
        N_("List what asks for attention, and what mends it."),
        FOLLOW,
        "doorstroom attention --owner Noor",
    ),
    "note": Entry(
        "note:note",
        N_("Note a conversation that was held."),
        FOLLOW,
        'doorstroom note K12 "Wants to stay nearby" --with candidate --about end',
    ),
    "edit-note": Entry(
        "note:edit_note", N_("Correct a note."), FOLLOW, "doorstroom edit-note N7 --on 2026-11-20 --next 2026-12-04"
    ),
    "drop-note": Entry("note:drop_note", N_("Take out a note that is wrong."), FOLLOW, "doorstroom drop-note N7"),
    "notes": Entry("note:notes", N_("List the conversations."), FOLLOW, "doorstroom notes K12"),
    "step": Entry(
        "step:step", N_("Agree on a step."), FOLLOW, 'doorstroom step K12 "Ask about a day off" --due 2026-12-01'
    ),
    "edit-step": Entry("step:edit_step", N_("Change a step."), FOLLOW, "doorstroom edit-step S4 --due 2026-12-08"),
    "done": Entry("step:done", N_("Say that a step was done."), FOLLOW, 'doorstroom done S4 --note "May stay"'),
    "drop-step": Entry("step:drop_step", N_("Take out a step that is wrong."), FOLLOW, "doorstroom drop-step S4"),
    "steps": Entry("step:steps", N_("List the steps that must be done."), FOLLOW, "doorstroom steps --overdue"),
    "match": Entry(
        "match:match",
        N_("Say which vacancies fit whom, with the reasons."),
        MEET,
        "doorstroom match K12",
    ),
    "propose": Entry(
        "proposal:propose",
        N_("Propose somebody for a vacancy."),
        MEET,
        "doorstroom propose K12 V7 --note 'belt morgen'",
    ),
    "progress": Entry(
        "proposal:progress",
        N_("Tell how a proposal goes on."),
        MEET,
        "doorstroom progress P9 interview --on 2026-12-03",
    ),
    "proposals": Entry(
        "proposal:proposals", N_("List the proposals."), MEET, "doorstroom proposals --open --owner Noor"
    ),
    "relay": Entry("relay:relay", N_("Find seasons that follow each other."), MEET, "doorstroom relay"),
    "report": Entry(
        "report:report", N_("Show what it achieved, on any day."), REPORT, "doorstroom report funnel --programme G1"
    ),
    "agenda": Entry(
        "meeting:agenda", N_("Say what the meeting discusses."), MEET, "doorstroom agenda --for 2026-11-30"
    ),
    "outcome": Entry(
        "meeting:outcome",
        N_("Write down what was decided for somebody."),
        MEET,
        "doorstroom outcome K12 extend --owner Noor --due 2026-12-10",
    ),
    "apply": Entry(
        "applying:apply", N_("Bring back the filled-in agenda."), MEET, "doorstroom apply doorstroom-2026-11-30.xlsx"
    ),
    "hold": Entry("meeting:hold", N_("Close a meeting."), MEET, "doorstroom hold M2"),
    "meetings": Entry("meeting:meetings", N_("List the meetings."), MEET, "doorstroom meetings"),
    "changes": Entry(
        "changes:changes", N_("Say what changed since the last meeting."), MEET, "doorstroom changes --since 2026-11-01"
    ),
    "export": Entry("exporting:export", N_("Make the workbook for the meeting."), MEET, "doorstroom --lang nl export"),
    "init": Entry("caseload:init", N_("Make a new, empty caseload."), LOOK_AFTER, "doorstroom init --lang nl"),
    "demo": Entry("caseload:demo", N_("Try it on invented people."), LOOK_AFTER, "doorstroom demo"),
    "check": Entry("caseload:check", N_("Look for what is damaged or missing."), LOOK_AFTER, "doorstroom check"),
    "rules": Entry(
        "rules:rules", N_("List the rules of a day, with sources."), LOOK_AFTER, "doorstroom rules show chain.statutory"
    ),
    "history": Entry("history:history", N_("Say who changed what."), LOOK_AFTER, "doorstroom history K12"),
    "undo": Entry("history:undo", N_("Take back your last command."), LOOK_AFTER, "doorstroom undo --dry-run"),
    "redo": Entry("history:redo", N_("Do again what you took back."), LOOK_AFTER, "doorstroom redo"),
    "backup": Entry("backup:backup", N_("Make a backup."), LOOK_AFTER, "doorstroom backup"),
    "restore": Entry("backup:restore", N_("Go back to a backup."), LOOK_AFTER, "doorstroom restore --list"),
    "forget": Entry(
        "privacy:forget", N_("Erase people and keep anonymous counts."), LOOK_AFTER, "doorstroom forget K7"
    ),
    "dossier": Entry(
        "privacy:dossier",
        N_("Write down everything held about somebody."),
        LOOK_AFTER,
        "doorstroom dossier K12 dossier.html",
    ),
    "retention": Entry(
        "privacy:retention_",
        N_("Forget whose file may not be kept any more."),
        LOOK_AFTER,
        "doorstroom retention --preview",
    ),
    "encrypt": Entry("key:encrypt", N_("Encrypt the caseload with a key."), LOOK_AFTER, "doorstroom encrypt"),
    "rekey": Entry("key:rekey", N_("Give the encrypted caseload another key."), LOOK_AFTER, "doorstroom rekey"),
    "decrypt": Entry("key:decrypt", N_("Make the caseload readable without a key."), LOOK_AFTER, "doorstroom decrypt"),
    "settings": Entry(
        "caseload:settings_", N_("See or change the settings of a caseload."), LOOK_AFTER, "doorstroom settings lang nl"
    ),
    "transfer": Entry(
        "transfer:transfer",
        N_("Hand the caseload of one colleague to another."),
        LOOK_AFTER,
        "doorstroom transfer --from 'Noor Bakker' --to 'Samira Haddad'",
    ),
    "bench": Entry(
        "bench:bench", N_("Measure the speed on this machine."), LOOK_AFTER, "doorstroom bench --people 1000"
    ),
}


class Language(StrEnum):
    """The languages of screen, workbook and page."""

    nl = "nl"
    en = "en"


class Doorstroom(Root):
    """The root with our commands."""

    entries = COMMANDS


app = typer.Typer(cls=Doorstroom, rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=True)


# Typer's own sentences for these two are long, and English.
_COMPLETION = {
    "install_completion": N_("Complete commands and names with Tab in this shell."),
    "show_completion": N_("Print what makes this shell complete them."),
}


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"doorstroom {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    ctx: Context,
    db: Annotated[str | None, option(N_("The caseload file."), "--db", metavar=N_("FILE"))] = None,
    lang: Annotated[Language | None, option(N_("Dutch or English."), "--lang")] = None,
    key_fd: Annotated[
        int | None, option(N_("Read the key of an encrypted file from this descriptor."), "--key-fd", metavar="N")
    ] = None,
    version: Annotated[
        bool, option(N_("Print the version and exit."), "--version", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    """See who must move on from a subsidised job, half a year ahead."""
    ctx.obj = Session(settings.database(db), has_language=bool(lang or settings.language_asked_for()))
    beginning.ask_for_keys(key_fd, ctx.obj.database, ctx.invoked_subcommand)
    if ctx.invoked_subcommand is not None:
        return
    if output.is_terminal():
        from doorstroom.commands.dashboard import greet

        greet(ctx)
    else:
        typer.echo(ctx.get_help())


def main(arguments: Sequence[str] | None = None) -> None:
    """Run doorstroom and leave with its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    beginning.settle(given)
    if sys.platform == "win32" and sys.stdout.isatty():
        # An older console shows the codes of a colour, until it is told what they are.
        from colorama import just_fix_windows_console

        just_fix_windows_console()
    sys.exit(run(_root(), given))


def _root() -> Any:
    """The root command, its help in the language in use."""
    command: Any = typer.main.get_command(app)
    for parameter in command.params:
        parameter.help = _COMPLETION.get(parameter.name, parameter.help)
    command.subcommand_metavar = _("COMMAND [ARGS]...")
    return in_words(command, N_("See who must move on from a subsidised job, half a year ahead."))
