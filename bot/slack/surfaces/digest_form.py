"""Ordering and changing digests in a modal, with a preview of what would have come."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.digest.form import Filled
from bot.errors import ConfigError, SlackError
from bot.news.subscription import Order, RegionRef, Subscription, WhenEmpty
from bot.slack import ids
from bot.slack.blocks import listing, notice
from bot.slack.bodies import Body, Place
from bot.slack.render.digest_form import (
    LIVE,
    MAKING,
    DigestForm,
    Offered,
    digest_view,
    field_id,
    no_preview,
    previewed,
    typed_in,
)
from bot.slack.render.elements import Block
from bot.slack.render.subscriptions import described, run
from bot.slack.surface import Button, Form, Surface
from bot.slack.surfaces.digest_acts import change, example_region, known, next_time, order_for, subscription
from bot.slack.surfaces.digest_due import rendered
from bot.slack.surfaces.given import value_of
from bot.slack.surfaces.home import publish
from bot.slack.surfaces.membership import READ, channel_named, check_member
from bot.slack.surfaces.origin import origin, tell_at, with_origin
from bot.slack.task import Task
from bot.store.jobs import NewJob

NEW_KIND = "digest_new"
_PREVIEW_KIND = "digest_preview"
_USUAL = "daily 08:00"
_UNNAMED = frozenset(["directmessage", "privategroup"])  # what Slack calls what it does not name
_CLOSED = frozenset(["not_found", "view_not_found"])
_ABOVE = "What {} would have brought"
_BELOW = "As the channel would see it; all quotes would stand in its thread. The next would come {}."
_SILENT = "Nothing was new at {}: no message would have come."


def open_new(task: Task) -> None:
    """Open the modal for a new digest, of everything here each morning."""
    zone = getattr(task.zone, "key", "UTC")
    _open(task, DigestForm(Filled(_USUAL, zone), _here(task)))


def open_change(task: Task) -> None:
    """Open the modal for a subscription, for members of its channel."""
    try:
        found = subscription(task, value_of(task))
    except ConfigError as error:
        _tell(task, task.place, str(error))
        return
    _open(task, DigestForm(Filled.of(found.order), number=found.id, channel=found.channel))


def preview(task: Task) -> None:
    """Show in the modal what the last run before now would have brought, unless it has changed since.

    What is done in quick succession may be stored in another order, so that Slack's own times decide.
    """
    if any(_acted(said["body"]) > _acted(task.body) for said in task.app.store.jobs.in_line(task.job)):
        return
    view: Body = task.body["view"]
    form, kept = _form(task, view)
    order, errors = form.filled.read(known(task), kept)
    found = no_preview(" ".join(errors.values())) if order is None else _preview(task, order, form)
    written = digest_view(form, _offered(task), found)
    written["private_metadata"] = view.get("private_metadata", "")
    try:
        task.poster.call(task.poster.client.views_update, view_id=view["id"], view=written)
    except SlackError as error:
        if error.reason not in _CLOSED:  # it was sent in meanwhile
            raise


def check(task: Task) -> Mapping[str, str]:
    """What is wrong with what was filled in, by field."""
    form, kept = _form(task, task.body["view"])
    _, wrong = form.filled.read(known(task), kept)
    errors = {field_id(name): sentence for name, sentence in wrong.items()}
    try:
        if form.number is None:
            check_member(task, channel_named(task, form.where, origin(task)[1]))
        else:
            subscription(task, str(form.number))
    except ConfigError as error:
        errors[field_id("where" if form.number is None else "schedule")] = str(error)
    return errors


def take(task: Task) -> None:
    """Order or change what was filled in, and say what comes next; it is checked anew."""
    form, kept = _form(task, task.body["view"])
    order, errors = form.filled.read(known(task), kept)
    place = origin(task)[1]
    if order is None:
        _tell(task, place, " ".join(errors.values()))
        return
    try:
        done, found = _taken(task, form, order, place)
    except ConfigError as error:
        _tell(task, place, str(error))
        return
    if place.channel:
        tell_at(task, place, listing(done, described(found, task.now)))
    else:
        publish(task, f"{done}: {'. '.join(described(found, task.now))}.")


def _taken(task: Task, form: DigestForm, order: Order, place: Place) -> tuple[str, Subscription]:
    if form.number is None:
        return "Ordered", order_for(task, order, channel_named(task, form.where, place))
    return "Changed", change(task, subscription(task, str(form.number)), order)


def _open(task: Task, form: DigestForm) -> None:
    """Open the modal, and have its preview made by a worker that has time for it."""
    view = digest_view(form, _offered(task), no_preview(MAKING))
    own = "" if form.number is None else str(form.number)
    place = replace(task.place, thread_ts=None)  # what is said of it belongs in the channel
    opened = task.open_view(with_origin({**view, "private_metadata": own}, place))
    if opened is None:
        return
    body = {**task.body, "view": dict(opened)}
    job = NewJob(
        _PREVIEW_KIND, {"body": body}, f"{task.job.key}:preview", f"view:{opened['id']}", task.job.put_at
    )
    task.app.store.jobs.put_all([job])


def _acted(body: Body) -> Decimal:
    """When something was done in a modal, by Slack's clock; 0 for its opening."""
    return max((Decimal(each["action_ts"]) for each in body.get("actions", ())), default=Decimal())


def _form(task: Task, view: Body) -> tuple[DigestForm, Sequence[RegionRef]]:
    """What stands in a modal, and the regions of the subscription that it is to change."""
    filled, where = typed_in(view)
    number = str(view.get("private_metadata", "")).partition("|")[0]
    found = task.app.store.subscriptions.get(int(number)) if number.isdecimal() else None
    if found is None:
        return DigestForm(filled, where, int(number) if number.isdecimal() else None), ()
    return DigestForm(filled, number=found.id, channel=found.channel), found.order.regions


def _preview(task: Task, order: Order, form: DigestForm) -> list[Block]:
    """What the last run would have brought: an edition as any other."""
    found = None if form.number is None else task.app.store.subscriptions.get(form.number)
    team_id = None if found is not None and found.shared else task.place.team_id
    ready = task.app.editor.preview(order, task.now, team_id)
    at = run(order, ready.made.until, task.now)
    if ready.is_empty and order.when_empty is WhenEmpty.SILENCE:
        return no_preview(_SILENT.format(at))
    below = _BELOW.format(run(order, next_time(task, order), task.now))
    return previewed(_ABOVE.format(at), below, rendered(ready, task.now, key=task.job.key)[0])


def _here(task: Task) -> str:
    """How the place is called where the modal is opened from."""
    name = str(task.body.get("channel_name") or "")
    if not task.place.channel or task.place.direct:
        return "me"
    is_named = name and name not in _UNNAMED and not name.startswith("mpdm-")
    return f"#{name}" if is_named else "here"


def _offered(task: Task) -> Offered:
    return Offered(known(task).outlets, example_region(task))


def _tell(task: Task, place: Place, sentence: str) -> None:
    """Say something where the modal was opened from: in the channel, or on the home."""
    if place.channel:
        tell_at(task, place, notice(sentence))
    else:
        publish(task, sentence)


NEW = Surface(NEW_KIND, open_new, (Button(ids.NEW_DIGEST),), ("users:read",), quick=True)
CHANGE = Surface(
    "digest_change",
    open_change,
    (Button(ids.SETTINGS), Button(ids.CHANGE)),
    ("users:read", "chat:write", *READ),
    quick=True,
)
PREVIEW = Surface(
    _PREVIEW_KIND, preview, (Button(ids.PREVIEW), *(Button(field_id(name)) for name in LIVE)), ("users:read",)
)
TAKEN = Surface("digest_taken", take, (Form(ids.DIGEST_VIEW, check),), ("users:read", "chat:write", *READ))
