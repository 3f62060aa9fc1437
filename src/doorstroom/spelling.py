"""How far apart two words are in typing, and which words are near enough to be meant.

One edit is a letter too many, too few, other, or swapped with its neighbour. All words here are folded.
"""

from collections.abc import Iterable
from itertools import pairwise


def edits(one: str, other: str, at_most: int) -> int:
    """How many edits make one word of the other; ``at_most + 1`` when it takes more."""
    # An edit changes at most two of the letters that a word has, so most words are told apart without a sum.
    if abs(len(one) - len(other)) > at_most or len(set(one) ^ set(other)) > 2 * at_most:
        return at_most + 1
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, its in enumerate(other, start=1):
            cost = min(before[j - 1] + (letter != its), before[j] + 1, row[j - 1] + 1)
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > at_most and min(before) > at_most:
            return at_most + 1
    return min(row[-1], at_most + 1)


def allowed(word: str) -> int:
    """How many edits a word may be away and still be meant: none in short words and in numbers, two in long ones."""
    if not word.isalpha() or len(word) < 4:
        return 0
    return 1 if len(word) < 9 else 2


def near(word: str, known: Iterable[str], at_most: int | None = None) -> list[str]:
    """The known words that may be meant by this one, nearest first; never the word itself."""
    most = allowed(word) if at_most is None else at_most
    found = ((edits(word, other, most), other) for other in known if other != word)
    return [other for _distance, other in sorted(one for one in found if one[0] <= most)]


def patterns(word: str) -> list[str]:
    """What a word that is its allowed edits away from this one looks like, with ``%`` for any letters: one of these.

    So many edits cannot spoil every piece of a word that is cut into one piece more, but a swap over a cut spoils two.
    """
    count = allowed(word) + 1
    cuts = [len(word) * place // count for place in range(count + 1)]
    swapped = [word[: cut - 1] + word[cut] + word[cut - 1] + word[cut + 1 :] for cut in cuts[1:-1]]
    found = []
    for form in (word, *swapped):
        for start, end in pairwise(cuts):
            before, after = "%" if start else "", "%" if end < len(word) else ""
            found.append(f"{before}{form[start:end]}{after}")
    return list(dict.fromkeys(found))
