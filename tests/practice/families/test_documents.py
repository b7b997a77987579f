import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from rock.accounts.roles import Role
from rock.core.documents.pdfs import put_together
from rock.reach.models import ViewLog
from rock.records.models import Person, PersonDocument, SamePerson
from rock.records.services.documents import attach_document
from tests.core.documents import samples
from tests.practice.families.conftest import World
from tests.support import factories as make
from tests.support.pages import Page, PageClient
from tests.support.shared import shared


def listed(client: PageClient, person: Person) -> Page:
    return client.get(reverse("families:documents", args=[person.pk]))


def add(
    client: PageClient,
    person: Person,
    content: bytes = samples.PDF,
    name: str = "school.pdf",
    title: str = "Letter from school",
) -> Page:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("families:add_document", args=[person.pk]), {"title": title, "file": file})


@shared
def letter(world: World) -> PersonDocument:
    return attach_document(by=world.worker, person=world.ama, title="Letter", content=samples.PDF, name="a.pdf")


def test_a_worker_adds_a_document_and_reads_it(pages: PageClient, world: World) -> None:
    client = pages.as_user(world.worker)
    assert "There are no documents yet." in listed(client, world.ama).words
    page = client.get(listed(client, world.ama).link("Add a document"))
    assert page.soup.select("main form")[0]["enctype"] == "multipart/form-data"
    assert add(client, world.ama).location == reverse("families:documents", args=[world.ama.pk])
    row = PersonDocument.objects.get()
    page = listed(client, world.ama)
    assert "Added by Wendy Worker" in page.words
    answer = client.get(page.link(f"Letter from school (document {row.pk})"))
    assert answer.response.content == put_together(samples.PDF)
    assert answer.response["Content-Disposition"].startswith("attachment")
    assert ViewLog.objects.filter(page="document", person=world.ama, user=world.worker).exists()


def test_what_is_missing_or_not_taken_is_said(pages: PageClient, world: World) -> None:
    client = pages.as_user(world.worker)
    path = reverse("families:add_document", args=[world.ama.pk])
    assert client.post(path, {}).errors == ["Say what the document is", "Choose a file"]
    assert "We take pictures" in add(client, world.ama, b"MZ\x90\x00", "letter.pdf").errors[0]
    assert "A virus was found" in add(client, world.ama, samples.VIRUS, "x.txt").errors[0]
    assert not PersonDocument.objects.exists()


def test_a_photograph_gives_no_place_away(pages: PageClient, world: World) -> None:
    client = pages.as_user(world.worker)
    assert add(client, world.ama, samples.jpeg(), "me.jpg").status == 302
    answer = client.get(reverse("families:document", args=[world.ama.pk, PersonDocument.objects.get().pk]))
    assert b"Secret" not in answer.response.content


def test_a_name_with_markup_is_only_text(pages: PageClient, world: World) -> None:
    client = pages.as_user(world.worker)
    add(client, world.ama, name="<img src=x onerror=alert(1)>.pdf", title="<b>Letter</b>")
    assert "<b>Letter</b>" in listed(client, world.ama).words


def test_nobody_gets_a_document_of_somebody_they_do_not_reach(
    pages: PageClient, world: World, letter: PersonDocument
) -> None:
    stranger = pages.as_user(make.staff_user())
    for name, rest in (("documents", []), ("add_document", []), ("document", [letter.pk])):
        assert stranger.get(reverse(f"families:{name}", args=[world.ama.pk, *rest])).status == 404
    assert add(stranger, world.ama).status == 404
    worker = pages.as_user(world.worker)
    assert worker.get(reverse("families:document", args=[world.ben.pk, letter.pk])).status == 404
    assert worker.get(reverse("families:document", args=[world.ama.pk, letter.pk + 99])).status == 404
    assert worker.get(reverse("families:document", args=[world.stranger.pk, letter.pk])).status == 404


def test_records_that_are_one_share_their_documents(pages: PageClient, world: World, letter: PersonDocument) -> None:
    twin = make.person("Ama")
    make.grant(world.worker, twin)
    SamePerson.objects.create(first=world.ama, second=twin, reason="x", decided_by=world.worker)
    assert "Letter" in listed(pages.as_user(world.worker), twin).words


def test_where_an_address_is_hidden_from_the_reader_no_document_opens(
    pages: PageClient, world: World, letter: PersonDocument
) -> None:
    make.address(world.mother, hidden=True)
    officer, worker = pages.as_user(world.officer), pages.as_user(world.worker)
    path = reverse("families:document", args=[world.ama.pk, letter.pk])
    page = listed(officer, world.ama)
    assert "could give away an address" in page.words
    assert "Letter" not in page.text
    assert officer.get(path).status == 404
    assert worker.get(path).status == 200


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.FAMILY, Role.PARTNER])
def test_other_roles_are_refused(pages: PageClient, world: World, letter: PersonDocument, role: Role) -> None:
    user = make.user(roles=[role])
    make.grant(user, world.ama)
    client = pages.as_user(user)
    assert client.get(reverse("families:documents", args=[world.ama.pk])).status == 403
    assert client.get(reverse("families:document", args=[world.ama.pk, letter.pk])).status == 403
    assert add(client, world.ama).status == 403


def test_those_who_read_only_add_nothing(pages: PageClient, world: World) -> None:
    assert add(pages.as_user(world.officer), world.ama).status == 403
