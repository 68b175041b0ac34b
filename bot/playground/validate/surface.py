"""Blocks as they stand together: how many, with which ids."""

from collections.abc import Iterator

from bot.playground.state import Json
from bot.playground.validate.blocks import ON, Surface
from bot.playground.validate.schema import items, unique


def surface_problems(blocks: object, surface: Surface, most: int, pointer: str = "/blocks") -> list[str]:
    """What Slack says against these blocks on this surface."""
    found = items(ON[surface], most, least=0)(blocks, pointer)
    if found or not isinstance(blocks, list):
        return found
    numbered = list(_with_pointers(blocks, pointer))
    twice = unique(
        ((f"{at}/block_id", block["block_id"]) for at, block in numbered if "block_id" in block), "block_id"
    )
    for at, block in numbered:
        twice += unique(_action_ids(block, at), "action_id")
    return twice


def _with_pointers(blocks: list[Json], pointer: str) -> Iterator[tuple[str, Json]]:
    for number, block in enumerate(blocks):
        yield f"{pointer}/{number}", block
        if block["type"] == "container":
            yield from _with_pointers(block["child_blocks"], f"{pointer}/{number}/child_blocks")


def _action_ids(block: Json, pointer: str) -> Iterator[tuple[str, object]]:
    for name in ("elements", "actions"):
        for number, element in enumerate(block.get(name, [])):
            if "action_id" in element:
                yield f"{pointer}/{name}/{number}/action_id", element["action_id"]
