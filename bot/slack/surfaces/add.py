"""Adding linked articles to the desk, for one workspace: a message's shortcut, /desk add, and a modal."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

from bot.ingest.document import Details
from bot.ingest.keep import Result
from bot.news import shown
from bot.news.article import Revision
from bot.slack import ids
from bot.slack.blocks import Message, add_view, listing, notice
from bot.slack.bodies import links
from bot.slack.surface import Button, Form, Shortcut, Surface
from bot.slack.surfaces.home import publish
from bot.slack.surfaces.origin import origin, tell_at, typed, with_origin
from bot.slack.task import Task

MOST = 5
"""Links of one message."""

_SPEAKERS = 3
_NO_LINK = "That message has no link in it."
_NO_ADDRESS = "Write the address of an article, such as https://example.org/news/1."
_NOBODY = "Articles are added by whoever runs this desk."
_ADMINS = "Only admins of this workspace may add articles."
_MORE = "I take up to {} links at a time; {} more were left out."
_KNOWN = "{} is on the desk already."
_CHANGED = "{} had changed; both texts are kept."
_ADDED = "Added {}: {}."
_PARTIAL = " Only a part of it could be read."


def add_from_message(task: Task) -> None:
    """Add the articles that a message links to."""
    task.reply(_added(task, _links_of(task.body["message"]), _NO_LINK))


def ask_for_link(task: Task) -> None:
    """Ask for a link in a modal."""
    refusal = _refusal(task)
    if refusal:
        task.tell(refusal)
    else:
        task.open_view(with_origin(add_view(), task.place))


def add_from_view(task: Task) -> None:
    """Add the article whose address was typed in the modal."""
    place = origin(task)[1]
    for message in _added(task, links(typed(task, ids.LINK)), _NO_ADDRESS):
        tell_at(task, place, message)


def add_links(task: Task, text: str) -> None:
    """Add the articles whose addresses stand in a text."""
    task.reply(_added(task, links(text), _NO_ADDRESS))


def _added(task: Task, urls: Sequence[str], without: str) -> Sequence[Message]:
    refusal = _refusal(task) or (None if urls else without)
    if refusal:
        return [notice(refusal)]
    results = list(_taken(task, urls[:MOST]))
    task.app.catch_up()
    lines = [_told(task, result) for result in results]
    if len(urls) > MOST:
        lines.append(_MORE.format(MOST, len(urls) - MOST))
    publish(task)
    return [notice(lines[0]) if len(lines) == 1 else listing("Added to the desk", lines)]


def _refusal(task: Task) -> str | None:
    """Why this person may not add anything, null when they may."""
    allowed = task.app.settings.who_may_add
    if allowed == "everyone":
        return None
    if allowed == "nobody":
        return _NOBODY
    client = task.poster.client
    person = task.poster.call(client.users_info, user=task.place.user_id)["user"]
    return None if person.get("is_admin") or person.get("is_owner") else _ADMINS


def _taken(task: Task, urls: Sequence[str]) -> Iterator[Result]:
    with closing(task.app.intake(lambda: task.now)) as intake:
        for url in urls:
            yield intake.web.take_page(url, Details(team_id=task.place.team_id))


def _told(task: Task, result: Result) -> str:
    """What became of a link, in a sentence."""
    newest = task.app.store.articles.newest(result.article_id) if result.article_id else None
    if newest is None:
        return result.reason or f"{result.target} could not be read."
    name = f"“{newest.title or result.target}” ({newest.outlet}, {shown.day(newest.published, task.now)})"
    if result.status == "updated":
        return _CHANGED.format(name)
    if result.status != "stored":
        return _KNOWN.format(name)
    return _ADDED.format(name, _found(task, newest)) + (_PARTIAL if newest.partial else "")


def _found(task: Task, newest: Revision) -> str:
    """What was read in an article: "412 words, 9 attributed statements, by Orlan Veske and 2 more"."""
    words = shown.counted(len(newest.text.split()), "word")
    read = task.app.store.readings.many([newest.article_id]).get((newest.article_id, newest.number))
    said = read.attributions if read else ()
    if not said:
        return f"{words}, nobody is quoted"
    speakers = list(dict.fromkeys(each.speaker for each in said if each.speaker))
    by = speakers[:_SPEAKERS] + ([f"{len(speakers) - _SPEAKERS} more"] if len(speakers) > _SPEAKERS else [])
    statements = shown.counted(len(said), "attributed statement")
    return f"{words}, {statements}" + (f", by {shown.listed(by)}" if by else "")


def _links_of(message: Mapping[str, Any]) -> tuple[str, ...]:
    """The links in a message's text, and those of the previews and forwarded messages below it."""
    attached = message.get("attachments") or []
    below = [str(each.get(name) or "") for each in attached for name in ("from_url", "title_link", "text")]
    return links(" ".join([str(message.get("text") or ""), *below]))


SHORTCUT = Surface(
    "add",
    add_from_message,
    (Shortcut(ids.ADD_SHORTCUT, "Add to the desk", "Store the article that a message links to"),),
    ("users:read",),
)
ASK_FOR_LINK = Surface("ask_for_link", ask_for_link, (Button(ids.ADD_ARTICLE),), quick=True)
LINK = Surface("link", add_from_view, (Form(ids.ADD_VIEW),), ("chat:write", "users:read"))
