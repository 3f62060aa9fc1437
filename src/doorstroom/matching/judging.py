"""The plain definition of a match: every condition of a vacancy held against one person, each with its reason in words.

Whether a condition holds is decided by what it looks at on either side and by nothing else, so that ``crowd`` can ask once
for everybody who is the same there. A condition that a vacancy does not set is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from doorstroom.choices import Because
from doorstroom.dates import length
from doorstroom.i18n import N_
from doorstroom.matching import travel
from doorstroom.matching.answer import Answer, Condition, Finding
from doorstroom.matching.law import Law, Offer
from doorstroom.matching.sides import WORTH_THE_SEASON, Free, Hours, Post, Seeker, Span, Suits
from doorstroom.matching.travel import Map
from doorstroom.matching.words import Phrase, covers, meets_any, shared
from doorstroom.model.choices import Distance, LanguageLevel, Licence
from doorstroom.report import Sentence, in_days, in_months

_LEVELS = tuple(LanguageLevel)


def start(free: Free, post: Post, as_of: date) -> Answer:
    """Whether somebody is free on the day on which the work starts."""
    if free.for_good:
        return Answer.FAILS
    if free.day is None:
        return Answer.UNKNOWN
    if post.until is not None and free.day > post.until:
        return Answer.FAILS
    if post.start is None:
        return Answer.HOLDS if free.day <= as_of else Answer.UNKNOWN
    return Answer.HOLDS if free.day <= post.start else Answer.FAILS


def hours(theirs: Hours, asked: Hours) -> Answer:
    """Whether there is a number of hours that suits both."""
    if not (theirs.is_known and asked.is_known):
        return Answer.UNKNOWN
    return Answer.HOLDS if theirs.overlap(asked) else Answer.FAILS


def language(level: LanguageLevel | None, asked: LanguageLevel) -> Answer:
    """Whether somebody has the level of Dutch that is asked."""
    if level is None:
        return Answer.UNKNOWN
    return Answer.HOLDS if _LEVELS.index(level) >= _LEVELS.index(asked) else Answer.FAILS


def licences(held: frozenset[Licence], asked: frozenset[Licence]) -> Answer:
    """Whether somebody has every licence that is asked; of who has none recorded, nobody knows."""
    if asked <= held:
        return Answer.HOLDS
    return Answer.FAILS if held else Answer.UNKNOWN


def distance(theirs: Distance | None, suits: Suits) -> Answer:
    """Whether the work suits somebody who stands this far from the labour market."""
    if theirs is None:
        return Answer.UNKNOWN
    return Answer.HOLDS if suits.admits(theirs) else Answer.FAILS


def season(free: Free, span: Span) -> Answer:
    """Whether somebody is free while enough of the season is left."""
    if free.day is None:
        return Answer.FAILS if free.for_good else Answer.UNKNOWN
    return Answer.HOLDS if free.day + WORTH_THE_SEASON <= span.last else Answer.FAILS


def has_words(post: Post) -> bool:
    """Whether a vacancy says anything to compare words with."""
    return bool(post.roots)


def has_suits(post: Post) -> bool:
    """Whether anything is said of whom the work suits."""
    return post.suits.up_to is not None or bool(post.suits.hosts)


@dataclass(frozen=True, slots=True)
class Match:
    """A person and a vacancy, seen from a day, with what was found of every condition."""

    seeker: Seeker
    post: Post
    as_of: date
    findings: tuple[Finding, ...]

    def by(self, answer: Answer) -> tuple[Finding, ...]:
        """The findings with this answer."""
        return tuple(one for one in self.findings if one.answer is answer)

    @property
    def hard_fails(self) -> int:
        """How many hard conditions fail."""
        return sum(one.condition.is_hard for one in self.by(Answer.FAILS))

    @property
    def order(self) -> tuple[int, int]:
        """What puts the better match in front: fewest hard conditions that fail, then most conditions that hold."""
        return self.hard_fails, -len(self.by(Answer.HOLDS))


@dataclass(frozen=True, slots=True)
class Judge:
    """Holds people against vacancies on a day, with what is known of the law and of the places."""

    as_of: date
    law: Law
    known: Map

    def match(self, seeker: Seeker, post: Post) -> Match:
        """One person and one vacancy."""
        return Match(seeker, post, self.as_of, tuple(self._findings(seeker, post)))

    def _findings(self, seeker: Seeker, post: Post) -> Iterator[Finding]:
        name = seeker.candidate.first_name or seeker.candidate.name
        yield _start(name, seeker.free, post, self.as_of)
        yield _hours(name, seeker.hours, post.hours)
        yield _law(self.law.offer(seeker, post, self.as_of))
        if post.language is not None:
            yield _language(name, seeker.language, post.language)
        if post.licences:
            yield _licences(name, seeker, post.licences)
        for must in post.musts:
            yield _phrase(Condition.MUST, name, must, seeker)
        yield self._travel(name, seeker, post)
        if has_suits(post):
            yield _distance(name, seeker.distance, post.suits)
        if post.span is not None:
            yield _season(name, seeker.free, post.span)
        if seeker.needs:
            yield _needs(seeker.needs, post.offers)
        for nice in post.nices:
            yield _phrase(Condition.NICE, name, nice, seeker)
        if has_words(post):
            yield _words(name, seeker, post)

    def _travel(self, name: str, seeker: Seeker, post: Post) -> Finding:
        answer = travel.judge(seeker.reach, post.place, self.known)
        said: dict[str, object] = {
            "name": name,
            "home": seeker.candidate.town or seeker.reach.home.area,
            "work": post.opening.town or post.place.area,
            "km": self.known.km(seeker.reach.home, post.place),
            "most": seeker.reach.max_km,
        }
        return Finding(Condition.TRAVEL, answer, Sentence(_travel_reason(answer, seeker, post, said), said))


def _start(name: str, free: Free, post: Post, as_of: date) -> Finding:
    answer = start(free, post, as_of)
    said: dict[str, object] = {"name": name, "free": free.day, "start": post.start, "until": post.until}
    if free.for_good:
        text = N_("{name} has a job for good.")
    elif free.day is None:
        text = N_("From which day is {name} free?")
    elif free.day <= as_of:
        text = N_("{name} is free now.")
    elif post.until is not None and free.day > post.until:
        text = N_("{name} is free from {free}; the work is over by {until}.")
    elif post.start is None:
        text = N_("{name} is free from {free}: when does the work start?")
    elif answer is Answer.HOLDS:
        text = N_("{name} is free from {free}, the work starts on {start}.")
    else:
        text = N_("{name} is free from {free}, {late} after the work starts.")
        said["late"] = in_days((free.day - (post.begins or post.start)).days)
    return Finding(Condition.START, answer, Sentence(text, said))


def _hours(name: str, theirs: Hours, asked: Hours) -> Finding:
    answer = hours(theirs, asked)
    said = {"name": name, "theirs": _range(theirs), "asked": _range(asked)}
    if not asked.is_known:
        text = N_("How many hours a week is the work?")
    elif not theirs.is_known:
        text = N_("The work is {asked}: how many hours a week does {name} want?")
    else:
        text = N_("{name} works {theirs}, the work is {asked}.")
    return Finding(Condition.HOURS, answer, Sentence(text, said))


def _range(given: Hours) -> Sentence:
    said = {"least": given.least, "most": given.most}
    if given.least is None:
        return Sentence(N_("at most {most} hours"), said)
    if given.most is None:
        return Sentence(N_("at least {least} hours"), said)
    return Sentence(N_("{most} hours") if given.least == given.most else N_("{least} to {most} hours"), said)


def _law(offer: Offer) -> Finding:
    said: dict[str, object] = {"until": offer.until, "start": offer.start, "limit": None, "long": None}
    if offer.because is not None:
        said["limit"] = Sentence.of(_LIMITS[offer.because])
    if offer.checks:
        text = N_("Is a temporary contract still possible ({doubts})?")
        said["doubts"] = offer.checks
    elif offer.too_many:
        text = N_("One more contract here would be permanent by law.")
    elif offer.answer is Answer.FAILS:
        text = N_("No temporary contract is possible any more: {limit} went up to {until}.")
    elif offer.until is None:
        text = N_("A temporary contract is possible.")
    elif offer.is_first:
        text = N_("A first contract here: at most {long}, up to and including {until} ({limit}).")
        reached = length(offer.start, offer.until)
        said["long"] = in_months(reached.months) if reached.months else in_days(reached.days)
    else:
        text = N_("A temporary contract is possible up to and including {until} ({limit}).")
    return Finding(Condition.LAW, offer.answer, Sentence(text, said))


_LIMITS = {
    Because.POLICY_LIMIT: N_("the employer's own limit"),
    Because.CHAIN_LIMIT: N_("the chain rule"),
}


def _language(name: str, level: LanguageLevel | None, asked: LanguageLevel) -> Finding:
    text = N_("Does {name} speak Dutch at {asked}?") if level is None else N_("{asked} is asked, {name} has {level}.")
    said = {"name": name, "asked": asked, "level": level}
    return Finding(Condition.LANGUAGE, language(level, asked), Sentence(text, said))


def _licences(name: str, seeker: Seeker, asked: frozenset[Licence]) -> Finding:
    answer = licences(seeker.licences, asked)
    said = {
        "name": name,
        "asked": tuple(one for one in Licence if one in asked),
        "held": seeker.candidate.licences,
    }
    texts = {
        Answer.HOLDS: N_("{name} has what is asked: {asked}."),
        Answer.FAILS: N_("Asked is {asked}; {name} has {held}."),
        Answer.UNKNOWN: N_("Does {name} have a driving licence {asked}?"),
    }
    return Finding(Condition.LICENCES, answer, Sentence(texts[answer], said))


def _phrase(condition: Condition, name: str, wanted: Phrase, seeker: Seeker) -> Finding:
    """Something asked in words: it holds when all its words are known of somebody, and is a question otherwise."""
    if covers(wanted, seeker.roots):
        known = shared(seeker.phrases, wanted.roots)
        return Finding(condition, Answer.HOLDS, Sentence.of(N_("“{asked}”: {known}."), asked=wanted.text, known=known))
    text = N_("Does {name} have this: “{asked}”?")
    return Finding(condition, Answer.UNKNOWN, Sentence.of(text, name=name, asked=wanted.text))


def _travel_reason(answer: Answer, seeker: Seeker, post: Post, said: dict[str, object]) -> str:
    """The sentence about getting there, by what is known."""
    home, work = seeker.reach.home, post.place
    if not work.is_known:
        return N_("Where is the work?")
    if not home.is_known:
        return N_("The work is in {work}: where does {name} live?")
    if said["km"] is not None and said["most"] is not None:
        return N_("{km} km in a straight line from {home} to {work}; {name} goes up to {most} km.")
    if answer is Answer.HOLDS:
        is_same_town = home.town is not None and home.town == work.town
        return N_("Home and work are both in {work}.") if is_same_town else N_("Home and work share postcode {home}.")
    if answer is Answer.FAILS:
        return N_("{name} has no transport and lives in {home}; the work is in {work}.")
    if said["km"] is not None:
        return N_("Can {name} get from {home} to {work}, {km} km in a straight line?")
    if said["most"] is not None:
        return N_("Can {name} get from {home} to {work}, going up to {most} km?")
    return N_("Can {name} get from {home} to {work}?")


def _distance(name: str, theirs: Distance | None, suits: Suits) -> Finding:
    said = {"name": name, "theirs": theirs, "suits": suits.up_to or suits.hosts}
    if theirs is None:
        text = N_("The work suits {suits}: how far from the labour market does {name} stand?")
    elif suits.up_to is not None:
        text = N_("{name}: {theirs}; the work suits up to {suits}.")
    else:
        text = N_("{name}: {theirs}; the employer can host: {suits}.")
    return Finding(Condition.DISTANCE, distance(theirs, suits), Sentence(text, said))


def _season(name: str, free: Free, span: Span) -> Finding:
    answer = season(free, span)
    said: dict[str, object] = {"name": name, "first": span.first, "last": span.last}
    if free.day is None:
        text = N_("Is {name} free in the season, {first} to {last}?")
        if free.for_good:
            text = N_("The season is {first} to {last}; {name} has a job for good.")
    elif answer is Answer.HOLDS:
        text = N_("The season is {first} to {last}: {left} of work.")
        said["left"] = in_days((span.last - max(free.day, span.first)).days + 1)
    else:
        text = N_("The season is {first} to {last}, which is too late for {name}.")
    return Finding(Condition.SEASON, answer, Sentence(text, said))


def _needs(needs: tuple[Phrase, ...], offers: frozenset[str]) -> Finding:
    """What work must offer somebody against what this work offers; what is not said may still be there."""
    open_needs = tuple(one.text for one in needs if not covers(one, offers))
    if open_needs:
        return Finding(
            Condition.NEEDS,
            Answer.UNKNOWN,
            Sentence.of(N_("Can the work offer this: {needs}?"), needs=open_needs),
            veiled=Sentence.of(N_("Can the work offer what is needed?")),
        )
    return Finding(
        Condition.NEEDS,
        Answer.HOLDS,
        Sentence.of(N_("The work offers: {needs}."), needs=tuple(one.text for one in needs)),
        veiled=Sentence.of(N_("The work offers what is needed.")),
    )


def words(theirs: frozenset[str], asked: frozenset[str]) -> Answer:
    """Whether any word of a person meets one of a vacancy."""
    if not theirs:
        return Answer.UNKNOWN
    return Answer.HOLDS if any(meets_any(root, asked) for root in theirs) else Answer.FAILS


def _words(name: str, seeker: Seeker, post: Post) -> Finding:
    answer = words(seeker.roots, post.roots)
    said = {"name": name, "known": shared(seeker.phrases, post.roots)}
    texts = {
        Answer.HOLDS: N_("Talents, skills, wishes or drives that meet the vacancy: {known}."),
        Answer.FAILS: N_("Nothing that is written of {name} meets the words of the vacancy."),
        Answer.UNKNOWN: N_("What can {name} do, and want?"),
    }
    return Finding(Condition.WORDS, answer, Sentence(texts[answer], said))
