"""Asking about a digest: the question and its answer stand in the digest's thread."""

from collections.abc import Mapping
from dataclasses import replace

from bot.slack import ids
from bot.slack.blocks import asked_by, notice, question_view
from bot.slack.limits import over_limit
from bot.slack.surface import Button, Form, Surface
from bot.slack.surfaces.ask import LONGEST, answer_question
from bot.slack.surfaces.given import value_of
from bot.slack.surfaces.origin import origin, tell_at, typed, with_origin
from bot.slack.task import Task

_EMPTY = "Ask in words, such as “What did the ministry deny?”"


def open_question(task: Task) -> None:
    """Open a modal for the question."""
    place = replace(task.place, thread_ts=task.place.thread.ts)
    view = question_view(LONGEST)
    task.open_view(with_origin({**view, "private_metadata": value_of(task)}, place))


def check(task: Task) -> Mapping[str, str]:
    """What is wrong with the question."""
    is_empty = not any(character.isalnum() for character in typed(task, ids.QUESTION))
    sentence = _EMPTY if is_empty else over_limit(task)
    return {ids.QUESTION: sentence} if sentence else {}


def answer(task: Task) -> None:
    """Post the question in the digest's thread with the name of the one who asks, and answer it there."""
    own, place = origin(task)
    if sentence := over_limit(task):
        tell_at(task, place, notice(sentence))
        return
    found = task.app.store.subscriptions.get(int(own)) if own.isdecimal() else None
    foreign = found is None or found.shared  # what is private here is not for another workspace
    there = replace(task, at=replace(place, ts=place.thread_ts, foreign=foreign))
    question = typed(task, ids.QUESTION)
    asked = replace(task.job, key=f"{task.job.key}:asked")
    task.poster.post(asked, there.place, [asked_by(place.user_id, question)])
    answer_question(there, question)


OPEN = Surface("digest_about", open_question, (Button(ids.ASK_ABOUT),), quick=True)
ANSWER = Surface("digest_asked", answer, (Form(ids.ASK_VIEW, check),), ("chat:write", "users:read"))
