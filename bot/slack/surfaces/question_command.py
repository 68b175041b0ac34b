"""/ask, and the button that asks again with a wider search: answers that only one person sees."""

from datetime import timedelta

from bot.desk.answer import Asked
from bot.slack import ids
from bot.slack.blocks import messages
from bot.slack.bodies import words
from bot.slack.limits import over_limit
from bot.slack.surface import Button, Command, Surface
from bot.slack.surfaces.ask import LONGEST, answer_question
from bot.slack.surfaces.given import clicked
from bot.slack.task import Task

_HELP = (
    "Write a question behind it, such as /ask What did the ministry deny? Only you see the answer, until you "
    "share it."
)
_LONG = "Your question has {:,} characters; I read up to {:,}. Ask in one or two sentences, please."
_WIDER = timedelta(days=30)


def ask(task: Task) -> None:
    """Answer a question for the one who asks."""
    text = words(str(task.body.get("text", "")))
    if not any(character.isalnum() for character in text):
        task.say(_HELP)
    elif len(text) > LONGEST:
        task.say(_LONG.format(len(text), LONGEST))
    elif sentence := over_limit(task):
        task.say(sentence)
    else:
        answer_question(task, text)


def search_wider(task: Task) -> None:
    """Answer a question anew from the articles of the last 30 days."""
    found = clicked(task)
    if found is None:
        return
    if sentence := over_limit(task):
        task.tell(sentence)
        return
    asked = Asked(found.given.question, task.now, since=task.now - _WIDER, team_id=task.place.team_id)
    answer_id, made = task.app.desk.ask_recorded(asked)
    share = not task.place.direct
    task.reply(
        messages(made, answer_id=answer_id, zone=task.zone, now=task.now, key=task.job.key, share=share)
    )


ASK = Surface(
    "ask",
    ask,
    (Command("/ask", "Ask the desk; only you see the answer", "what did the ministry deny?"),),
    ("users:read",),
)
WIDER = Surface("wider", search_wider, (Button(ids.SEARCH_WIDER),), ("users:read",))
