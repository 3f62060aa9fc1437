"""Numbers that are nobody's: they look right in a column, and reach or name no one.

Dutch mobile numbers begin with 061 to 065 or 068: the numbering plan gives out nothing under 060. Chamber of Commerce
numbers began at 01. Both also fail the 11-test, so that nothing takes one for a BSN that lost its leading zero.
"""


def phone(person: int) -> str:
    """A mobile number under 060, ten digits."""
    free = f"60{_scattered(person, 1_000_000):06d}"
    return f"0{free}{_digit_that_fails(free)}"


def kvk(employer: int) -> str:
    """A Chamber of Commerce number under 00, eight digits."""
    free = f"00{_scattered(employer, 100_000):05d}"
    return free + _digit_that_fails("0" + free)


def _scattered(number: int, size: int) -> int:
    """Another number below ``size`` for each number, so that neighbours do not look like a series."""
    return number * 7919 % size


def _digit_that_fails(eight: str) -> str:
    """A ninth digit with which the 11-test of a BSN fails: the weighted sum of the others must not leave it."""
    a, b, c, d, e, f, g, h = map(int, eight)
    passing = (9 * a + 8 * b + 7 * c + 6 * d + 5 * e + 4 * f + 3 * g + 2 * h) % 11
    return str((passing + 1) % 11 % 10)
