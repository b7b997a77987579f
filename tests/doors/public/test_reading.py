"""Every page can be read at 9 to 11 years, the young person’s own among them."""

import pytest

from rock.practice_model.reading import reading
from tests.doors.public.walking import MOTHER, YOUNG_PERSON, Answers, changed, url, walk
from tests.support.pages import Page, PageClient

pytestmark = pytest.mark.django_db
BESIDE = ("", "check", "save", "come-back", "danger-now")


def own_words(page: Page) -> str:
    """Return the page's sentences, without what the reader wrote and without numbers to call."""
    for tag in page.soup.select("main [data-verbatim], main textarea, main a[href^='tel:'], main .rock-reference"):
        tag.decompose()
    blocks = page.soup.select(
        "main h1, main h2, main p, main li, main label, main legend, main .govuk-hint, main button"
    )
    return "\n\n".join(
        text if text[-1:] in ".?!:" else f"{text}." for tag in blocks if (text := tag.get_text(" ", strip=True))
    )


@pytest.mark.parametrize("answers", [YOUNG_PERSON, MOTHER], ids=["young person", "mother"])
def test_every_page_reads_easily(pages: PageClient, answers: Answers) -> None:
    hard = []
    for place in [*walk(pages, changed(answers, danger={"danger": "yes"})), *BESIDE]:
        page = pages.get(url(place) if place else "/ask/")
        found = reading(own_words(page))
        if found.enough and not found.easy:
            hard.append(f"{place}: {found.age}")
    assert not hard
