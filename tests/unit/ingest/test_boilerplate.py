"""What belongs to an article and what surrounds it."""

import pytest

from bot.ingest.boilerplate import PAYWALL, article_lines, is_cut

SENTENCE = "Six people were hurt in Orlov on Monday, the governor said."


@pytest.mark.parametrize(
    "line",
    [
        "Sign up to our newsletter",
        "Sign up for our morning briefing and get the day's stories in your inbox.",
        "Subscribe to our newsletter for more",
        "Subscribe now",
        "Subscribe now for 1 a month",
        "Additional reporting by Ben Ferry",
        "(Reporting by Ada Quill in Orlov; editing by Ben Ferry)",
        "Get the latest news in your inbox every morning.",
        "Newsletter",
        "Already a subscriber? Log in",
        "This article is for subscribers only.",
        "To continue reading, please subscribe.",
        "Continue reading",
        "We use cookies to improve your experience.",
        "This site uses cookies.",
        "Accept all cookies",
        "By continuing to use this site you agree to our terms and privacy policy.",
        "Read more: How Orlov lives under fire",
        "Read more",
        "READ ALSO: Five things to know",
        "More on this story",
        "Read: what we know",
        "Related",
        "Related articles",
        "Related: The town under fire",
        "Recommended stories",
        "Most read",
        "Top stories",
        "You may also like",
        "More from The Meridian",
        "Follow us on Twitter",
        "Follow The Meridian on WhatsApp for updates",
        "Share",
        "Share this article",
        "Share on Facebook",
        "Comments",
        "Advertisement",
        "Story continues below advertisement",
        "Photo: M. Lens",
        "Image source, Meridian Pictures",
        "Picture by M. Lens",
        "File photo of the bakery",
        "© 2026 The Meridian",
        "Copyright 2026 The Meridian",
        "All rights reserved.",
        "Skip to main content",
        "End of story",
        "4 min read",
        "- Read more: How Orlov lives under fire",
    ],
)
def test_what_surrounds_an_article_goes(line: str) -> None:
    assert article_lines([SENTENCE, line, SENTENCE]) == [SENTENCE, SENTENCE]


@pytest.mark.parametrize(
    "line",
    [
        "The ministry said it would read more into the report than others had.",
        "Read the statement carefully, the governor told reporters.",
        "Cookies were handed out to the children in the shelter.",
        "We use what we have, the baker said.",
        "More people were hurt on Tuesday.",
        "Related incidents were reported in two other towns.",
        "Sharing the news, the mayor wept.",
        "Share prices fell by four per cent.",
        "Photographs of the school showed a hole in its roof.",
        "Video of the strike was verified by the Institute.",
        "Subscribers to the theory are few, he said.",
        "Comments by the minister angered Karelia.",
        "Follow-up strikes hit the bakery.",
        "By Monday evening the fire was out.",
        "Published figures show a rise of a third.",
        "This article was amended on 9 March 2026: an earlier version said that eight people were hurt.",
        "Correction: the toll was six, not eight.",
        "What officials say",
        "Six hurt",
        "Reporting by the Institute showed that six were hurt.",
        "“By God, we will rebuild,” she said.",
        "The newsletter of the ministry did not mention it.",
        "Updated toll: six hurt, the ministry said.",
    ],
)
def test_what_is_news_stays(line: str) -> None:
    assert article_lines([line, SENTENCE]) == [line, SENTENCE]
    assert article_lines([SENTENCE, line]) == [SENTENCE, line]


@pytest.mark.parametrize(
    "line",
    [
        "Shells fall on Orlov",
        "SHELLS FALL ON ORLOV",
        "By Ada Quill",
        "Reported by Ada Quill and Ben Ferry",
        "by Ada Quill in Orlov",
        "Ada Quill",
        "Published 9 March 2026",
        "Last updated on Monday at 10:05",
        "9 March 2026, 10:05 GMT",
        "Monday, 9 March 2026",
        "March 9, 2026",
        "2026-03-09 10:05",
    ],
)
def test_title_byline_and_date_go_from_the_top_and_only_there(line: str) -> None:
    kept = article_lines([line, SENTENCE], "Shells fall on Orlov", "Ada Quill")
    assert kept == [SENTENCE]
    below = [SENTENCE] * 5 + [line]
    assert article_lines(below, "Shells fall on Orlov", "Ada Quill") == below


def test_a_link_list_goes_with_its_heading_and_ends_at_the_next_sentence() -> None:
    lines = [
        SENTENCE,
        "Related",
        "- Five things to know about Orlov",
        "Timeline: the border war",
        SENTENCE,
        "End",
    ]
    assert article_lines(lines) == [SENTENCE, SENTENCE, "End"]


def test_a_long_paragraph_is_never_thrown_away_for_its_first_words() -> None:
    line = "Share prices: " + "they fell and fell again, " * 12
    assert article_lines([line]) == [line.strip()]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("The governor said…", True),
        ("The governor said...", True),
        ("The governor said […]", True),
        ("The governor said [...] ", True),
        ("The governor said.", False),
        ("He said … and left.", False),
    ],
)
def test_a_text_that_stops_in_the_middle_is_seen(text: str, cut: bool) -> None:
    assert is_cut(text) is cut


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("Subscribe to continue reading", True),
        ("Please log in to read the full story", True),
        ("To continue reading, subscribe now", True),
        ("This article is only for subscribers", True),
        ("Subscriber-only content", True),
        ("Already a subscriber? Log in", False),
        ("Subscribe to our newsletter", False),
        ("He wants to continue reading to the children", False),
    ],
)
def test_a_paywall_is_known_by_its_words(text: str, closed: bool) -> None:
    assert (PAYWALL.search(text) is not None) is closed
