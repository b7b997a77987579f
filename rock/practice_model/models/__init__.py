"""The practice model as dated rows: principles, the word list, local terms."""

from rock.practice_model.models.principles import Principle, PrincipleVersion, Strand, Voice
from rock.practice_model.models.terms import LocalTerm
from rock.practice_model.models.words import Audience, Kind, Source, Strength, WordEntry, WordListVersion

__all__ = [
    "Audience",
    "Kind",
    "LocalTerm",
    "Principle",
    "PrincipleVersion",
    "Source",
    "Strand",
    "Strength",
    "Voice",
    "WordEntry",
    "WordListVersion",
]
