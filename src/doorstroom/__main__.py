"""Where a run begins: ``doorstroom``, and ``python -m doorstroom``."""

import gc

# Objects made between two searches for rings of garbage: a run is short and makes next to none of those, and looking
# for them as often as Python does would take a fifth of the time of a long list.
BETWEEN_SEARCHES = 50_000


def main() -> None:
    """Run doorstroom and leave with its exit code."""
    # Before anything is loaded: that makes most of the objects of a short run.
    gc.set_threshold(BETWEEN_SEARCHES)
    from doorstroom import cli

    cli.main()


if __name__ == "__main__":
    main()
