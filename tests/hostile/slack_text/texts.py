"""Texts that would be mentions, links, dates, emoji and formats if one of Slack's parsers took them up."""

from hypothesis import strategies as st

from bot.news.article import storable

WHOLE = [
    "<!channel>",
    "<!here|here>",
    "<!everyone>",
    "<!subteam^S0123456>",
    "<@U0123456>",
    "<@U0123456|ada>",
    "<#C0123456|news>",
    "<!date^1700000000^{date_short}|then>",
    "<https://evil.example/?q=1|courier.example>",
    "<mailto:ada@evil.example|write>",
    "https://evil.example/x",
    "www.evil.example",
    "@here",
    "@channel",
    "#general",
    ":fire:",
    ":wave::skin-tone-3:",
    "*bold*",
    "_it_",
    "~no~",
    "`code`",
    "```pre```",
    "> quote",
    ">>> all",
    "**b**",
    "~~s~~",
    "[x](https://evil.example)",
    "![x](https://evil.example/p.png)",
    "# heading",
    "- item",
    "1. item",
    "---",
    "| a | b |\n| - | - |\n| c | d |",
    "<br>",
    "&lt;!channel&gt;",
    "&amp;lt;!here&amp;gt;",
    "&#60;!here&#62;",
    "\u003c!here\u003e",
    "<\u200b!channel>",
    "<!chan\u00adnel>",
    ":\u200bfire:",
    "*\u2060bold\u2060*",
    "\n>q",
    "\r> q",
    "\u2028> q",
    "\x85> q",
    "\x0b> q",
]
MARKS = list("<>|!@#*_~`:&;\\\n ](^a1")
UNSEEN = ["\u200b", "\u200d", "\ufe0f", "\u00ad", "\u202e", "\U000e0041", "\x00", "\ufeff", "\u3000"]

TEXTS = st.lists(
    st.sampled_from(WHOLE) | st.sampled_from(MARKS) | st.sampled_from(UNSEEN) | st.text(max_size=6),
    max_size=8,
).map(lambda parts: storable("".join(parts)))
"""Whole constructs, torn ones, and ones that would come together when something unseen between them goes."""

LONG = st.tuples(TEXTS, st.integers(2, 300)).map(lambda made: made[0] * made[1])


def pool(key: str, *, long: bool = False) -> st.SearchStrategy[str]:
    """One of a few texts, the same few all over an example."""
    drawn = st.lists(TEXTS | LONG if long else TEXTS, min_size=1, max_size=4)
    return st.shared(drawn, key=key).flatmap(st.sampled_from)
