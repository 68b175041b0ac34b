"""`copydesk outlets`: who publishes, and what may be done with it."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import Database, Json
from bot.errors import ConfigError
from bot.news.article import Outlet, Policy, storable

if TYPE_CHECKING:
    from bot.app import App


def register(app: typer.Typer) -> None:
    """Add the command group `outlets`."""
    group = typer.Typer(name="outlets", help="Describe outlets: list, set.", no_args_is_help=True)
    group.command("list")(list_outlets)
    group.command("set")(set_outlet)
    app.add_typer(group)


def list_outlets(database: Database = None, as_json: Json = False) -> None:
    """Show the outlets that are described or have articles."""
    from bot.app import open_app

    with open_app(database) as app:
        names = sorted({*app.outlets, *app.store.articles.outlets()}, key=str.casefold)
        for name in names:
            _print(app.outlets.get(name, Outlet(name)), as_json)
    if not names and not as_json:
        typer.echo("No outlets yet; describe one with `copydesk outlets set NAME`.")


def set_outlet(
    name: Annotated[str, typer.Argument(help="The outlet, or the host of its pages (example.org).")],
    family: Annotated[str | None, typer.Option(help="The publisher that owns it.")] = None,
    affiliation: Annotated[str | None, typer.Option(help="The actor it speaks for.")] = None,
    policy: Annotated[
        Policy | None, typer.Option(help="What may be stored: all, its feed, what you paste, or nothing.")
    ] = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Describe an outlet; what is not given stays as it was, and "" takes a value away."""
    from bot.app import open_app

    with open_app(database) as app:
        outlet = _changed(app, storable(name.strip()), family, affiliation, policy)
        app.store.outlets.set(outlet)
    _print(outlet, as_json)


def _changed(
    app: "App", name: str, family: str | None, affiliation: str | None, policy: Policy | None
) -> Outlet:
    if not name:
        raise ConfigError("An outlet needs a name.", subject="name")
    if any(row["name"] == name for row in app.desk_file.outlets):
        raise ConfigError(f"{name} stands in {app.desk_file.path}; change it there.", subject=name)
    known = app.store.outlets.get(name) or Outlet(name)
    return Outlet(
        name,
        known.family if family is None else family.strip() or None,
        known.affiliation if affiliation is None else affiliation.strip() or None,
        policy or known.policy,
    )


def _print(outlet: Outlet, as_json: bool) -> None:
    if as_json:
        row = {
            "name": outlet.name,
            "family": outlet.family,
            "affiliation": outlet.affiliation,
            "policy": outlet.policy.value,
            "hosts": outlet.hosts,
        }
        typer.echo(json.dumps(row, ensure_ascii=False))
        return
    family = f"family {outlet.family}" if outlet.family else None
    affiliation = f"speaks for {outlet.affiliation}" if outlet.affiliation else None
    hosts = f"at {', '.join(outlet.hosts)}" if outlet.hosts else None
    parts = (outlet.name, outlet.policy.value, family, affiliation, hosts)
    typer.echo(" · ".join(part for part in parts if part))
