import pytest

from bot.desk.remarks import remarks_for
from bot.desk.verify import verify
from bot.news.answer import Statement
from bot.news.attribution import Reading
from bot.news.evidence import Evidence
from tests.unit.desk.readings import draft, reading

TEXT = (
    "Norland's army said it had stopped three raids. Sudria has not responded to these claims but has denied "
    "involvement in previous raids.\n\n"
    "Norland's army claims that it destroyed ten tanks. The report has not been independently verified."
)


def statements(made: Reading, *wanted: tuple[str, int]) -> tuple[Statement, ...]:
    items = [Evidence(index + 1, made, index) for index in range(len(made.sentences))]
    found = [verify(draft(text, ids=(number,)), items).statements for text, number in wanted]
    assert all(found)
    return tuple(statement for each in found for statement in each)


def test_no_response_stands_beside_a_speakers_denial_with_the_claim_it_is_about() -> None:
    made = reading(TEXT)
    chosen = statements(made, ("Sudria has denied involvement in previous raids.", 2))
    (remark,) = remarks_for("Sudria", chosen, [made])
    assert remark.text == (
        "No response: “Sudria has not responded to these claims”, after "
        "“Norland's army said it had stopped three raids”"
    )
    assert all(made.revision.text[quote.start : quote.end] == quote.text for quote in remark.quotes)


@pytest.mark.parametrize(
    "refusal",
    [
        "Sudria declined to say whether its border would be closed",
        "Sudria did not respond to questions about the harvest",
    ],
)
def test_no_response_to_something_else_is_not_tied_to_the_sentence_before(refusal: str) -> None:
    made = reading(f"Norland's army said it had stopped three raids. {refusal}. Sudria denied two raids.")
    (remark,) = remarks_for("Sudria", statements(made, ("Sudria denied two raids.", 3)), [made])
    assert remark.text == f"No response: “{refusal}”"


def test_a_pronoun_that_does_not_respond_is_named() -> None:
    made = reading("Mara Ilves denied two raids. She declined to say more.")
    (remark,) = remarks_for("Mara Ilves", statements(made, ("Mara Ilves denied two raids.", 1)), [made])
    assert remark.text == "No response from Mara Ilves: “She declined to say more”"


def test_no_response_is_not_tied_to_words_of_ones_own() -> None:
    made = reading("Sudria said it had stopped raids. It has not answered these claims. Sudria denied two.")
    (remark,) = remarks_for("Sudria", statements(made, ("Sudria denied two.", 3)), [made])
    assert remark.text == "No response from Sudria: “It has not answered these claims”"


def test_a_veto_stands_beside_the_claim_it_is_over() -> None:
    made = reading(TEXT)
    chosen = statements(made, ("Norland's army claims that it destroyed ten tanks.", 3))
    (remark,) = remarks_for(None, chosen, [made])
    assert remark.text == "Not independently verified: “The report has not been independently verified”"


def test_a_partial_text_is_said_to_be_cut() -> None:
    made = reading("Two houses burned.", partial=True)
    (remark,) = remarks_for(None, statements(made, ("Two houses burned.", 1)), [made])
    assert remark.text == "The stored text of “A title” (The Gull) is cut short."


def test_on_silence_and_on_other_articles_nothing_is_said() -> None:
    made = reading("Norland's army said it had stopped three raids.")
    chosen = statements(made, ("Norland's army said it had stopped three raids.", 1))
    assert remarks_for("Sudria", chosen, [made]) == ()
    assert remarks_for("Sudria", (), [reading(TEXT)]) == ()
