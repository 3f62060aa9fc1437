"""Many people at once, one bit each: what ``judging`` says of every one of them, without asking it for every one.

For each condition the people who are the same there are asked about once; the answers are numbers with a bit for each
person, so that counting who fails how much takes a few operations for everybody together. Only whether an employer that
somebody worked for before can offer a contract is asked person by person, and only of those who come near the front.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from heapq import heappop, heappush
from typing import NamedTuple, TypeVar

from doorstroom.matching import judging, travel
from doorstroom.matching.answer import Answer, Condition
from doorstroom.matching.judging import Judge, Match
from doorstroom.matching.sides import Post, Seeker
from doorstroom.matching.words import Phrase, covers, meet
from doorstroom.model.choices import EmployerKind

Key = TypeVar("Key", bound=Hashable)

_MOST_CONDITIONS = 1 << 20


class Rank(NamedTuple):
    """The place of a person at a vacancy: hard conditions that fail, conditions that hold (negative), who leaves first."""

    hard_fails: int
    holds: int
    place: int


class _Answers(NamedTuple):
    """A condition of a vacancy: for whom it holds and for whom it fails, a bit a person."""

    condition: Condition
    holds: int
    fails: int = 0


class Crowd:
    """People in the order in which they leave: the soonest first, who does not leave last."""

    def __init__(self, seekers: Iterable[Seeker], judge: Judge) -> None:
        self.seekers = sorted(seekers, key=leaving_order)
        self._judge = judge
        self._everybody = (1 << len(self.seekers)) - 1
        self._free = self._by(lambda seeker: (seeker.free,))
        self._hours = self._by(lambda seeker: (seeker.hours,))
        self._languages = self._by(lambda seeker: (seeker.language,))
        self._licences = self._by(lambda seeker: (seeker.licences,))
        self._reach = self._by(lambda seeker: (seeker.reach,))
        self._distances = self._by(lambda seeker: (seeker.distance,))
        self._needs = self._by(lambda seeker: seeker.needs)
        self._roots = self._by(lambda seeker: seeker.roots)
        self._needing = _union(self._needs.values())
        self._speaking = _union(self._roots.values())
        self._met: dict[str, int] = {}
        self._reached: dict[travel.Place, _Answers] = {}

    def __len__(self) -> int:
        return len(self.seekers)

    def best(self, post: Post, most: int) -> list[Match]:
        """The people who fit a vacancy best, in order, at most so many; nobody is left out for what is not known."""
        found = best(self.ranks(post), lambda rank: self.settled(rank, post), most)
        return [self._judge.match(self.seekers[rank.place], post) for rank in found]

    def best_for_each(self, posts: Sequence[Post], most: int) -> Iterator[tuple[Seeker, list[Match]]]:
        """For everybody the vacancies that fit best, in order, at most so many; of equals the one in front comes first."""
        # A million pairs as tuples take longer than all the rest; as numbers in the same order they do not.
        theirs: list[list[int]] = [[] for _ in self.seekers]
        for number, post in enumerate(posts):
            for hard_fails, holds, who in self._classes(post):
                rank = (hard_fails * _MOST_CONDITIONS + _MOST_CONDITIONS - holds) * len(posts) + number
                for place in _places(who):
                    theirs[place].append(rank)
        for place, seeker in enumerate(self.seekers):
            ranked = (self._unpacked(rank, len(posts)) for rank in sorted(theirs[place]))
            found = best(ranked, partial(self._settled_for, place, posts), most)
            yield seeker, [self._judge.match(seeker, posts[rank.place]) for rank in found]

    def _unpacked(self, rank: int, posts: int) -> Rank:
        """A rank that was packed into a number."""
        order, number = divmod(rank, posts)
        hard_fails, lacking = divmod(order - 1, _MOST_CONDITIONS)
        return Rank(hard_fails, lacking + 1 - _MOST_CONDITIONS, number)

    def _settled_for(self, place: int, posts: Sequence[Post], rank: Rank) -> Rank:
        """The rank of a vacancy for somebody, once the law was asked."""
        return self.settled(rank._replace(place=place), posts[rank.place])._replace(place=rank.place)

    def settled(self, rank: Rank, post: Post) -> Rank:
        """The rank once the law was asked, of those whom it may limit."""
        seeker, employer = self.seekers[rank.place], post.opening.employer
        if employer.kind is EmployerKind.AGENCY or seeker.candidate.id not in self._judge.law.known_at(employer.id):
            return rank
        answer = self._judge.law.offer(seeker, post, self._judge.as_of).answer
        return Rank(rank.hard_fails + (answer is Answer.FAILS), rank.holds + (answer is not Answer.HOLDS), rank.place)

    def ranks(self, post: Post) -> Iterator[Rank]:
        """Everybody in order, as if the law let everybody begin."""
        for hard_fails, holds, who in self._classes(post):
            for place in _places(who):
                yield Rank(hard_fails, -holds, place)

    def _classes(self, post: Post) -> Iterator[tuple[int, int, int]]:
        """Who is equal, in order: how many hard conditions fail, how many conditions hold, and for whom."""
        answers = list(self._answers(post))
        fails = _Count(one.fails for one in answers if one.condition.is_hard)
        holds = _Count(one.holds for one in answers)
        for hard_fails, who_fail in fails.classes(self._everybody):
            for count, who in reversed(list(holds.classes(who_fail))):
                yield hard_fails, count, who

    # --- the conditions ------------------------------------------------------------------------------------------

    def _answers(self, post: Post) -> Iterator[_Answers]:
        """Every condition that the vacancy sets, as in ``Judge.match``; the law holds for all but agencies."""
        as_of: date = self._judge.as_of
        yield _asked(Condition.START, self._free, lambda free: judging.start(free, post, as_of))
        yield _asked(Condition.HOURS, self._hours, lambda hours: judging.hours(hours, post.hours))
        yield _Answers(Condition.LAW, 0 if post.opening.employer.kind is EmployerKind.AGENCY else self._everybody)
        if (level := post.language) is not None:
            yield _asked(Condition.LANGUAGE, self._languages, lambda theirs: judging.language(theirs, level))
        if post.licences:
            yield _asked(Condition.LICENCES, self._licences, lambda held: judging.licences(held, post.licences))
        for must in post.musts:
            yield _Answers(Condition.MUST, self._covering(must))
        yield self._travelling(post.place)
        if judging.has_suits(post):
            yield _asked(Condition.DISTANCE, self._distances, lambda theirs: judging.distance(theirs, post.suits))
        if (span := post.span) is not None:
            yield _asked(Condition.SEASON, self._free, lambda free: judging.season(free, span))
        open_needs = _union(who for need, who in self._needs.items() if not covers(need, post.offers))
        yield _Answers(Condition.NEEDS, self._needing & ~open_needs)
        for nice in post.nices:
            yield _Answers(Condition.NICE, self._covering(nice))
        if judging.has_words(post):
            meeting = _union(self._meeting(root) for root in post.roots)
            yield _Answers(Condition.WORDS, meeting, self._speaking & ~meeting)

    def _covering(self, wanted: Phrase) -> int:
        """Of whom every word of this is known."""
        who = self._everybody if wanted.roots else 0
        for root in wanted.roots:
            who &= self._meeting(root)
        return who

    def _meeting(self, root: str) -> int:
        """Of whom a word is known that meets this one."""
        if root not in self._met:
            self._met[root] = _union(who for other, who in self._roots.items() if meet(root, other))
        return self._met[root]

    def _travelling(self, work: travel.Place) -> _Answers:
        if work not in self._reached:
            known = self._judge.known
            self._reached[work] = _asked(Condition.TRAVEL, self._reach, lambda reach: travel.judge(reach, work, known))
        return self._reached[work]

    def _by(self, keys: Callable[[Seeker], Iterable[Key]]) -> dict[Key, int]:
        """Who has what, a bit a person."""
        places: dict[Key, list[int]] = {}
        for place, seeker in enumerate(self.seekers):
            for key in keys(seeker):
                places.setdefault(key, []).append(place)
        return {key: _mask(found, len(self.seekers)) for key, found in places.items()}


def leaving_order(seeker: Seeker) -> tuple[date, str, int]:
    """What puts who leaves sooner before who leaves later or not at all."""
    return seeker.leaves_on or date.max, seeker.sort_name, seeker.candidate.id


def best(ranked: Iterable[Rank], settled: Callable[[Rank], Rank], most: int) -> list[Rank]:
    """The first so many in their settled order; ``ranked`` come in order, and settling can only put them further back."""
    found: list[Rank] = []
    waiting: list[Rank] = []
    for rank in ranked:
        while waiting and waiting[0] <= rank and len(found) < most:
            found.append(heappop(waiting))
        if len(found) >= most:
            return found
        heappush(waiting, settled(rank))
    while waiting and len(found) < most:
        found.append(heappop(waiting))
    return found


def _asked(condition: Condition, groups: dict[Key, int], judge: Callable[[Key], Answer]) -> _Answers:
    """The answers of groups of people who are the same for this condition."""
    holds = fails = 0
    for key, who in groups.items():
        answer = judge(key)
        if answer is Answer.HOLDS:
            holds |= who
        elif answer is Answer.FAILS:
            fails |= who
    return _Answers(condition, holds, fails)


class _Count:
    """How many of several masks have a bit, for all bits at once: the digits of the counts in base two, a mask each."""

    def __init__(self, masks: Iterable[int]) -> None:
        self._digits: list[int] = []
        for mask in masks:
            for place, digit in enumerate(self._digits):
                self._digits[place], mask = digit ^ mask, digit & mask
            if mask:
                self._digits.append(mask)

    def classes(self, among: int) -> Iterator[tuple[int, int]]:
        """Each count that occurs among these bits, from 0 up, with the bits that have it."""
        for count in range(1 << len(self._digits)):
            who = among
            for place, digit in enumerate(self._digits):
                who &= digit if count >> place & 1 else ~digit
            if who:
                yield count, who


def _mask(places: Iterable[int], size: int) -> int:
    """A number with these bits."""
    marks = bytearray(size // 8 + 1)
    for place in places:
        marks[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(marks, "little")


def _union(masks: Iterable[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found


_BITS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def _places(mask: int) -> Iterator[int]:
    """The bits of a number, the lowest first."""
    for at, byte in enumerate(mask.to_bytes((mask.bit_length() + 7) // 8, "little")):
        for bit in _BITS[byte]:
            yield at * 8 + bit
