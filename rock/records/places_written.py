"""What people type as an address, a school, a phone or an inbox, taken apart into what each of them would give away. Pure."""

import re
from collections.abc import Iterator

from rock.records.comparing import PHONE_DIGITS, phone, postcode
from rock.records.disguises import undisguised
from rock.records.names import plain_letters

# What a street or a school is, rather than which: “Quayside Walk” is given away by “Quayside” too.
_KIND_WORDS = """
street st str road rd avenue ave av lane ln drive dr close cl court ct walk way place pl row grove gr gardens gdns terrace
ter terr crescent cres square sq rise view parade promenade mews house cottage lodge inn hotel primary junior infant
infants high school academy nursery college surgery practice clinic centre church cofe ce rc catholic
"""
KINDS = frozenset(_KIND_WORDS.split())
# One way to write what is often shortened; “St” is a street or a saint.
_SHORT_WORDS = """
st street str saint ste | rd road | ave avenue av | ln lane | dr drive | cl close | ct court | pl place | gr grove
| gdns gardens | ter terrace terr | cres crescent | sq square | mt mount | and n
| ul ulica ulicy ulice
"""
_SHORT = {word: line.split()[0] for line in _SHORT_WORDS.split("|") for word in line.split()[1:]}
_FULL = {line.split()[0]: line.split()[1] for line in _SHORT_WORDS.split("|")}
_COFE = re.compile(r"\b(?:c of e|c e|church of england)\b")
_PARTS = re.compile(r"[,;\r\n]+")
_BESIDE = re.compile(r"\s(?:above|behind|opposite|beside|near|off|at|next to|rear of|c/o)\s", re.IGNORECASE)
_ALSO_PARTS = re.compile(r"\s(?:and|or|&|/|i)\s", re.IGNORECASE)
_NUMBER_FIRST = re.compile(
    r"^\s*(?:(?:the\s+)?(?:ground|first|second|third|fourth|top|basement)\s+floor\b|"
    r"(?:flat|unit|room|apartment|apt|suite|number|no|the)\b|(?<!\w)\d+\s?[a-z]?\b|[-–/&.\s])+[\s,]*",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?[ \t\xa0-]*[0-9][A-Z]{2})\b", re.IGNORECASE)
_WIDER = frozenset({"uk", "united kingdom", "england", "great britain", "lancashire", "lancs", "cumbria", "merseyside"})
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_GAP = r"[\s()./–-]*"
# A number with a nought first; one with the country before it; any other run of digits that is long enough.
PHONE = re.compile(rf"(?:(?:\+|00){_GAP})?44{_GAP}0?(?:{_GAP}\d){{10}}|0(?:{_GAP}\d){{10}}|\+?\d(?:{_GAP}\d){{8,}}")
_LOCAL_DIGITS = 6
# A square on a map: after its mark, or three longer words that are no host in the net.
_DOTTED = re.compile(r"///|\.[^\W\d_]{3,}\.|\bdot\b", re.IGNORECASE)
_DOT = r"(?:\.|\s+dot\s+)"
_MARKED = rf"(?:///\s*|\bw3w\.co/|\bwhat3words\.com/)[^\W\d_]{{3,}}(?:(?:{_DOT}|[\s,-])[^\W\d_]{{3,}}){{2}}"
_HOST = r"(?:\.\w+)*\.(?:uk|com|org|net|gov|info|example|online|london|wales)\b"
_BARE = rf"(?<![\w@.:/-])(?!\w+{_HOST})[^\W\d_]{{4,}}(?:{_DOT}[^\W\d_]{{4,}}){{2}}(?![\w@-])"
_THREE_WORDS = re.compile(f"{_MARKED}|{_BARE}", re.IGNORECASE)


def in_short(text: str) -> str:
    """Return the plain words of a text, each as it is shortest: “St. Anne’s Road” gives “st annes rd”."""
    words = (part if part.isdigit() else plain_letters(part) for part in re.findall(r"\d+|\D+", text))
    plain = _COFE.sub("cofe", " ".join(" ".join(words).split()))
    return " ".join(_SHORT.get(word, word) for word in plain.split())


def in_full(short: str) -> list[str]:
    """Return the words of a text that is `in_short`, each at its fullest: “st annes rd” gives “street”, “annes”, “road”."""
    return [_FULL.get(word, word) for word in short.split()]


def in_three_words(plain: str) -> list[str]:
    """Return what looks like a place named by three words, as “///filled.count.soap” does: nobody can say where it is."""
    return [match[0].strip() for match in _THREE_WORDS.finditer(plain)] if _DOTTED.search(plain) else []


def streets(lines: str) -> Iterator[str]:
    """Yield what gives an address away: its streets and houses without numbers, and its postcode; not its town.

    Of several parts the last is the town, unless it reads as a street. Typed without commas, a street ends with its kind.
    """
    yield from _POSTCODE.findall(lines)
    parts = [part.strip(" .\t") for part in _PARTS.split(_POSTCODE.sub(",", lines))]
    parts = [part for part in parts if part and part.casefold() not in _WIDER]
    last = parts[-1:] if len(parts) > 1 and not _is_street(parts[-1]) else []
    for part in parts[: len(parts) - len(last)]:
        for piece in {part, *_BESIDE.split(part)}:
            yield from _named(piece)


def _named(part: str) -> Iterator[str]:
    """Yield a place without its number or article, and as far as each of its kinds."""
    bare = _NUMBER_FIRST.sub("", part).strip()
    yield from [bare, *_up_to_a_kind(bare)] if bare else []


def _is_street(part: str) -> bool:
    words = part.split()
    # “Lytham St Annes” is a town.
    kinds = [at for at in _kind_at(words) if at + 1 == len(words) or plain_letters(words[at]) != "st"]
    return bool(kinds or _NUMBER_FIRST.match(part))


def _kind_at(words: list[str]) -> list[int]:
    """Return where in a name its kind stands; the first word is its name, whatever it is."""
    return [at for at, word in enumerate(words) if at and plain_letters(word) in KINDS]


def _up_to_a_kind(part: str) -> Iterator[str]:
    words = part.split()
    yield from (" ".join(words[: at + 1]) for at in _kind_at(words) if at + 1 < len(words))


def also_written(also: str) -> Iterator[str]:
    """Yield what else would give an address away: each phone and inbox, each school and surgery, however they are joined."""
    plain = undisguised(also)
    yield from _inboxes(plain)
    rest = EMAIL.sub(",", plain)
    yield from _phones(rest)
    for part in _PARTS.split(PHONE.sub(",", rest)):
        name = part.strip()
        yield from [postcode(name) or name] if name else []
        yield from (one for piece in _ALSO_PARTS.split(name) if _kind_at(piece.split()) for one in _named(piece))


def _phones(text: str) -> Iterator[str]:
    """Yield each phone number as its last ten digits, and as it is written without what stands for its town."""
    for match in PHONE.finditer(text):
        digits = phone(match[0]) or re.sub(r"\D", "", match[0])
        yield from [digits, digits[-_LOCAL_DIGITS:]] if len(digits) == PHONE_DIGITS else [digits]


def _inboxes(text: str) -> Iterator[str]:
    """Yield each inbox, without what follows a plus as well, and its name alone where that is nobody’s name."""
    for match in EMAIL.finditer(text):
        name, _, where = match[0].partition("@")
        bare = name.partition("+")[0]
        yield from [match[0], f"{bare}@{where}"]
        yield from [bare] if any(letter.isdigit() or letter == "_" for letter in bare) else []
