"""The status of a claim: one pure function from what bears on it, with its reasons."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.claims.judging.remarks import OPERATOR, reason, remarks
from bot.claims.judging.testimony import Testimony, Voice, testimony
from bot.claims.judging.wording import distinct, listed, names, one_per_side, says, verb
from bot.news.attribution import CueKind
from bot.news.claim import Claim, Reason, Status, Verdict

STRENGTH: dict[Status | None, int] = {
    Status.RETRACTED: 0,
    Status.DENIED: 1,
    Status.DISPUTED: 2,
    None: 3,
    Status.UNVERIFIED: 4,
    Status.CLAIMED: 5,
    Status.REPORTED: 6,
    Status.CONFIRMED: 7,
    Status.ANNOUNCED: 7,
}
"""How much belief each status asks for: doubt may only lead down this order.

No status (hedged words, words that are gone) is neither for nor against, so it stands between what is
contradicted and what somebody stands by. Announced is level with confirmed: a decision is made by being
announced, and further reports add nothing to it.
"""

_ENOUGH_ORIGINS = 2


def judge(claim: Claim, as_of: datetime) -> Verdict:
    """The first status, in order of precedence, that applies to a claim at a moment (aware UTC).

    The order of the bearings does not matter. Bearings after `as_of` and hidden ones are not counted; those
    that are gone from their article support nothing, but their doubts stay.
    """
    heard = testimony(claim.bearings, as_of)
    for ruling in _RULINGS:
        if (found := ruling(heard)) is not None:
            return _verdict(found, heard, as_of)
    return _verdict(_without_status(heard), heard, as_of)


Ruling = tuple[Status | None, str, Reason, Sequence[Voice]]
"""A status, its words, the rule that gave it and the voices it stands on, the one to quote first."""


def _verdict(ruling: Ruling, heard: Testimony, as_of: datetime) -> Verdict:
    status, shown, why, voices = ruling
    further = tuple(
        each for each in remarks(heard) if (each.rule, each.occurrences) != (why.rule, why.occurrences)
    )
    return Verdict(status, shown, as_of, (why, *further), voices[0].id if voices else None)


def _retracted(heard: Testimony) -> Ruling | None:
    if not (by := heard.retractions):
        return None
    why = f"{listed(by)} {verb(by, 'has', 'have')} withdrawn it in words of correction."
    return Status.RETRACTED, f"Withdrawn by {listed(by)}", reason("20", why, by), by


def _disputed(heard: Testimony) -> Ruling | None:
    support, against = heard.support, heard.denials
    if not support or not against:
        return None
    findings = [voice for voice in against if voice.verifies]
    if findings:
        rule, denial = "17", f"{listed(findings)} {verb(findings, 'finds', 'find')} otherwise"
    else:
        rule, denial = "11", f"{listed(against)} {verb(against, 'denies', 'deny')}"
    words = f"{says(support)}, {denial}"
    why = reason(rule, f"Of the same thing, {words}.", [*support, *(findings or against)])
    return Status.DISPUTED, f"Disputed: {words}", why, support


def _unverified(heard: Testimony) -> Ruling | None:
    by = heard.vetoed
    if not by or not heard.support or heard.verified:
        return None
    speakers = listed(one_per_side(by))
    outlets = names(list(dict.fromkeys(voice.outlet for voice in by)))
    why = (
        f"In the words of {outlets}, what {speakers} {verb(by, 'says', 'say')} is not independently verified."
    )
    return Status.UNVERIFIED, f"Claimed by {speakers} · not independently verified", reason("8", why, by), by


def _denied(heard: Testimony) -> Ruling | None:
    if not (by := heard.denials):
        return None
    denial = f"{listed(by)} {verb(by, 'denies', 'deny')} it"
    why = reason("10", f"{denial}, and no stored article has anybody who says that it is so.", by)
    return Status.DENIED, f"Denied by {listed(by)}", why, by


def _claimed(heard: Testimony) -> Ruling | None:
    by = heard.claimed
    if not by or heard.own or heard.announced or heard.verified or heard.admitted:
        return None
    speakers = listed(one_per_side(by))
    if all(voice in heard.looking for voice in by):
        return _looked_at(by)
    if len({voice.key for voice in by}) == 1 and not by[0].named:
        why = reason("18", f"Only a speaker without a name asserts it: {speakers}.", by)
    else:
        one_side = len(distinct(by)) > 1 and len(one_per_side(by)) == 1
        ending = ", who speak for one side." if one_side else "."
        why = reason("9", f"Only speakers assert it: {listed(by)}{ending}", by)
    return Status.CLAIMED, f"Claimed by {speakers}", why, by


def _looked_at(by: Sequence[Voice]) -> Ruling:
    """A verifier who saw or analysed something has said no more than that."""
    looked = max(voice.verification for voice in by).past.capitalize()
    why = reason("7", f"{looked} by {listed(by)}; that confirms no more.", by)
    return Status.CLAIMED, f"{looked} by {listed(by)} · confirms no more", why, by


def _announced(heard: Testimony) -> Ruling | None:
    if not (by := heard.announced):
        return None
    why = f"An administrative decision, told by whoever takes it: {listed(by)}."
    return Status.ANNOUNCED, f"Announced by {listed(by)}", reason("4d", why, by), by


def _confirmed(heard: Testimony) -> Ruling | None:
    firsts = list(heard.origins.values())
    if len(firsts) >= _ENOUGH_ORIGINS:
        why = f"{listed(firsts)} report it in their own words, and have it from {len(firsts)} origins."
        return Status.CONFIRMED, f"Confirmed · {len(firsts)} outlets", reason("4a", why, firsts), firsts
    if by := heard.verified:
        words = f"{by[0].verification.past} by {listed(by)}"
        own_account = f"{words[0].upper()}{words[1:]}, a verifier"
        why = f"{own_account}, by its own account; nothing beyond that is confirmed."
        return Status.CONFIRMED, f"Confirmed · {words}", reason("4b", why, by), by
    if by := heard.admitted:
        why = f"Admitted by whom it is held against: {listed(by)}."
        return Status.CONFIRMED, f"Confirmed · admitted by {listed(by)}", reason("4c", why, by), by
    return None


def _reported(heard: Testimony) -> Ruling | None:
    if not (by := heard.own):
        return None
    why = f"{by[0].name} reports it in its own words; no second origin that counts does."
    return Status.REPORTED, f"Reported by {by[0].name}", reason("5", why, by), by


_RULINGS: tuple[Callable[[Testimony], Ruling | None], ...] = (
    _retracted,
    _disputed,
    _unverified,
    _denied,
    _claimed,
    _announced,
    _confirmed,
    _reported,
)


def _without_status(heard: Testimony) -> Ruling:
    """What is left when nobody stands by a claim and nobody denies it."""
    silent = [voice for voice in heard.comments if voice.occurrence.cue_kind is CueKind.NO_RESPONSE]
    if by := heard.gone:
        outlets = names(list(dict.fromkeys(voice.outlet for voice in by)))
        why = reason("20", f"The words it stood on are no longer in the article of {outlets}.", by)
        return None, f"No longer in the article of {outlets}", why, by
    if by := heard.hedged:
        why = reason("2", f"{listed(by)} {verb(by, 'hedges', 'hedge')} it and nobody else asserts it.", by)
        return None, f"Hedged by {listed(by)}", why, by
    if silent:
        why = reason("13", f"{listed(silent)} {verb(silent, 'has', 'have')} given no response.", silent)
        return None, f"No response from {listed(silent)}", why, silent
    if by := heard.comments:
        why = reason(
            "comment", f"{listed(by)} {verb(by, 'takes', 'take')} a position; that has no status.", by
        )
        return None, f"Position of {listed(by)}", why, by
    return (
        None,
        "Hidden by an operator" if heard.hidden else "Nothing to go by",
        Reason(OPERATOR if heard.hidden else "20", "Nothing is left to count."),
        (),
    )
