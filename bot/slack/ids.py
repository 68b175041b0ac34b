"""What buttons and views are called, and what their values hold: never more than ids."""

import re
from dataclasses import dataclass

SHOW_CONTEXT = "show_context"
SHOW_WHY = "show_why"
MORE = "more"
FEEDBACK = "feedback"
SHARE = "share"
SEARCH_WIDER = "search_wider"
ADD_ARTICLE = "add_article"
ASK_ABOUT = "ask_about"
SETTINGS = "settings"
ALL_QUOTES = "all_quotes"
NEW_DIGEST = "new_digest"
CHANGE = "change_digest"
PAUSE = "pause_digest"
RESUME = "resume_digest"
RUN_NOW = "run_digest_now"
DELETE = "delete_digest"
PREVIEW = "preview_digest"

FEEDBACK_VIEW = "feedback_view"
REPORT_VIEW = "report_view"
ADD_VIEW = "add_view"
DIGEST_VIEW = "digest_view"
ASK_VIEW = "ask_view"
ADD_SHORTCUT = "add_to_desk"
REASON = "reason"
QUOTE = "quote"
LINK = "link"
QUESTION = "question"

_REF = re.compile(r"(\d{1,19}):(\d{1,6})-(\d{1,6})(?::(\w{1,20}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Ref:
    """Some statements of a stored answer, by number from `first` to `last`; none when `last` is 0.

    `choice` is what was chosen: "good", "bad", "report".
    """

    answer_id: int
    first: int = 0
    last: int = 0
    choice: str | None = None

    def __str__(self) -> str:
        """What goes into a button's value."""
        choice = f":{self.choice}" if self.choice else ""
        return f"{self.answer_id}:{self.first}-{self.last}{choice}"

    @classmethod
    def parse(cls, value: str) -> "Ref | None":
        """What came back; null for anything that we did not write."""
        found = _REF.fullmatch(value)
        if found is None:
            return None
        return cls(int(found[1]), int(found[2]), int(found[3]), found[4])

    def chosen(self, choice: str) -> "Ref":
        """The same statements, with a choice."""
        return Ref(self.answer_id, self.first, self.last, choice)
