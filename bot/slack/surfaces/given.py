"""What a click is about: the answer whose button was pressed, read from the store."""

from dataclasses import dataclass

from bot.desk.verify import recalled
from bot.news.answer import Answer, Quote
from bot.slack.ids import Ref
from bot.slack.task import Task
from bot.store.answers import Given

_GONE = "That answer is no longer stored here; please ask again."


@dataclass(frozen=True, slots=True)
class Clicked:
    """A stored answer, and the part of it that was clicked at."""

    ref: Ref
    given: Given

    @property
    def answer(self) -> Answer:
        """The answer as it was shown."""
        return recalled(self.given.record)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes of the statements that the click is about."""
        made = self.answer
        statements = made.statements[max(self.ref.first - 1, 0) : self.ref.last]
        return tuple(quote for each in statements for quote in each.quotes)


def value_of(task: Task) -> str:
    """The value of the button that was pressed, or of the line that was chosen."""
    action = task.body["actions"][0]
    chosen = action.get("selected_option") or action
    return str(chosen.get("value") or "")


def clicked(task: Task) -> Clicked | None:
    """The answer that a click is about; null, and the person is told, when there is none any more."""
    found = about(task, Ref.parse(value_of(task)))
    if found is None:
        task.tell(_GONE)
    return found


def about(task: Task, ref: Ref | None) -> Clicked | None:
    """The answer that a reference names, if this workspace may see it."""
    given = task.app.store.answers.get(ref.answer_id, task.place.team_id) if ref else None
    return Clicked(ref, given) if ref and given else None
