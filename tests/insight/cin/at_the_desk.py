"""What a data officer does with a file in a browser."""

from django.core.files.uploadedfile import SimpleUploadedFile

from rock.insight.cin.models import ImportBatch
from tests.insight.cin.making import DATA
from tests.support.pages import Page, PageClient

DIRTY = DATA / "fake_CIN_data.xml"


def sent(officer: PageClient, data: bytes = b"", name: str = "census.xml") -> ImportBatch:
    """Send a file as a browser does and return its import."""
    page = officer.get("/census/send/")
    file = SimpleUploadedFile(name, data or DIRTY.read_bytes())
    answer = officer.post("/census/send/", page.form() | {"file": file})
    assert answer.status == 302, answer.errors
    return ImportBatch.objects.latest("pk")


def press(officer: PageClient, page: Page, button: str) -> Page:
    """Send the form that has this button."""
    found = next(form for form in page.soup.select("main form") if button in form.get_text())
    return officer.submit(page, str(found["action"]), f"main form[action='{found['action']}']")
