"""Replies of a model that are almost drafts: a valid one, with values and letters changed."""

import json
from typing import Any

from hypothesis import strategies as st

from tests.unit.desk.readings import reading

TEXT = (
    "At least eight people were wounded in Ostby on Thursday. Norland’s army said it had stopped raids. "
    "“We are ready,” said Mara Ilves, the mayor. Sudria has not responded to these claims but has denied "
    "involvement in previous raids. These reports have not been independently verified."
)
READING = reading(TEXT)
SENTENCES = [span.of(TEXT) for span in READING.sentences]
WORDINGS = [
    *SENTENCES,
    "At least eight people were wounded in Ostby.",
    "Sudria denied involvement in previous raids.",
    "Mara Ilves said “We are ready”.",
    "",
    "🔥\u202e\u0000\ud800",
    "<!channel> https://evil.example",
]
PIECES = [text[start : start + 30] for text in SENTENCES for start in (0, 9)]
KEYS = ["answerable", "statements", "text", "sentence_ids", "quote", "", "Text", "__proto__"]
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(WORDINGS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=6,
)
NUMBERS = st.integers(-1, 7) | st.sampled_from([10**9, 10**300, -(2**63)])
STATEMENT = st.fixed_dictionaries(
    {
        "text": st.sampled_from(WORDINGS) | st.text(max_size=20),
        "sentence_ids": st.lists(NUMBERS, max_size=5),
        "quote": st.none() | st.sampled_from(PIECES) | st.text(max_size=10),
    }
)
REPLY = st.fixed_dictionaries({"answerable": st.booleans(), "statements": st.lists(STATEMENT, max_size=4)})
INSERTED = [*'"{}[],:\\\x00', "\\u", "\\ud83d", "NaN", "1e999", "9" * 4000, "9" * 5000, "[" * 3000]
AROUND = [
    ("", ""),
    ("```json\n", "\n```"),
    ("Here it is: ", " Done."),
    ("{}", ""),
    ("", "{}"),
    ("\ufeff", "\x00"),
]


@st.composite
def changed(draw: st.DrawFn) -> Any:
    """A reply in which up to two values are others, or gone, or twice there."""
    reply: Any = draw(REPLY)
    for _ in range(draw(st.integers(0, 2))):
        _change(draw, reply)
    return reply


def _change(draw: st.DrawFn, held: Any) -> None:
    places = sorted(held) if isinstance(held, dict) else range(len(held))
    if not places:
        return
    place = draw(st.sampled_from(places))
    inner = held[place]
    act = draw(st.sampled_from(["into", "into", "replace", "remove", "rename", "repeat"]))
    if act == "into" and isinstance(inner, dict | list) and inner:
        _change(draw, inner)
    elif act == "remove":
        del held[place]
    elif act == "rename" and isinstance(held, dict):
        held[draw(st.sampled_from(KEYS))] = held.pop(place)
    elif act == "repeat" and isinstance(held, list):
        held *= draw(st.integers(2, 60))
    else:
        held[place] = draw(ODD)


@st.composite
def replies(draw: st.DrawFn) -> str:
    """A changed reply as text; sometimes the text is cut, doubled in part, or has something put in."""
    text = json.dumps(draw(changed()), ensure_ascii=draw(st.booleans()))
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
        at = draw(st.integers(0, len(text)))
        until = draw(st.integers(at, min(at + 40, len(text))))
        put = draw(st.sampled_from(["", text[at:until] * 2, *INSERTED]))
        text = text[:at] + put + text[until:]
    before, after = draw(st.sampled_from(AROUND))
    return before + text + after
