"""Forbid the network to a whole Python process: nothing of a caseload may leave the machine.

The suite runs this file itself, and so does every process that it starts: Python looks for it on the path.
"""

import socket
import sys

_FORBIDDEN = {"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


def _forbid(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook, which no code can take off or work around."""
    if event in _FORBIDDEN or (event == "socket.__new__" and arguments[1] != getattr(socket, "AF_UNIX", None)):
        raise AssertionError(f"{event}: the network is forbidden here")


sys.addaudithook(_forbid)
