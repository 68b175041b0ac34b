"""Questions: a mention, a direct message, or a line in a thread that the bot has answered in."""

from bot.desk.answer import Asked
from bot.desk.follow_up import standalone
from bot.slack.blocks import messages
from bot.slack.bodies import Place, mentions, words
from bot.slack.limits import over_limit
from bot.slack.surface import Event, Surface
from bot.slack.surfaces.agent import session
from bot.slack.task import Task
from bot.store.conversations import Turn

LONGEST = 1000
"""Characters of a question."""

_EMPTY = (
    "Ask me a question, such as “What did the ministry deny?”; I answer in quotes from the stored articles."
)
_NO_TEXT = "I read text only, not files. Ask me in words, or use “Add to the desk” on a message with a link."
_LONG = (
    "Your message has {:,} characters; I read up to {:,}. Ask in one or two sentences, please. An article "
    "can be added with “Add to the desk”."
)


def answer(task: Task) -> None:
    """Answer a message, if it is for the bot."""
    place, text = task.place, words(task.event.get("text", ""))
    if not _is_for_us(task, place, text):
        return
    if sentence := _unaskable(task, text) or over_limit(task):
        task.say(sentence)
        return
    answer_question(task, text)


def answer_question(task: Task, text: str) -> None:
    """Answer a question where it was asked, going on from what its thread has asked before."""
    place, kept = task.place, task.app.store.conversations
    earlier = [turn.asked for turn in kept.turns(place.thread)] if place.ts else []
    asked = standalone(earlier, text)
    kept.add(_turn(task, text, asked))
    with session(task, text):
        _answer(task, asked)


def _answer(task: Task, asked: str) -> None:
    place = task.place
    task.status("is reading the articles …")
    team_id = None if place.foreign else place.team_id  # what is private here is not for another workspace
    answer_id, made = task.app.desk.ask_recorded(Asked(asked, task.now, team_id=team_id))
    if task.stopped:
        return
    ts = task.reply(
        messages(
            made,
            answer_id=answer_id,
            zone=task.zone,
            now=task.now,
            key=task.job.key,
            share=place.response_url is not None and not place.direct,
        )
    )
    task.app.store.conversations.answered(task.job.key, answer_id, ts)


def _turn(task: Task, text: str, asked: str) -> Turn:
    place, job = task.place, task.job
    thread_ts = place.thread.ts or None
    return Turn(job.key, place.team_id, place.channel, thread_ts, place.user_id, text, asked, job.put_at)


def _is_for_us(task: Task, place: Place, text: str) -> bool:
    """Whether a message asks the bot. A line in a thread does without a mention, if it is a question, the bot
    has answered in the thread, and one person alone has talked to it there; a channel may choose otherwise.
    """
    if place.direct or mentions(task.event, task.poster.bot.user_id):
        return True
    kept = task.app.store.conversations
    turns = kept.turns(place.thread)
    if turns and (_is_anothers(task) or any(turn.user_id != place.user_id for turn in turns)):
        kept.crowd(place.thread)
    allowed = kept.answers_in(place.team_id, place.channel)
    if allowed == "never" or not text.endswith("?"):
        return False
    return allowed == "always" or (bool(turns) and not kept.is_crowded(place.thread))


def _is_anothers(task: Task) -> bool:
    """Whether the thread was begun by another person."""
    return task.event.get("parent_user_id") not in (None, task.place.user_id, task.poster.bot.user_id)


def _unaskable(task: Task, text: str) -> str | None:
    """What to say to a message that is no question, null for one that may be."""
    if len(text) > LONGEST:
        return _LONG.format(len(text), LONGEST)
    if not any(character.isalnum() for character in text):
        return _NO_TEXT if task.event.get("files") or task.event.get("attachments") else _EMPTY
    return None


QUESTION = Surface(
    "question",
    answer,
    (
        Event("app_mention", (("app_mention", "app_mentions:read"),)),
        Event(
            "message",
            (
                ("message.channels", "channels:history"),
                ("message.groups", "groups:history"),
                ("message.im", "im:history"),
                ("message.mpim", "mpim:history"),
            ),
        ),
    ),
    scopes=("chat:write", "users:read"),
)
