"""How words can be written so that eyes read them and a plain comparison does not: undone before hidden words are looked for. Pure."""

import html
import re
import unicodedata
from urllib.parse import unquote

# Letters of other alphabets that look like a letter of ours, beside it.
_LOOK_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧορνι",
    "ABESIJKMHOPCTYXaesijopcyxhdqwABEZHIKMNOPTYXopvi",
)
_SPOKEN = """
0 zero oh nought naught | 1 one jeden | 2 two dwa | 3 three trzy | 4 four cztery | 5 five pięć | 6 six sześć
| 7 seven siedem | 8 eight osiem | 9 nine dziewięć | 10 ten | 11 eleven | 12 twelve | 13 thirteen | 14 fourteen
| 15 fifteen | 16 sixteen | 17 seventeen | 18 eighteen | 19 nineteen | 20 twenty | 1st first | 2nd second | 3rd third
| 4th fourth | 5th fifth | 6th sixth | 7th seventh | 8th eighth | 9th ninth | 10th tenth
"""
_DIGITS = {word: line.split()[0] for line in _SPOKEN.split("|") for word in line.split()[1:]}
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_READ_ALOUD = re.compile(r"\b(?:at|dot|underscore|dash|hyphen)\b", re.IGNORECASE)
# Digits that stand for a letter inside a word; a postcode has no two letters on both sides of one.
_DIGIT_IN_A_WORD = re.compile(r"(?<=[^\W\d_]{2})[013457](?=[^\W\d_]{2})")
_AS_LETTERS = str.maketrans("013457", "oieast")
_WORD = re.compile(r"[^\W\d_]+|[\d_]+|\W+")


def undisguised(text: str) -> str:
    """Return a text in plain letters and digits: no codes of a web address, no signs that nobody sees, no look-alikes."""
    plain = html.unescape(unquote(text)) if "%" in text or "&" in text else text
    if plain.isascii():
        return plain
    return _NOT_ASCII.sub(_seen, unicodedata.normalize("NFKC", plain.translate(_LOOK_ALIKE)))


def _seen(match: re.Match[str]) -> str:
    letter = match[0]
    if letter.isdecimal():
        return str(unicodedata.digit(letter))
    return "" if unicodedata.category(letter) == "Cf" else letter


def in_digits(text: str) -> str:
    """Return a text with its numbers in digits: “double oh, seven” gives “00, 7”."""
    found: list[str] = []
    times = 1
    for part in _WORD.findall(text):
        word = part.casefold()
        if word in _TIMES:
            times = _TIMES[word]
        elif part[0].isalnum():
            found.append(_DIGITS.get(word, part) * times)
            times = 1
        else:
            found.append(part)
    return "".join(found)


def without_marks_said(text: str) -> str:
    """Return a text without the words for the marks of an inbox: “dee at example dot org” gives “dee  example  org”."""
    return _READ_ALOUD.sub("", text)


def in_letters(text: str) -> str:
    """Return a text without digits inside words that stand for letters: “Sandp1per” gives “Sandpiper”."""
    return _DIGIT_IN_A_WORD.sub(lambda digit: digit[0].translate(_AS_LETTERS), text)
