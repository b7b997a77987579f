import hashlib

import pytest
from django.db import Error, transaction
from django.http import Http404

from rock.core.documents.services import LARGEST, plain_name, store_file
from rock.core.documents.serving import serve_file
from rock.core.models import FileKind, StoredBytes, StoredFile
from rock.core.services import SYSTEM, Refused
from tests.core.documents import samples
from tests.support import factories as make

pytestmark = pytest.mark.django_db


def test_a_file_is_kept_with_what_it_is() -> None:
    user = make.staff_user()
    file = store_file(by=user, content=samples.TEXT, name="letter.exe")
    assert (file.kind, file.size, file.name, file.made_by_id) == (
        FileKind.TEXT,
        len(samples.TEXT),
        "letter.exe",
        user.pk,
    )
    assert file.sha256 == hashlib.sha256(samples.TEXT).hexdigest()
    assert bytes(StoredBytes.objects.get(file=file).content) == samples.TEXT


def test_a_picture_is_kept_clean() -> None:
    file = store_file(by=SYSTEM, content=samples.jpeg(), name="me.jpg")
    kept = bytes(file.bytes.content)
    assert b"Secret" not in kept
    assert (file.size, file.sha256) == (len(kept), hashlib.sha256(kept).hexdigest())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty. Choose another one."),
        (b"a" * (LARGEST + 1), "The file must be smaller than 10 MB."),
        (samples.VIRUS, "A virus was found in this file, so we did not keep it. Tell your IT team."),
    ],
)
def test_what_is_not_taken_leaves_nothing(content: bytes, words: str) -> None:
    with pytest.raises(Refused) as no:
        store_file(by=SYSTEM, content=content, name="x")
    assert str(no.value) == words
    assert not StoredFile.objects.exists()


def test_the_largest_file_is_taken() -> None:
    assert store_file(by=SYSTEM, content=b"a" * LARGEST, name="x").size == LARGEST


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\photo.jpg", "photo.jpg"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie: x=1.pdf"),
        ("gpj.\u202efdp", "gpj.fdp"),
        ("\x00\x1f", "file"),
        ("n" * 300, "n" * 120),
    ],
)
def test_a_name_is_only_what_can_be_seen(sent: str, kept: str) -> None:
    assert plain_name(sent) == kept


def test_it_is_given_only_when_reach_says_so() -> None:
    file = store_file(by=SYSTEM, content=samples.TEXT, name='evil"\r\n.html')
    with pytest.raises(Http404):
        serve_file(file, reached=lambda: False)
    response = serve_file(file, reached=lambda: True)
    assert response.content == samples.TEXT
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="document-{file.pk}.txt"'
    assert "evil" not in str(response.headers)


def test_a_stored_file_is_never_changed() -> None:
    file = store_file(by=SYSTEM, content=samples.TEXT, name="x")
    for change in (
        lambda: StoredBytes.objects.update(content=b"other"),
        lambda: StoredFile.objects.update(sha256="0"),
        lambda: StoredBytes.objects.filter(file=file).delete(),
    ):
        with pytest.raises(Error, match="append-only"), transaction.atomic():
            change()
