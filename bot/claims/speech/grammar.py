"""Word classes of English, and the tokens of one sentence."""

import re
from dataclasses import dataclass

from bot.news.span import Span


def listed(words: str) -> frozenset[str]:
    """The words of a list that is written as one string."""
    return frozenset(words.split())


_TOKEN = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Gov|Gen|Sen|Rep|Lt|Col|Maj|Capt|Sgt|Prof|St|Rev|Adm)\.|(?:[A-Z]\.)+(?:[A-Z]\b)?"
    r"|(?:can|did|does|do|has|have|had|was|were|is|are|would|could|should)n['’]t"
    r"|''|``|\w+(?:[-&.]\w+|['’](?!(?:s|re|ve|m|ll|d)\b)\w+)*|['’](?:s|re|ve|m|ll|d)\b|['’](?=\s)|[^\w\s]"
)
OPENERS, CLOSERS = '“«„‘"', "”»’\"'"
BREAKS = frozenset((*',;:–—―-()[]“”«»"…', "''", "``"))
SUBORDINATE = listed(
    "that but while as although though because when whether if after before since until which "
    "where whereas so than what how why yet or who whom whose nor unless"
)
BE = listed("is are was were be been being")
AUXILIARIES = listed(
    "is are was were be been being am has have had having will would can could may might must "
    "should shall do does did 's ’s 're ’re 've ’ve 'm ’m 'll ’ll 'd ’d ca wo"
)
ADVERBS = listed(
    "also later earlier again once now then further already not never so far yet still since both "
    "just even soon twice first all long too ever here instead n't "
    "nevertheless nonetheless however though therefore thus often sometimes always perhaps quickly soon "
    "little much"
)
DETERMINERS = listed("a an the his her its their our my your this that these those")
BARE = DETERMINERS | {"in", "of", "no", "some", "any", "more", "such"}
PRONOUNS = listed("he she they it we i you")
QUANTITIES = listed(
    "some several many most both two three four five six seven eight nine ten one another other "
    "others all half few every each dozens hundreds thousands"
)
PREPOSITIONS = listed(
    "in on at by from for with during following amid despite under over within about of to into "
    "against through around near between across without like upon via"
)
NO_OPENING = PREPOSITIONS | SUBORDINATE | {"to", "my", "our", "your"}
NOBODY = listed("No no Nobody nobody None none Neither neither Nothing nothing")
NO_END = PREPOSITIONS | {"'s", "’s", "'", "’", "to"}
MODIFIERS = listed("former senior acting longtime fellow top chief deputy state opposition leading prominent")
LEADING = listed(
    "and but yet nor meanwhile later earlier separately also still now then however yesterday "
    "today tonight instead so while as although though even"
)
SPEAKER_NOUNS = listed(
    "officials official authorities police residents witnesses prosecutors investigators sources "
    "source experts analysts critics medics doctors rescuers lawyers spokesman spokeswoman "
    "spokesperson spokespeople leaders ministers minister governor mayor president reports report "
    "people activists diplomats lawmakers commanders soldiers forces army military government "
    "ministry council agency media outlets companies company campaigners rebels groups survivors "
    "relatives neighbours neighbors villagers engineers scientists researchers economists workers "
    "unions statement operator service court judge hospital firefighters observers monitors "
    "commission"
)
PASTS = listed(
    "left went met came took gave said told held spoke made won lost sent began saw ran put set grew "
    "fell rose broke brought bought built caught chose drew drove flew kept knew led paid sank shot "
    "shut sold spent stood stole struck swept taught threw wore wrote got became found hit froze "
    "fled fought hurt"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a sentence: `words[i]` stands at `spans[i]` of `text`."""

    text: str
    spans: tuple[Span, ...]
    words: tuple[str, ...]
    lower: tuple[str, ...]

    def at(self, offset: int) -> int:
        """The index of the first token that ends after an offset."""
        low, high = 0, len(self.spans)
        while low < high:
            middle = (low + high) // 2
            if self.spans[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return low

    @property
    def start(self) -> int:
        """Where the first token begins."""
        return self.spans[0].start if self.spans else 0

    def span(self, start: int, end: int) -> Span:
        """The stretch of the tokens `start` to `end`, half-open and not empty."""
        return Span(self.spans[start].start, self.spans[end - 1].end)


def words_of(text: str, sentence: Span) -> Words:
    """The tokens of one sentence."""
    found = tuple(_TOKEN.finditer(text, sentence.start, sentence.end))
    words = tuple(token[0] for token in found)
    return Words(
        text, tuple(Span._make(token.span()) for token in found), words, tuple(map(str.lower, words))
    )
