"""What else must be said of a status: what was not counted, and why."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from bot.claims.judging.testimony import Testimony, Verification, Voice
from bot.claims.judging.wording import distinct, listed, names, verb
from bot.news.attribution import CueKind
from bot.news.claim import Bearing, Reason

OPERATOR = "operator"
"""Stands where a rule's number would: a person has decided it, not a rule."""


def remarks(heard: Testimony) -> tuple[Reason, ...]:
    """The reasons beside the one that gave the status, in the order of the rules."""
    return tuple(reason for remark in _REMARKS for reason in remark(heard))


def reason(rule: str, text: str, voices: Sequence[Voice]) -> Reason:
    """A reason that rests on the occurrences of some voices."""
    return Reason(rule, text[:1].upper() + text[1:], tuple(dict.fromkeys(voice.id for voice in voices)))


def _hedges(heard: Testimony) -> Iterator[Reason]:
    if by := heard.hedged:
        text = f"{listed(by)} {verb(by, 'hedges', 'hedge')} it in {verb(by, 'its', 'their')} own words"
        yield reason("2", f"{text}, which counts for nothing.", by)


def _unlisted(heard: Testimony) -> Iterator[Reason]:
    if by := [voice for voice in heard.own if not voice.bearing.known]:
        text = f"{listed(by)} {verb(by, 'does', 'do')} not stand in the operator's file of outlets"
        yield reason("6", f"{text} and cannot help to confirm.", by)


def _affiliated(heard: Testimony) -> Iterator[Reason]:
    spoken = [voice for voice in heard.claimed if voice.occurrence.own_voice and not voice.traced]
    for outlet, voices in _by_outlet(spoken):
        text = f"{outlet} speaks for {voices[0].name}: what it says itself is that actor's claim."
        yield reason("6", text, voices)


def _traced(heard: Testimony) -> Iterator[Reason]:
    for outlet, voices in _by_outlet([voice for voice in heard.claimed if voice.traced]):
        text = f"{outlet} has what it says itself from {listed(voices)}, and it counts as that."
        yield reason("6", text, voices)


def _copies(heard: Testimony) -> Iterator[Reason]:
    by_origin = sorted(heard.own, key=lambda voice: voice.bearing.origin)
    for origin, group in groupby(by_origin, key=lambda voice: voice.bearing.origin):
        voices = list(group)
        if len(distinct(voices)) > 1:
            yield reason("6", f"{listed(voices)} have it from one origin ({origin}) and count once.", voices)


def _weak_verbs(heard: Testimony) -> Iterator[Reason]:
    for voice in heard.verifying:
        if voice not in heard.verified:
            looked = "seen" if voice.verification is Verification.SEEN else "analysed"
            yield reason("7", f"{voice.name} has {looked} what it names; that confirms no more.", [voice])


def _lifted(heard: Testimony) -> Iterator[Reason]:
    if heard.vetoed and (by := heard.verified):
        text = f"The words “not independently verified” no longer hold it back: {listed(by)} verified it."
        yield reason("8", text, [*heard.vetoed, *by])


def _one_side(heard: Testimony) -> Iterator[Reason]:
    sides: dict[str, list[Voice]] = {}
    for voice in distinct(heard.claimed):
        if voice.side is not None:
            sides.setdefault(voice.side, []).append(voice)
    for voices in sides.values():
        if len(voices) > 1:
            yield reason("9", f"{listed(voices)} speak for one side.", voices)


def _scopes(heard: Testimony) -> Iterator[Reason]:
    for voice in heard.denials:
        if (scope := voice.occurrence.scope) is not None:
            yield reason("12", f"What {voice.name} denied is “{scope}”.", [voice])


def _silences(heard: Testimony) -> Iterator[Reason]:
    silent = [voice for voice in heard.comments if voice.occurrence.cue_kind is CueKind.NO_RESPONSE]
    for voice in distinct(silent):
        yield reason("13", f"No response from {voice.name}, in the words of {voice.outlet}.", [voice])


def _gone(heard: Testimony) -> Iterator[Reason]:
    for outlet, voices in _by_outlet(heard.gone):
        still = [voice for voice in voices if voice in (*heard.denials, *heard.retractions, *heard.vetoed)]
        effect = "the doubt stays" if still else "they support it no more"
        yield reason("20", f"Words of {outlet} are no longer in the article; {effect}.", voices)


def _hidden(heard: Testimony) -> Iterator[Reason]:
    for why, group in groupby(sorted(heard.hidden, key=_why), key=_why):
        bearings = list(group)
        outlets = names(sorted({bearing.occurrence.outlet for bearing in bearings}))
        ids = tuple(bearing.occurrence.id for bearing in bearings)
        yield Reason(OPERATOR, f"An operator has hidden words of {outlets}: {why.rstrip('.')}.", ids)


def _why(bearing: Bearing) -> str:
    return bearing.hidden or "no reason given"


def _by_outlet(voices: Sequence[Voice]) -> Iterator[tuple[str, list[Voice]]]:
    found: dict[str, list[Voice]] = {}
    for voice in voices:
        found.setdefault(voice.outlet, []).append(voice)
    yield from found.items()


_REMARKS: tuple[Callable[[Testimony], Iterator[Reason]], ...] = (
    _hedges,
    _unlisted,
    _affiliated,
    _traced,
    _copies,
    _weak_verbs,
    _lifted,
    _one_side,
    _scopes,
    _silences,
    _gone,
    _hidden,
)
