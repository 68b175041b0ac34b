"""What members of a channel do with its subscriptions; each act gives a sentence about what was done."""

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.digest import clock
from bot.digest.known import Known
from bot.digest.schedule import next_run
from bot.errors import ConfigError
from bot.news.subscription import Order, Subscription
from bot.slack import ids
from bot.slack.render.subscriptions import coming
from bot.slack.surface import Button, Surface
from bot.slack.surfaces.given import value_of
from bot.slack.surfaces.home import publish
from bot.slack.surfaces.membership import READ, check_member, is_shared
from bot.slack.task import Task

_NONE = "There is no digest {number} here; /digest list shows what there is."
_PAUSED = "Digest {0.id} is paused: {0.paused}. Resume it first, as with /digest resume {0.id}."


def subscription(task: Task, number: str) -> Subscription:
    """The subscription of that number, if the person may see to it. Raises: ConfigError; SlackError."""
    found = task.app.store.subscriptions.get(int(number)) if number.isdecimal() else None
    if found is None or found.team_id != task.place.team_id:
        raise ConfigError(_NONE.format(number=number))
    check_member(task, found.channel)
    return found


def order_for(task: Task, order: Order, channel: str) -> Subscription:
    """A new subscription of a channel; once for one job. Raises: ConfigError; SlackError."""
    check_member(task, channel)
    return task.app.store.subscriptions.add(
        order,
        next_time(task, order),
        key=task.job.key,
        team_id=task.place.team_id,
        channel=channel,
        owner=task.place.user_id,
        shared=is_shared(task, channel),
    )


def change(task: Task, found: Subscription, order: Order) -> Subscription:
    """Another order for a subscription, as it stands then."""
    kept = task.app.store.subscriptions
    kept.change(found.id, order, next_time(task, order))
    return kept.get(found.id) or found


def pause(task: Task, found: Subscription) -> str:
    """Let nothing come until it is resumed."""
    task.app.store.subscriptions.pause(found.id, "by a member of the channel")
    return f"Paused: digest {found.id} about {found.order.about}."


def resume(task: Task, found: Subscription) -> str:
    """Let it come again."""
    kept = task.app.store.subscriptions
    kept.resume(found.id, next_time(task, found.order))
    found = kept.get(found.id) or found
    return f"Resumed: digest {found.id} about {found.order.about}. {coming(found, task.now)}."


def run_now(task: Task, found: Subscription) -> str:
    """Have an edition made beside the schedule. Raises: ConfigError where it is paused."""
    if found.paused is not None:
        raise ConfigError(_PAUSED.format(found))
    clock.order_now(task.app.store.subscriptions, found, task.job.put_at)
    return f"An edition of digest {found.id} is being made, for the time since the last one."


def delete(task: Task, found: Subscription) -> str:
    """Forget it."""
    task.app.store.subscriptions.delete(found.id)
    return f"Digest {found.id} about {found.order.about} is deleted; what was posted stays."


def next_time(task: Task, order: Order) -> datetime:
    """When an order runs next."""
    return next_run(order.schedule, task.job.put_at, ZoneInfo(order.zone))


def known(task: Task) -> Known:
    """The regions and outlets that people may name."""
    app = task.app
    return Known(app.gazetteer, {*app.outlets, *app.store.articles.outlets(task.place.team_id)})


def example_region(task: Task) -> str:
    """A region that the desk reports on."""
    regions = task.app.desk_file.regions
    return regions[0].name if regions else "Ukraine"


def press(task: Task) -> None:
    """Do what a button of the home says, and write the home anew."""
    act = _BUTTONS[task.body["actions"][0]["action_id"]]
    try:
        note = act(task, subscription(task, value_of(task)))
    except ConfigError as error:
        note = str(error)
    publish(task, note)


Act = Callable[[Task, Subscription], str]
_BUTTONS: Mapping[str, Act] = {ids.PAUSE: pause, ids.RESUME: resume, ids.RUN_NOW: run_now, ids.DELETE: delete}
PRESSED = Surface("digest_pressed", press, tuple(map(Button, _BUTTONS)), ("users:read", *READ))
