"""Numbers as English words."""


def _numbered(listed: str, first: int) -> dict[str, int]:
    return {word: value for value, word in enumerate(listed.split(), first)}


ONES = _numbered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
    0,
)
SPELLED = tuple(ONES)
TENS = {
    word: 10 * tens
    for word, tens in _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 2).items()
}
SMALL = ONES | TENS
MULTIPLES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
SUFFIXES = MULTIPLES | {"m": 10**6, "mn": 10**6, "bn": 10**9, "k": 10**3}
ORDINALS = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    1,
)
