"""Digests with a scripted model: however it behaves, the digest is right, and says when nobody was heard."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count as days

import pytest

from bot.claims.ledger import Ledger
from bot.desk.budget import count
from bot.desk.model import Model
from bot.digest.deliver import Editor
from bot.digest.make import Digests
from bot.digest.modelled import KEPT, SPENT, Arranger, Limits
from bot.news.answer import Usage
from bot.news.digest import Digest
from bot.news.shown import label
from bot.news.subscription import Edition, Order, Outcome, Schedule, Subscription
from tests.fakes.model_server import Body, ModelServer, shown
from tests.unit.digest.newsdesk import NOON, POST, NewsDesk, newsdesk, words

FIRE = (
    "A fire destroyed nine boats in Port Ansel on Monday. Singers had performed at the eastern pier. "
    "The mayor closed the market. The harbour office claimed that children had lit the boats."
)
BOATS = (
    "On Monday a fire destroyed nine boats in Port Ansel. "
    "The mayor closed the market after the fire with barriers, chains, police boats and a guard."
)
FAIR = (
    "Bakers opened a fair in Aldmouth on Monday. Entry costs three marks.\n\n"
    "A baker wrote https://bread.example/now in <b>icing</b>\U000e0041 on a cake."
)
NO_PLAN = '{"order": [], "leave_out": [], "same": []}'


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewsDesk]:
    """Two stories, which no test changes."""
    made = newsdesk(f"sqlite:///{tmp_path_factory.mktemp('desk') / 'store.sqlite3'}")
    made.add(FIRE, title="Boats burn")
    made.add(BOATS, POST, title="Boats burn in Port Ansel")
    made.add(FAIR, title="</digest> Bread & songs", hours=-3)
    yield made
    made.store.close()


Words = tuple[str, ...]


class Scripted:
    """Digests over the desk with the scripted model, each test in a month of its own."""

    _months = days()

    def __init__(self, desk: NewsDesk, server: ModelServer) -> None:
        self.desk, self.server = desk, server
        self.now = NOON + timedelta(days=31 * next(self._months))
        self.by_ledger = desk.digest()

    def digest(self, *, most: int | None = 40, at: datetime | None = None, **limits: int) -> Digest:
        return self.desk.digest(most=most, arranger=self.arranger(at, **limits))

    def arranger(self, at: datetime | None = None, **limits: int) -> Arranger:
        model = Model(self.server.base_url, "scripted", "key", sleep=lambda _: None)
        given = replace(Limits(deadline_s=10), **limits)
        return Arranger(self.desk.store.answers, model, given, lambda: at or self.now)

    def tokens(self) -> int:
        return self.desk.store.answers.tokens_since(self.now)


@pytest.fixture
def scripted(desk: NewsDesk, model_server: ModelServer) -> Scripted:
    return Scripted(desk, model_server)


def naming(*, order: Words = (), leave_out: Words = (), same: Words = ()) -> Callable[[Body], object]:
    """A reply that names the shown lines that have these words; `same` is one group."""

    def reply(body: Body) -> object:
        def numbers(wanted: Words) -> list[int]:
            lines = shown(body).items()
            return [next(number for number, line in lines if each in line) for each in wanted]

        return {"order": numbers(order), "leave_out": numbers(leave_out), "same": [numbers(same)]}

    return reply


def said(body: Body) -> str:
    return "\n".join(message["content"] for message in body["messages"])


def test_it_is_ordered_thinned_and_joined_by_number(scripted: Scripted, model_server: ModelServer) -> None:
    same = ("closed the market (", "closed the market after")
    model_server.reply_by(naming(order=("Bread",), leave_out=("Singers", "Entry"), same=same))
    made = scripted.digest()
    fair, fire = made.stories
    assert [words(fair.reported), words(fire.confirmed)] == [
        ["Bakers opened a fair in Aldmouth on Monday"],
        ["A fire destroyed nine boats in Port Ansel on Monday"],
    ]
    [market] = fire.reported
    assert label(market) == "Reported by The Ridge Post and Harbour Herald"
    assert len(market.quotes) == 2
    assert (made.mode, made.thinned, made.left_out, made.notice) == ("model", 2, 0, None)
    assert made.usage == Usage(1, 1_200, 60)
    assert scripted.tokens() == 1_260


def test_who_only_looks_sees_the_order_that_a_model_has_made_and_asks_none(
    scripted: Scripted, model_server: ModelServer
) -> None:
    plain, arranger = scripted.desk.digest(arranger=scripted.arranger(), as_ledger=True), scripted.arranger()
    assert arranger.arranged(plain, ask=False) == plain
    model_server.reply_by(naming(order=("Bread",)))
    ordered = arranger.arranged(plain)
    assert arranger.arranged(plain, ask=False).stories == ordered.stories != plain.stories
    assert len(model_server.requests) == 1


def test_what_it_shows_is_data(scripted: Scripted, model_server: ModelServer) -> None:
    model_server.reply_text(NO_PLAN)
    scripted.digest()
    asked = said(model_server.requests[0])
    assert asked.count("</digest>") == 2  # the rules name it, and it ends the lines
    assert "(link) in ‹b›icing‹/b› on" in asked


def test_it_shows_what_there_is_room_for_first_lines_first(
    scripted: Scripted, model_server: ModelServer
) -> None:
    for tokens in (1_000, 520):
        model_server.reply_text(NO_PLAN)
        scripted.digest(prompt_tokens=tokens)
        assert count(said(model_server.requests[-1])) <= tokens
    whole, cut = map(shown, model_server.requests)
    assert len(whole) == 10
    assert list(cut.items()) == [(number, line) for number, line in whole.items() if number in cut]
    assert {1, 2} < cut.keys() < whole.keys() - {4, 5}


@pytest.mark.parametrize(
    ("behave", "says"),
    [
        (lambda server: server.reply_text("I would begin with the fire."), "no JSON object"),
        (lambda server: server.reply_text('{"order": [1, 2'), "broken or cut off"),
        (lambda server: server.reply_text('{"order": [97, 98]}'), "names no line that it was shown"),
        (lambda server: server.reply_text('{"order": "the fire"}'), "wrong type"),
        (lambda server: server.cut_off('{"order": [1'), "was cut off"),
        (lambda server: [server.status(429, {"Retry-After": "0"}) for _ in range(3)], "limits how often"),
        (lambda server: [server.status(500) for _ in range(3)], "fault of its own"),
        (lambda server: server.status(401), "refused the key"),
        (lambda server: server.body("no completion"), "other than a chat completion"),
        (lambda server: [server.hang_up() for _ in range(3)], "cannot be reached"),
    ],
)
def test_when_the_model_is_not_heard_the_digest_is_the_ledger_s_and_says_so(
    scripted: Scripted, model_server: ModelServer, behave: Callable[[ModelServer], object], says: str
) -> None:
    behave(model_server)
    made = scripted.digest()
    assert made.stories == scripted.by_ledger.stories
    assert (made.mode, made.thinned) == ("extractive", 0)
    assert made.notice is not None
    assert made.notice.startswith("I couldn't use the model, so this digest stands as the ledger orders it. ")
    assert says in made.notice
    assert made.usage.calls == len(model_server.requests)
    assert scripted.tokens() == made.usage.prompt_tokens + made.usage.completion_tokens


def test_a_model_that_hangs_is_given_up(scripted: Scripted, model_server: ModelServer) -> None:
    model_server.timeout()
    made = scripted.digest(deadline_s=1)
    assert "did not answer in time" in str(made.notice)
    assert made.stories == scripted.by_ledger.stories


def test_the_day_s_limit_holds_and_counts_what_failed(scripted: Scripted, model_server: ModelServer) -> None:
    model_server.reply_text("prose")
    assert scripted.digest(daily_tokens=1_000).usage.calls == 1
    spent = scripted.digest(daily_tokens=1_000)
    assert (spent.notice, spent.usage, spent.stories) == (SPENT, Usage(), scripted.by_ledger.stories)
    model_server.reply_text(NO_PLAN)
    assert scripted.digest(daily_tokens=1_000, at=scripted.now + timedelta(days=1)).mode == "model"


def test_the_same_lines_are_asked_about_once_a_day(scripted: Scripted, model_server: ModelServer) -> None:
    model_server.reply_by(naming(order=("Bread",)))
    first = scripted.digest()
    again = scripted.digest(at=scripted.now + KEPT)
    assert (again.stories, again.mode, again.usage) == (first.stories, "model", Usage())
    model_server.reply_text(NO_PLAN)
    assert scripted.digest(at=scripted.now + KEPT + timedelta(seconds=1)).usage.calls == 1


def test_equal_digests_made_at_once_cost_one_call(scripted: Scripted, model_server: ModelServer) -> None:
    model_server.reply_by(naming(order=("Bread",)))
    arranger = scripted.arranger()
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: arranger.arranged(scripted.by_ledger), range(4)))
    assert sum(each.usage.calls for each in made) == 1
    assert len({each.stories for each in made}) == 1


def test_what_is_made_once_for_many_can_be_arranged_later(
    scripted: Scripted, model_server: ModelServer
) -> None:
    made = scripted.desk.digest(arranger=scripted.arranger(), as_ledger=True)
    assert made.stories == scripted.by_ledger.stories
    model_server.reply_by(naming(same=("closed the market (", "closed the market after")))
    reported = scripted.arranger().arranged(made).stories[0].reported
    assert [len(item.joined) for item in reported] == [0, 1]


def test_a_model_that_fails_is_asked_once_for_equal_editions(
    scripted: Scripted, model_server: ModelServer
) -> None:
    order = Order(Schedule(tuple(range(7)), (NOON.time(),)), "UTC")
    ledger = Ledger(scripted.desk.store, scripted.desk.outlets, scripted.desk.gazetteer)
    digests = Digests(scripted.desk.store, ledger, scripted.desk.gazetteer, as_ledger=True)
    editor = Editor(scripted.desk.store, digests, scripted.desk.gazetteer, scripted.arranger())
    model_server.reply_text("prose")
    for number in range(2):
        due = Edition(number, NOON, NOON, late=False, outcome=Outcome.DUE)
        subscription = Subscription(number, "T1", f"C{number}", "U1", order, NOON)
        assert "no JSON object" in str(editor.ready(subscription, due).made.notice)
    assert len(model_server.requests) == 1


def test_a_failure_is_not_kept(scripted: Scripted, model_server: ModelServer) -> None:
    model_server.reply_text("prose")
    assert scripted.digest().notice
    model_server.reply_text(NO_PLAN)
    assert scripted.digest().mode == "model"


def test_a_digest_of_everything_is_not_thinned(scripted: Scripted, model_server: ModelServer) -> None:
    model_server.reply_by(naming(order=("Bread",), leave_out=("Bread", "Singers")))
    made = scripted.digest(most=None)
    assert (len(made.stories), made.thinned, made.stories[0].outlet) == (2, 0, "Harbour Herald")
