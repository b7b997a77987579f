"""Two people wrote at once: what both started from, what the other saved meanwhile, and what this one typed, side by side.

It compares sentence by sentence. Where only one of the two changed a sentence, that change can be taken; where both did,
the person decides. Nothing is chosen for them: what is suggested stands in the box, to be read and sent again.

A service that finds another revision than the one somebody started from raises `EditedMeanwhile`. Its page shows
`compare(…)` with the macro of `core/three_way.html` above the form, and the form again with `typed_again(…)`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from typing import Any, cast

from django.http import QueryDict

from rock.core.services import Refused

_SENTENCE = re.compile(r"[^\n.!?…]*(?:[.!?…]+[”’\")]*(?=\s|$)|[.!?…]|\n|$)\s*")

Sentences = list[str]
Places = tuple[slice, slice, slice]


class Changed(StrEnum):
    """Who changed a stretch of the text."""

    NOBODY = "nobody"
    THEM = "them"
    ME = "me"
    ALIKE = "alike"
    BOTH = "both"


@dataclass(frozen=True)
class Stretch:
    """Some sentences: as they were, as the other has them, as I have them."""

    changed: Changed
    base: str
    theirs: str
    mine: str

    @property
    def suggested(self) -> str:
        """Return what keeps both people's work; where both changed it, what I typed, which the page says."""
        return self.theirs if self.changed == Changed.THEM else self.mine


@dataclass(frozen=True)
class Comparison:
    """Three wordings in stretches, in order."""

    stretches: tuple[Stretch, ...]

    @property
    def clash(self) -> bool:
        """Return whether both changed the same sentences, so that somebody has to choose."""
        return any(part.changed == Changed.BOTH for part in self.stretches)

    @property
    def suggested(self) -> str:
        """Return the text to start from: both people's changes, and mine where both changed the same."""
        kept = [part.suggested for part in self.stretches if part.suggested]
        return "".join(text if text[-1].isspace() else f"{text} " for text in kept).strip()


class EditedMeanwhile(Refused):
    """Somebody saved another wording meanwhile: `theirs`, which is `revision`; `mine` was typed from `base`."""

    def __init__(self, *, base: str, theirs: str, mine: str, revision: int, by: str = "") -> None:
        super().__init__(f"{by or 'Somebody'} changed this while you were writing. Compare, then save again.")
        self.base, self.theirs, self.mine, self.revision, self.by = base, theirs, mine, revision, by

    @property
    def comparison(self) -> Comparison:
        """Return the three wordings compared."""
        return compare(self.base, self.theirs, self.mine)


def compare(base: str, theirs: str, mine: str) -> Comparison:
    """Return three wordings of one text, sentence by sentence; spaces and line ends alone are no change."""
    split = _sentences(base), _sentences(theirs), _sentences(mine)
    return Comparison(
        tuple(_stretch(*(text[place] for text, place in zip(split, at, strict=True))) for at in _places(*split))
    )


def typed_again(
    data: Mapping[str, object], edited: EditedMeanwhile, *, words: str, revision: str = "revision"
) -> QueryDict:
    """Return a form's data to show again: the suggested words in the field `words`, from the revision that stands now."""
    again = QueryDict(mutable=True)
    again.update(cast(Any, data))
    again[words], again[revision] = edited.comparison.suggested, str(edited.revision)
    return again


def _sentences(text: str) -> Sentences:
    return [found for found in _SENTENCE.findall(text.replace("\r\n", "\n").strip()) if found]


def _stretch(base: Sentences, theirs: Sentences, mine: Sentences) -> Stretch:
    was, other, own = _keys(base), _keys(theirs), _keys(mine)
    if other == own:
        changed = Changed.NOBODY if own == was else Changed.ALIKE
    elif own == was:
        changed = Changed.THEM
    else:
        changed = Changed.ME if other == was else Changed.BOTH
    return Stretch(changed, *("".join(part) for part in (base, theirs, mine)))


def _keys(sentences: Sentences) -> Sentences:
    return [" ".join(one.split()) for one in sentences]


def _places(base: Sentences, theirs: Sentences, mine: Sentences) -> Iterator[Places]:
    """Yield where each stretch stands in each of the three: those that all three share, and what lies between them."""
    shared = [*_shared(_keys(base), _keys(theirs), _keys(mine)), (len(base), len(theirs), len(mine), 0)]
    for before, after in pairwise([(0, 0, 0, 0), *shared]):
        ends = [start + before[3] for start in before[:3]]
        for starts, stops in ((before[:3], ends), (ends, after[:3])):
            if any(start < stop for start, stop in zip(starts, stops, strict=True)):
                first, second, third = (slice(*place) for place in zip(starts, stops, strict=True))
                yield first, second, third


def _shared(base: Sentences, theirs: Sentences, mine: Sentences) -> Iterator[tuple[int, int, int, int]]:
    """Yield the runs of sentences that stand in all three as (place in base, in theirs, in mine, how many)."""
    in_mine = SequenceMatcher(None, base, mine, autojunk=False).get_matching_blocks()
    for one in SequenceMatcher(None, base, theirs, autojunk=False).get_matching_blocks():
        for two in in_mine:
            start, stop = max(one.a, two.a), min(one.a + one.size, two.a + two.size)
            if start < stop:
                yield start, one.b + start - one.a, two.b + start - two.a, stop - start
