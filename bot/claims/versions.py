"""Versions of the rules of this package: what older ones made is made again.

They stand apart from the rules, so that a command which finds nothing due need not load those.
"""

import hashlib
from collections.abc import Mapping

from bot.news.article import Outlet

ATTRIBUTIONS = 4
"""Who says what (`attribution`)."""
OCCURRENCES = 3
"""What is said, in a form that can be compared (`recorder`)."""
STORIES = 1
"""Which articles tell of one event (`stories`), and the fingerprints that it is told by."""


def recorder_version(gazetteer: str, outlets: Mapping[str, Outlet]) -> str:
    """The version of the rules with the regions (the gazetteer's mark) and outlets that they work with.

    Of the outlets it takes what they are affiliated with, since speakers are resolved by it. As texts,
    versions of newer rules are greater.
    """
    spoken = sorted((name, outlet.affiliation or "") for name, outlet in outlets.items())
    mark = hashlib.sha256(repr(spoken).encode()).hexdigest()[:8]
    return f"{OCCURRENCES:03}.{gazetteer}.{mark}"
