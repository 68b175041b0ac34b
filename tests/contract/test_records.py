"""The ledger's records on SQLite and PostgreSQL."""

from datetime import UTC, date, datetime, timedelta

from bot.news.article import Incoming
from bot.news.attribution import CueKind
from bot.news.claim import Actor, Occurrence, Proposition, Stance
from bot.news.span import Span
from bot.store.engine import Store
from bot.store.readings import Read

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)


def add(store: Store, text: str) -> int:
    """An article that was read."""
    article_id = store.articles.add(Incoming(text, "The Courier", NOON)).article_id
    store.readings.save(1, [(item.row, Read((Span(0, len(text)),))) for item in store.readings.due(1)])
    return article_id


def own(article_id: int, revision: int = 1) -> Occurrence:
    span = Span(0, 4)
    said = Proposition(frozenset(["sink", "boat"]), ("8 boat",), frozenset(["halden"]), places=("desk:tarn",))
    return Occurrence(article_id, revision, "The Courier", 0, span, (span,), Stance.ASSERTS, said)


def denial(article_id: int) -> Occurrence:
    """One with everything that an occurrence can have."""
    said = Proposition(
        frozenset(["crash"]),
        (">=8 injured",),
        frozenset(["tarn"]),
        True,
        date(2026, 3, 8),
        ("RU", "RU-BEL"),
        frozenset(["halden"]),
        "2026-02",
    )
    return Occurrence(
        article_id,
        1,
        "The Courier",
        2,
        Span(5, 40),
        (Span(10, 20), Span(30, 40)),
        Stance.DENIES,
        said,
        CueKind.DENY,
        "has denied",
        "Halden",
        Actor("name:halden", "Halden", "KV", named=False),
        "earlier crashes",
        Span(41, 60),
        hedged=True,
        admission=True,
        decision=True,
        turn=1,
    )


def test_occurrences_come_back_as_they_went_in(store: Store) -> None:
    article = add(store, "Eight boats sank.")
    [(row, key)] = store.records.due("v1")
    assert key == (article, 1)
    store.records.save("v1", [(row, [own(article), denial(article)])])
    assert store.records.many({article: "The Courier"}) == {(article, 1): (own(article), denial(article))}


def test_a_revision_is_due_until_these_rules_have_recorded_it(store: Store) -> None:
    one, two = add(store, "One."), add(store, "Two.")
    first, second = store.records.due("v1")
    assert store.records.due("v1", limit=1) == (first,)

    store.records.save("v1", [(second[0], [])])
    assert store.records.due("v1") == (first,)
    assert store.records.many({one: "The Courier", two: "The Courier"}) == {(two, 1): ()}

    store.records.save("v1", [(first[0], [own(one)])])
    assert store.records.due("v1") == ()
    assert store.records.due("v2") == (first, second)


def test_what_is_recorded_anew_takes_the_place_of_the_old(store: Store) -> None:
    article = add(store, "Eight boats sank.")
    [(row, _)] = store.records.due("v1")
    store.records.save("v1", [(row, [own(article)])])
    store.records.save("v2", [(row, [denial(article)])])
    assert store.records.many({article: "The Courier"}) == {(article, 1): (denial(article),)}


def test_a_revision_that_was_not_read_is_not_due(store: Store) -> None:
    store.articles.add(Incoming("Unread.", "The Courier", NOON))
    assert store.records.due("v1") == ()


def test_the_newest_reason_to_hide_something_stands(store: Store) -> None:
    assert store.records.hidden() == {}
    store.records.hide("7", "double", NOON)
    store.records.hide("7.1.0", "misread", NOON)
    store.records.hide("7", "not ours", NOON + timedelta(hours=1))
    found = store.records.hidden()
    assert {target: each.reason for target, each in found.items()} == {"7": "not ours", "7.1.0": "misread"}
    assert found["7"].at == NOON + timedelta(hours=1)
    assert (found["7"].since, found["7.1.0"].since) == (NOON, NOON)


def test_at_a_glance_one_sees_when_and_where_something_is_said(store: Store) -> None:
    first, silent = add(store, "A boat sank off Tarn."), add(store, "Nothing.")
    store.records.save("a", [(1, [own(first), denial(first)])])
    found = store.records.glances([first, silent, 99])
    assert {article: [(one.outlet, one.existed_from) for one in each] for article, each in found.items()} == {
        first: [("The Courier", NOON)],
        silent: [("The Courier", NOON)],
    }
    assert found[first][0].said == {(0, ("desk:tarn",)), (2, ("RU", "RU-BEL"))}
    assert found[silent][0].said == frozenset()


def test_a_glance_sees_what_newer_rules_recorded(store: Store) -> None:
    article = add(store, "A boat sank off Tarn.")
    seen = []
    for recorder, made in (("a", [own(article)]), ("b", [own(article), denial(article)]), ("c", [])):
        store.records.save(recorder, [(1, made)])
        seen.append([len(one.said) for one in store.records.glances([article])[article]])
    assert seen == [[1], [2], [0]]
