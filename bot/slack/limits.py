"""How many questions are answered in a minute, of one person and of a workspace."""

from datetime import timedelta

from bot.slack.task import Task

_MINUTE = timedelta(minutes=1)
_PERSON = "You have asked {} questions within a minute, as many as I answer. Please ask again in a minute."
_TEAM = "There were {} questions within a minute here, as many as I answer. Please ask again in a minute."


def over_limit(task: Task) -> str | None:
    """A sentence for a question that is one too many, null for any other."""
    if task.job.attempts > 1:
        return None  # it is counted already, and was let in
    place, settings, kept = task.place, task.app.settings, task.app.store.conversations
    minute = task.job.put_at - _MINUTE, task.job.put_at
    if kept.asked(place.team_id, *minute, place.user_id) >= settings.user_questions:
        return _PERSON.format(settings.user_questions)
    if kept.asked(place.team_id, *minute) >= settings.team_questions:
        return _TEAM.format(settings.team_questions)
    return None
