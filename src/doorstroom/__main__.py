"""Where a run begins: ``doorstroom``, and ``python -m doorstroom``."""

import gc
import os
import sys

# Objects made between two searches for rings of garbage: a run is short and makes next to none of those, and looking
# for them as often as Python does would take a fifth of the time of a long list.
BETWEEN_SEARCHES = 50_000


def main() -> None:
    """Run doorstroom and leave with its exit code."""
    # Before anything is loaded: that makes most of the objects of a short run.
    gc.set_threshold(BETWEEN_SEARCHES)
    _open_what_is_closed()
    from doorstroom import cli

    cli.main()


def _open_what_is_closed() -> None:
    """Let nothing stand in for a stream that whoever started this closed, so that no file of ours gets its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # For as long as this runs, as the other streams are.
            nothing = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, open(nothing, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


if __name__ == "__main__":
    main()
