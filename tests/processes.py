"""Running doorstroom as people do: as a process of its own, in a pipe or on a terminal."""

import json
import os
import select
import shlex
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import doorstroom

SOURCES = Path(doorstroom.__file__).parent.parent
OFFLINE = Path(__file__).parent / "offline"
PATIENCE = 60  # seconds before a process is taken to hang

# A terminal of its own, so that Ctrl-C reaches it; SIGINT may have been switched off by whoever started the tests.
_ON_ITS_TERMINAL = """
import fcntl, os, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.executable, [sys.executable, "-m", "doorstroom", *sys.argv[1:]])
"""

# Root may write anywhere, so what file modes forbid shows only without that right (CAP_DAC_OVERRIDE and its like).
_WITHOUT_PRIVILEGES = """
import ctypes, os, sys
for capability in (1, 2):
    ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)
os.execv(sys.executable, [sys.executable, "-m", "doorstroom", *sys.argv[1:]])
"""


@dataclass(frozen=True, slots=True)
class Result:
    """What a command said and how it ended."""

    stdout: str
    stderr: str
    exit: int

    @property
    def json(self) -> Any:
        """What it answered, as a program reads it."""
        return json.loads(self.stdout)


def words(line: str | Sequence[str]) -> list[str]:
    """The words of a command line, as a shell would part them."""
    return shlex.split(line) if isinstance(line, str) else list(line)


def environment(**more: str) -> dict[str, str]:
    """The environment for a process: this one, with the sources, without the network, and warnings are errors."""
    paths = os.pathsep.join([str(OFFLINE), str(SOURCES)])
    return {**os.environ, "PYTHONPATH": paths, "PYTHONWARNINGS": "error", **more}


def python(code: str, *arguments: str, exit: int = 0) -> str:
    """What a program in Python prints, run with the sources at hand."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], env=environment(), capture_output=True, text=True, timeout=PATIENCE
    )
    assert done.returncode == exit, done.stderr
    return done.stdout


def start(line: str | Sequence[str], **options: Any) -> subprocess.Popen[bytes]:
    """A process that runs this command line, not waited for."""
    return subprocess.Popen([sys.executable, "-m", "doorstroom", *words(line)], env=environment(), **options)


def spawn(
    line: str | Sequence[str],
    *,
    exit: int = 0,
    stdin: str = "",
    stdout: int = subprocess.PIPE,
    unprivileged: bool = False,
    **more: str,
) -> Result:
    """Run a command line in a process; ``more`` is added to its environment.

    ``unprivileged`` takes away the right to write what file modes forbid, which root has.
    """
    how = ["-c", _WITHOUT_PRIVILEGES] if unprivileged else ["-m", "doorstroom"]
    done = subprocess.run(
        [sys.executable, *how, *words(line)],
        env=environment(**more),
        input=stdin.encode(),
        stdout=stdout,
        stderr=subprocess.PIPE,
        timeout=PATIENCE,
    )
    result = Result((done.stdout or b"").decode(), done.stderr.decode(), done.returncode)
    assert result.exit == exit, result
    return result


def on_a_terminal(
    line: str | Sequence[str], answers: Mapping[str, str] | None = None, *, exit: int = 0, **more: str
) -> str:
    """What stands on the screen when a person runs this command line.

    ``answers`` tells what to type when which words appear, in order; a control character is typed as it is.
    """
    # Only POSIX has these; the rest of the suite runs without.
    import fcntl
    import pty
    import termios

    near, far = pty.openpty()
    fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", 40, int(os.environ.get("COLUMNS", "100")), 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-c", _ON_ITS_TERMINAL, *words(line)],
        env=environment(**more),
        stdin=far,
        stdout=far,
        stderr=far,
        start_new_session=True,
    )
    os.close(far)
    try:
        screen = _type(near, dict(answers or {}))
        assert process.wait(PATIENCE) == exit, screen
    finally:
        process.kill()
        process.wait()
        os.close(near)
    return screen.replace("\r\n", "\n")


def _type(terminal: int, answers: dict[str, str]) -> str:
    """Answer each question when it stands on the screen, and read on until the process is done."""
    deadline = time.monotonic() + PATIENCE
    screen, seen, control = "", 0, b""
    while time.monotonic() < deadline:
        question = next(iter(answers), None)
        if question is not None and question in screen[seen:]:
            seen = len(screen)
            answer = answers.pop(question)
            control = answer.encode() if answer < " " else b""
            os.write(terminal, control or f"{answer}\n".encode())
        if not select.select([terminal], [], [], 1)[0]:
            # A key that comes just before somebody listens is lost; a person presses it again.
            os.write(terminal, control)
        else:
            try:
                part = os.read(terminal, 65536)
            except OSError:
                # Linux says so when nobody has the other side of a terminal any more.
                part = b""
            if not part:
                break
            screen += part.decode(errors="replace")
    assert not answers, f"never asked for {list(answers)}:\n{screen}"
    return screen


def interrupt(process: subprocess.Popen[bytes]) -> None:
    """What Ctrl-C does."""
    process.send_signal(signal.SIGINT)
