"""How passages are ordered."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.search import rank
from bot.search.dates import Window
from bot.search.passage_index import Found, Hit
from bot.search.query import Query

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
MARCH = Window(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC))


def _found(article_id: int, days_ago: float, score: float = 1.0, start: int = 0) -> Found:
    return Found(article_id, 1, start, start + 10, NOW - timedelta(days=days_ago), score)


def _order(query: Query, *found: Found) -> list[int]:
    return [one.article_id for _, one in rank.weighed(found, query, NOW)]


def test_of_equals_the_newer_comes_first() -> None:
    assert _order(Query("q"), _found(1, 300), _found(2, 1), _found(3, 20)) == [2, 3, 1]


def test_an_old_passage_that_says_much_more_comes_first() -> None:
    assert _order(Query("q"), _found(1, 900, score=3.0), _found(2, 1, score=1.0)) == [1, 2]


def test_an_article_from_tomorrow_is_no_better_than_one_from_now() -> None:
    (one, _), (other, _) = rank.weighed([_found(1, -1), _found(2, 0)], Query("q"), NOW)
    assert one == other


@pytest.mark.parametrize("query", [Query("q", since=NOW), Query("q", until=NOW)])
def test_a_dated_question_does_not_prefer_the_new(query: Query) -> None:
    assert _order(query, _found(1, 300, score=1.1), _found(2, 1)) == [1, 2]


def test_a_question_about_march_prefers_march_then_what_was_told_after_it() -> None:
    found = (_found(1, 1), _found(2, 80), _found(3, 66), _found(4, 140))
    assert _order(Query("q", focus=MARCH), *found)[0] == 2
    assert _order(Query("q", focus=MARCH), *found).index(3) < _order(Query("q", focus=MARCH), *found).index(4)


def test_an_article_gives_a_few_passages_only() -> None:
    scored = [(1.0, _found(1, 1, start=place)) for place in range(5)] + [(0.5, _found(2, 1))]
    assert [one.article_id for _, one in rank.capped(scored, 2)] == [1, 1, 2]


def _hit(article_id: int, score: float, text: str) -> Hit:
    return Hit(article_id, 1, 0, len(text), score, text, None, None, "Outlet", NOW)


_WIRE = "the agency said that eight people were injured when shells fell on the market of the town on monday"


def test_copies_stand_behind_what_says_something_else() -> None:
    hits = [
        _hit(1, 1.0, _WIRE),
        _hit(2, 0.9, _WIRE.upper() + " agency"),
        _hit(3, 0.8, "near the border " + _WIRE),
        _hit(4, 0.7, "the governor cancelled school exams in three districts until the shelling ends"),
    ]
    assert [hit.article_id for hit in rank.originals_first(hits, 10)] == [1, 4, 2, 3]
    assert [hit.article_id for hit in rank.originals_first(hits, 2)] == [1, 4]


def test_scores_of_what_is_returned_go_down() -> None:
    hits = rank.originals_first([_hit(1, 1.0, _WIRE), _hit(2, 0.9, _WIRE), _hit(3, 0.1, "else")], 3)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
