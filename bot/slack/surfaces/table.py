"""All surfaces. Listeners and the manifest are made from this table."""

from collections.abc import Sequence

from bot.config import DeskFile
from bot.slack.surface import Surface
from bot.slack.surfaces.ask import QUESTION


def surfaces(desk_file: DeskFile) -> Sequence[Surface]:
    """What people can do; a region of `desk.toml` may have a command of its own."""
    return (QUESTION,)
