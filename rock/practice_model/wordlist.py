"""The word list as the checker reads it: plain immutable values, with no database behind them."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from rock.practice_model.matching import Matcher


@dataclass(frozen=True)
class Word:
    """One line of the list; the codes are those of `rock.practice_model.models.words`.

    `unless_next` and `unless_previous` are words that, standing right after or before, show that another thing is
    meant; "@name" stands for somebody's name.
    """

    number: int
    avoid: tuple[str, ...]
    plain: tuple[str, ...]
    asked_by: tuple[str, ...]
    strength: str
    kind: str
    stays_in: frozenset[str] = frozenset()
    keep_and_explain: bool = False
    unless_next: tuple[str, ...] = ()
    unless_previous: tuple[str, ...] = ()

    @property
    def term(self) -> str:
        """Return the spelling that the list shows first."""
        return self.avoid[0]

    @property
    def plain_words(self) -> str:
        """Return the plain ways to say it, as one text."""
        return "; ".join(self.plain)

    def with_terms(self, terms: dict[str, str]) -> "Word":
        """Return the word with local terms put where its plain form names them, as {hub}."""
        if not any("{" in text for text in self.plain):
            return self
        return replace(self, plain=tuple(text.format_map(terms) for text in self.plain))


@dataclass(frozen=True)
class WordList:
    """A published list; building its pattern takes some milliseconds, so a list is kept and used again."""

    key: str
    words: tuple[Word, ...] = field(repr=False)

    @cached_property
    def matcher(self) -> Matcher:
        """Return the compiled pattern of every spelling; its finds name a word by its place in `words`."""
        return Matcher([word.avoid for word in self.words])
