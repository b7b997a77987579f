"""Everything that a reader opens at a door, and all that it says."""

import re
import zlib

from rock.records.models import Telling
from tests.support.pages import Page, PageClient
from tests.support.papers import about, text_of


def everything_he_can_open(client: PageClient, telling: Telling) -> list[Page]:
    """Return each page and file of his door, and the errors that he can provoke."""
    urls = [
        "/w/",
        "/w/who/",
        f"/w/letter/{telling.pk}/",
        f"/w/say/{telling.pk}/",
        "/w/say/0/",
        "/w/back/999/",
        "/w/x/y/",
    ]
    found = [client.get(url) for url in urls]
    found.append(client.post(f"/w/say/{telling.pk}/", {}))
    found.append(client.post(f"/w/say/{telling.pk}/", {"kind": "answer_something", "words": ""}))
    found.append(client.post("/w/back/999/", {}))
    return found


def all_of(page: Page) -> str:
    """Return everything that an answer carries: status, headers, cookies, text, what a PDF holds packed, and what it says.

    A PDF names each letter by its place in a font: only who reads it as a reader finds its words.
    """
    response = page.response
    raw = response.content
    packed = [
        zlib.decompressobj().decompress(part)
        for part in re.findall(rb"stream\r?\n(.*?)endstream", raw, re.S)
        if part[:1] == b"x"
    ]
    text = b"\n".join([raw, *packed]).decode("latin-1")
    said = f"{text_of(raw)}\n{about(raw)}" if raw.startswith(b"%PDF") else ""
    return f"{response.status_code}\n{response.headers}\n{response.cookies.output()}\n{page.text}\n{text}\n{said}"
