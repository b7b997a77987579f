"""Words of other alphabets in letters of ours, and how words sound, so that a street is known in either. Pure."""

import re
import unicodedata

import jellyfish

_CYRILLIC = """
а a б b в v г g ґ g д d ђ dj е e є ye ж zh з z и i і i ј y к k л l љ ly м m н n њ ny о o п p р r с s т t ћ ch у u ф f
х h ц ts ч ch џ dj ш sh щ sh ъ - ы y ь - э e ю yu я ya
"""
_GREEK = "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ u φ f χ h ψ ps ω o"
_ARABIC = """
ا a ب b ة a ت t ث th ج g ح h خ kh د d ذ th ر r ز z س s ش sh ص s ض d ط t ظ z ع a غ g ف f ق k ك k ل l م m ن n ه h و w ى a
ي y پ p چ ch ڤ v گ g ک k ی y
"""
_TABLE = f"{_CYRILLIC} {_GREEK} {_ARABIC}".split()
_LETTERS = str.maketrans({letter: ours.strip("-") for letter, ours in zip(_TABLE[::2], _TABLE[1::2], strict=True)})
_OTHER = re.compile("[\u0370-\u03ff\u0400-\u04ff\u0600-\u06ff]")
# Marks above letters, and signs that nobody sees.
_NO_LETTERS = frozenset({"Mn", "Cf"})
# Greek writes b, d and g with two letters.
_PAIRS = (("μπ", "b"), ("ντ", "d"), ("γκ", "g"))
# Some alphabets have no p, w or short vowels; n and m before d and b are heard as one with them.
_HEARD_ALIKE = str.maketrans("BEIOU", "PAAAA", "WY")
_HEARD_AS_ONE = (("NT", "T"), ("MP", "P"))


def in_our_letters(text: str) -> str:
    """Return a text with its Cyrillic, Greek and Arabic letters in ours, one by one; nothing where it has none: “Элм” gives “elm”."""
    if not _OTHER.search(text):
        return ""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if unicodedata.category(letter) not in _NO_LETTERS)
    for pair, letter in _PAIRS:
        plain = plain.replace(pair, letter)
    return plain.translate(_LETTERS)


def heard(word: str) -> str:
    """Return how a plain word sounds, roughly enough to be known again from another alphabet."""
    code: str = jellyfish.metaphone(word).translate(_HEARD_ALIKE)
    for pair, one in _HEARD_AS_ONE:
        code = code.replace(pair, one)
    return code
