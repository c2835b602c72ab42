"""Ages that are told without a unit: `aged 45`, `children under six`, `11 or younger`."""

import re

_BOUND = r"(?:over|under|above|below|between|from|about|around|at least|up to|more than|less than)"
_AGED = re.compile(
    rf"\b(?:aged?|ages)(?: of)?(?: {_BOUND})?(?: (?:\d{{1,3}}|[a-z]{{3,9}}) (?:and|to|or))? $"
    r"|\b(?:children|people|those|adults|girls|boys|men|women|anyone|players|workers|drivers|persons)"
    r" (?:over|under|above|below) (?:the age of )?$",
    re.IGNORECASE,
)
_OLDER = re.compile(r" (?:or|and) (?:older|younger)\b")
#: The 18-34s: from one age to another.
BETWEEN_AGES = re.compile(r"(?<![\w.,$€£/-])(?P<low>\d{1,2})[-–](?P<high>\d{2})s(?!\w)")
#: The over-65s: an age with its bound.
OVER_AGE = re.compile(r"\b(?P<bound>over|under)-(?P<age>\d{1,2})s?\b", re.IGNORECASE)
_MOST = 30


def age_around(text: str, start: int, end: int) -> bool:
    """Whether the words around the number from `start` to `end` say that it is an age."""
    if _AGED.search(text, max(0, start - _MOST), start):
        return not text[end : end + 1].isalnum() and not text.startswith(" per ", end)
    return _OLDER.match(text, end) is not None
