"""What stands on a page in place of words that would give a hidden address away."""

from dataclasses import dataclass

from rock.records.hidden import Tokens

HELD = "Not shown here: it would give away a hidden address"


@dataclass(frozen=True)
class Veil:
    """Passes words on, unless they hold something that this reader may not see."""

    tokens: Tokens
    sees_hidden: bool

    def __call__(self, text: str) -> str:
        """Return the text, or the words that stand in its place."""
        return HELD if self.tokens.betrayed_by(text) else text
