"""The parts of the campaign: each does something to the scenes, many times over, and counts what was not as promised."""

import datetime as clock
import os
import resource
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import power
import scenes
from scenes import SCENES, TODAY, WITH_A_KEY, Known, Scene, begin, end, run, wrong
from watched import Fails, Killed, Step

from doorstroom import checks, engine, settings
from doorstroom.errors import BadFile, DoorstroomError


@dataclass(slots=True)
class Tally:
    """What one part did and found."""

    name: str
    runs: int = 0
    faults: int = 0
    violations: list[str] = field(default_factory=list)
    more: dict[str, object] = field(default_factory=dict)

    def note(self, where: str, found: Sequence[str]) -> None:
        """Keep what was not as promised."""
        self.violations += [f"{self.name}: {where}: {what}" for what in found]

    def count(self, *kinds: str) -> int:
        """How often something of these kinds was found."""
        return sum(any(f": {kind}" in one.removeprefix(self.name) for kind in kinds) for one in self.violations)


class Campaign:
    """A folder to begin from, what every scene makes of it, and chance."""

    def __init__(self, folder: Path, seed: int, names: Sequence[str] = (), *, encrypted: bool = False) -> None:
        self._folder = folder
        self.random = Random(seed)
        self.start = folder / "start"
        scenes.build(self.start, encrypted=encrypted)
        every = (*SCENES, *WITH_A_KEY) if encrypted else SCENES
        chosen = [scene for scene in every if not names or scene.name in names]
        self.known = [scenes.learn(scene, self.start, folder / f"known-{scene.name}") for scene in chosen]
        self._turn = 0

    @contextmanager
    def only(self, names: Sequence[str]) -> Iterator[None]:
        """Go through these scenes and no others for a while."""
        kept, self.known = self.known, [known for known in self.known if known.scene.name in names]
        yield
        self.known = kept

    @contextmanager
    def fresh(self) -> Iterator[Path]:
        """A new copy of the folder to begin from, gone afterwards."""
        self._turn += 1
        folder = self._folder / f"turn{self._turn}"
        shutil.copytree(self.start, folder)
        try:
            yield folder
        finally:
            shutil.rmtree(folder)

    def empty(self) -> Path:
        """A new folder for a disk."""
        self._turn += 1
        folder = self._folder / f"disk{self._turn}"
        folder.mkdir()
        return folder


Before = Callable[[], None] | None


# --- kills -------------------------------------------------------------------------------------------------------


def kills(campaign: Campaign, *, at_steps: int, at_random: int, before: Before = None) -> Tally:
    """kill -9 before so many steps of every scene and at so many moments; sometimes once more while it recovers."""
    tally, random = Tally("killed"), campaign.random
    for known in campaign.known:
        steps = known.steps
        if before is not None:
            with campaign.fresh() as folder:
                steps = run(folder, known.scene.line, database=known.scene.database, watched=True, before=before).steps
        some = range(1, len(steps) + 1) if len(steps) <= at_steps else sorted(_spread(random, steps, at_steps))
        for at in some:
            with campaign.fresh() as folder:
                done = run(folder, known.scene.line, database=known.scene.database, fault=Killed(at), before=before)
                tally.runs += 1
                tally.faults += done.exit == -signal.SIGKILL
                if done.exit != -signal.SIGKILL:
                    tally.note(f"{known.scene.name} at {at}", [f"the fault missed: {done.exit}"])
                if random.random() < 0.25:
                    # The fault that undoes a recovery: killed again while the journal is rolled back.
                    tally.faults += _killed_again(folder, known.scene, random, before) == -signal.SIGKILL
                _look(tally, campaign, folder, known, f"{known.scene.name} at {at}", done.exit)
    for _ in range(at_random):
        known = random.choice(campaign.known)
        with campaign.fresh() as folder:
            process = begin(folder, known.scene.line, database=known.scene.database, before=before)
            time.sleep(random.uniform(0, known.seconds))
            os.kill(process, signal.SIGKILL)
            done = end(folder, process)
            tally.runs += 1
            tally.faults += done.exit == -signal.SIGKILL
            _look(tally, campaign, folder, known, f"{known.scene.name} at random", done.exit)
    return tally


def _spread(random: Random, steps: Sequence[Step], so_many: int) -> set[int]:
    """Steps to die at: mostly around syncs and names, where what is kept changes; the rest anywhere."""
    places = [n for n, step in enumerate(steps, start=1) if step.what not in ("write", "truncate")]
    chosen = set(random.sample(places, min(len(places), so_many * 2 // 3)))
    return chosen | {random.randint(1, len(steps)) for _ in range(so_many - len(chosen))}


def _killed_again(folder: Path, scene: Scene, random: Random, before: Before) -> int:
    return run(
        folder, "candidates", database=scene.database, fault=Killed(random.choice((1, 2, 3, 5, 8, 13))), before=before
    ).exit


def _look(tally: Tally, campaign: Campaign, folder: Path, known: Known, where: str, exit: int) -> None:
    found = wrong(folder, known, campaign.start, said_done=exit == 0)
    if not found and known.scene.is_repeatable and campaign.random.random() < 0.2:
        again = run(folder, known.scene.line, database=known.scene.database)
        if again.exit != 0 or scenes.state(folder / known.scene.database) != known.after:
            found = [f"not the same the second time ({again.exit})"]
    tally.note(where, found)


# --- power cuts --------------------------------------------------------------------------------------------------


def power_cuts(campaign: Campaign, *, for_each: int, before: Before = None) -> Tally:
    """So many disks as a power cut may leave them, somewhere in every scene."""
    tally = Tally("power cut")
    for known in campaign.known:
        steps, where = known.steps, known.where
        if before is not None:
            with campaign.fresh() as where:
                done = run(where, known.scene.line, database=known.scene.database, watched=True, before=before)
                steps = done.steps
        first = {
            str(where / Path(path).relative_to(campaign.start)): content
            for path, content in power.read(campaign.start).items()
        }
        tally.runs += 1
        for number, (was_done, disk) in enumerate(power.cuts(first, steps, campaign.random, for_each)):
            folder = campaign.empty()
            power.write(disk, where, folder)
            tally.faults += 1
            tally.note(f"{known.scene.name} disk {number}", wrong(folder, known, campaign.start, said_done=was_done))
            shutil.rmtree(folder)
    return tally


# --- no room -----------------------------------------------------------------------------------------------------


def full_disks(campaign: Campaign, *, for_each: int, before: Before = None) -> Tally:
    """A disk that is full at some step, once or for good, and a limit on the size of files."""
    tally, random = Tally("full"), campaign.random
    for known in campaign.known:
        for number in range(for_each):
            with campaign.fresh() as folder:
                if number % 3 == 2:
                    size = random.randrange(200, 400_000)
                    how, limit = f"files up to {size}", _limit(size)
                    done = run(folder, known.scene.line, database=known.scene.database, before=_both(limit, before))
                else:
                    fault = Fails(random.randint(1, len(known.steps)), for_ever=number % 3 == 1)
                    how = str(fault)
                    done = run(folder, known.scene.line, database=known.scene.database, fault=fault, before=before)
                tally.runs += 1
                tally.faults += done.exit != 0
                where = f"{known.scene.name} {how}"
                tally.note(where, _said_so(done, {0, 7}))
                tally.note(where, wrong(folder, known, campaign.start, said_done=done.exit == 0, failed=done.exit != 0))
    return tally


def _limit(size: int) -> Callable[[], None]:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def _both(first: Callable[[], None], second: Before) -> Callable[[], None]:
    def both() -> None:
        if second:
            second()
        first()

    return both


def _said_so(done: scenes.Done, codes: set[int]) -> list[str]:
    """What is wrong with the way in which a command said that it could not."""
    if done.exit not in codes:
        return [f"wrong exit {done.exit}: {done.said[-200:]}"]
    if done.exit != 0 and ("error: " not in done.said or "hint: " not in done.said or "Traceback" in done.said):
        return [f"wrong exit {done.exit}, without a word: {done.said[-200:]}"]
    return []


# --- damage ------------------------------------------------------------------------------------------------------

LINES = ("candidates --json", "expiring", "show K1", "explain K2", "add-contract K2 W1 --start 2027-01-01 --months 6")


def damage(campaign: Campaign, *, files: int, before: Before = None) -> Tally:
    """Files that are cut short, and bytes that are another: found by check, refused by the others and left as they are."""
    tally, random = Tally("damaged"), campaign.random
    content = (campaign.start / "caseload.db").read_bytes()
    whole = _says(campaign.start / "caseload.db")
    changed, missed = 0, list[str]()
    for number in range(files):
        kind, spoilt = _spoilt(content, random, number)
        with campaign.fresh() as folder:
            path = folder / "caseload.db"
            path.write_bytes(spoilt)
            tally.runs += 1
            if _says(path) == whole:
                continue
            tally.faults += 1
            changed += 1
            if not _is_found(path):
                missed.append(f"{kind} {number}")
            if path.read_bytes() != spoilt:
                tally.note(f"{kind} {number}", [f"{scenes.CHANGED}: by check"])
            for line in (random.choice(LINES), *(["check"] if f"{kind} {number}" not in missed else [])):
                path.write_bytes(spoilt)
                done = run(folder, line, before=before)
                tally.runs += 1
                tally.note(f"{kind} {number} {line}", _said_of_damage(done, line, kind))
                if done.exit == 5 and path.read_bytes() != spoilt:
                    tally.note(f"{kind} {number} {line}", [scenes.CHANGED])
    tally.more["found by check"] = f"{changed - len(missed)} of {changed}"
    if missed:
        tally.note(", ".join(missed), ["not found by check"])
    return tally


def _spoilt(content: bytes, random: Random, number: int) -> tuple[str, bytes]:
    """The content of a file with one thing wrong."""
    spoilt = bytearray(content)
    # What was never written is all noughts, and says nothing.
    place = random.choice([place for place, byte in enumerate(content) if byte and place >= 100])
    match number % 5:
        case 0:
            return "cut", content[: random.randrange(101, len(content) - 1)]
        case 1:
            page = random.randrange(1, len(content) // 4096) * 4096
            spoilt[page : page + 4096] = bytes(4096)
            return "page", bytes(spoilt)
        case 2:
            spoilt[place] = random.choice([byte for byte in range(256) if byte != spoilt[place]])
            return "byte", bytes(spoilt)
        case _:
            spoilt[place] ^= 1 << random.randrange(8)
            return "bit", bytes(spoilt)


def _says(path: Path) -> object:
    """All that stands in a file, or that it cannot be read."""
    try:
        with closing(engine.connect(path)) as opened:
            opened.text_factory = bytes
            declared = """select name, sql from sqlite_schema
                where name not like '%_sqlite_migrations%' and sql is not null order by name"""
            rows = opened.execute(declared).fetchall()
            tables = [row[0].decode() for row in opened.execute("select name from sqlite_schema where type = 'table'")]
            says = {name: opened.execute(f"select * from {name} order by 1, 2").fetchall() for name in tables}
            # By these the program sees what it must derive anew; what they say is of no other use.
            says["setting"] = [row for row in says.get("setting", []) if row[0] not in (b"rules", b"findable")]
            says.pop("_sqlite_migrations", None)
            return rows, says
    except engine.refusals("DatabaseError", BadFile, UnicodeDecodeError):
        return "unreadable"


def _is_found(path: Path) -> bool:
    try:
        return any(finding.code == checks.DAMAGED for finding in checks.look_at(path, day=TODAY))
    except BadFile:
        return True
    except DoorstroomError:
        return False


def _said_of_damage(done: scenes.Done, line: str, kind: str) -> list[str]:
    """Damage is exit 5 with what to do; a byte that no page shows is for ``check`` to find, and others may not notice it."""
    if done.exit == 5 and line == "check" and "error: " not in done.said:
        return []
    noticed = {5} if line == "check" or kind == "cut" else {0, 3, 4, 5}
    return _said_so(done, noticed)


# --- many at once ------------------------------------------------------------------------------------------------


def crowds(campaign: Campaign, *, sizes: Sequence[int], changes: int, before: Before = None) -> Tally:
    """So many writers, each with so many changes and all at once: all there, no number twice, none turned away."""
    tally = Tally("writers")
    for size in sizes:
        # On a real disk, for here it matters how long a save takes.
        with TemporaryDirectory() as real:
            folder = Path(shutil.copytree(campaign.start, Path(real, "shared")))
            writers = [_writer(folder, number, changes, before) for number in range(size)]
            for writer in writers:
                os.waitpid(writer, 0)
            waits: list[float] = []
            for number in range(size):
                log = Path(f"{folder}-{number}.log")
                for line in log.read_text().splitlines():
                    code, seconds, said = line.split("\t")
                    waits.append(float(seconds))
                    if code != "0":
                        tally.note(f"{size} writers", [f"wrong exit {code}: {said}"])
                log.unlink()
            tally.runs += size * changes
            tally.faults += size * changes
            tally.note(f"{size} writers", _not_all_there(folder / "caseload.db", size, changes))
            waits.sort()
            tally.more[f"p95 of {size}"] = f"{waits[int(len(waits) * 0.95)]:.2f} s"
    return tally


def _writer(folder: Path, number: int, changes: int, before: Before) -> int:
    """A process that gives one command after the other, each in a process of its own."""
    if child := os.fork():
        return child
    try:
        own = folder.with_name(f"{folder.name}-{number}")
        with Path(f"{own}.log").open("w") as log:
            for turn in range(changes):
                began = time.monotonic()
                process = begin_elsewhere(own, folder, f"add-employer 'Bedrijf {number} {turn}'", before)
                done = end(own, process)
                log.write(f"{done.exit}\t{time.monotonic() - began}\t{' '.join(done.said.split())}\n")
    finally:
        os._exit(0)


def begin_elsewhere(own: Path, folder: Path, line: str, before: Before) -> int:
    """Start a command about a caseload in another folder than its own."""
    own.mkdir(exist_ok=True)
    return begin(own, line, database=str(folder / "caseload.db"), before=before)


def _not_all_there(database: Path, size: int, changes: int) -> list[str]:
    with closing(engine.connect(database)) as opened:
        rows = opened.execute("select id, name from employer where name like 'Bedrijf %'").fetchall()
    wanted = {f"Bedrijf {number} {turn}" for number in range(size) for turn in range(changes)}
    names = Counter(name for _id, name in rows)
    faults = []
    if missing := wanted - set(names):
        faults.append(f"{scenes.LOST}: {len(missing)}")
    if len({number for number, _name in rows}) != len(rows) or max(names.values(), default=1) > 1:
        faults.append("given twice")
    if any(finding.code == checks.DAMAGED for finding in checks.look_at(database, day=TODAY)):
        faults.append(scenes.DAMAGED)
    return faults


# --- clocks ------------------------------------------------------------------------------------------------------

ZONES = ("Pacific/Kiritimati", "Etc/GMT+12", "Europe/Amsterdam", "America/St_Johns", "Asia/Kathmandu", "UTC")
# Around midnight in Amsterdam, and around both changes of the clock.
INSTANTS = {
    "2026-11-20T22:59:59": "2026-11-20",
    "2026-11-20T23:00:01": "2026-11-21",
    "2027-03-27T22:59:59": "2027-03-27",
    "2027-03-28T00:59:59": "2027-03-28",
    "2027-03-28T01:00:01": "2027-03-28",
    "2027-03-28T21:59:59": "2027-03-28",
    "2027-03-28T22:00:01": "2027-03-29",
    "2026-10-24T21:59:59": "2026-10-24",
    "2026-10-24T22:00:01": "2026-10-25",
    "2026-10-25T00:59:59": "2026-10-25",
    "2026-10-25T01:00:01": "2026-10-25",
    "2026-10-25T22:59:59": "2026-10-25",
    "2026-10-25T23:00:01": "2026-10-26",
    "2026-12-31T23:00:01": "2027-01-01",
    "2028-02-28T23:00:01": "2028-02-29",
}


def clocks(campaign: Campaign, *, zones: Sequence[str] = ZONES, before: Before = None) -> Tally:
    """The list of who must leave, around midnight and all over the world: that of the day in Amsterdam."""
    tally = Tally("clocks")
    for moment, day in INSTANTS.items():
        with campaign.fresh() as folder:
            wanted = run(folder, f"expiring --json --months 1 --as-of {day}").said
            for zone in zones:
                done = run(folder, "expiring --json --months 1", before=_both(_at(moment, zone), before))
                tally.runs += 1
                tally.faults += 1
                if done.said != wanted:
                    tally.note(f"{moment} in {zone}", ["another day"])
    return tally


def _at(moment: str, zone: str) -> Callable[[], None]:
    """Put the machine in another zone and set its clock."""

    def at() -> None:
        instant = clock.datetime.fromisoformat(moment).replace(tzinfo=clock.UTC)

        class Moment(clock.datetime):
            @classmethod
            def now(cls, tz: clock.tzinfo | None = None) -> "Moment":
                local = instant.astimezone(tz) if tz else instant.astimezone().replace(tzinfo=None)
                return cls.fromisoformat(local.isoformat())

        os.environ["TZ"] = zone
        os.environ.pop("DOORSTROOM_TODAY", None)
        time.tzset()
        settings.datetime = Moment  # type: ignore[attr-defined,misc]

    return at
