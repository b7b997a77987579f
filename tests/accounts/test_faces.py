"""A picture of oneself: cut small, without what the camera wrote, seen by the children one works with, and gone when taken down."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from rock.accounts import faces
from rock.accounts.models import Face, User
from rock.accounts.roles import Role
from rock.core.services import Refused
from tests.support import factories as make
from tests.support.pages import Page, PageClient

pytestmark = pytest.mark.django_db
URL, PICTURE = "/my-picture/", "/my-picture/picture/"


def picture(width: int = 800, height: int = 400, *, note: str = "") -> bytes:
    """Return a JPEG, red at its edges and green in the middle, with a note as a camera would write one."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("green", (width // 4, 0, 3 * width // 4, height))
    exif = Image.Exif()
    exif[0x010E] = note
    out = BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
def worker(db: None) -> User:
    return make.staff_user(Role.SOCIAL_WORKER, "Ama Rahman")


def send(client: PageClient, content: bytes, name: str = "me.jpg") -> Page:
    return client.submit(client.get(URL), file=SimpleUploadedFile(name, content))


def test_a_picture_is_cut_to_a_small_square_without_what_the_camera_wrote(pages: PageClient, worker: User) -> None:
    client = pages.as_user(worker)
    assert client.get(PICTURE).status == 404
    assert send(client, picture(note="Quayside Walk, Fleetwood")).location == URL
    page = client.get(URL)
    assert "Your picture is up." in page.text
    assert page.soup.select_one(f"img[src='{PICTURE}']") is not None
    given = client.get(PICTURE).response
    shown = Image.open(BytesIO(given.content))
    assert (given["Content-Type"], shown.format, shown.size) == ("image/jpeg", "JPEG", (240, 240))
    middle = shown.convert("RGB").getpixel((5, 120))
    assert isinstance(middle, tuple)
    assert middle[1] > middle[0]
    assert b"Quayside" not in given.content


def test_a_new_picture_takes_the_place_of_the_old_and_can_be_deleted(pages: PageClient, worker: User) -> None:
    client = pages.as_user(worker)
    send(client, picture())
    first = client.get(PICTURE).response.content
    send(client, picture(300, 900))
    assert client.get(PICTURE).response.content != first
    assert client.submit(client.get(URL), selector="form[action$='delete/']").location == URL
    assert not Face.objects.exists()
    assert client.get(PICTURE).status == 404


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"Plain words", "Choose a picture (PNG or JPEG)."),
        (b"%PDF-1.7 nothing", "Choose a picture (PNG or JPEG)."),
        (b"\xff\xd8\xffbroken", "This picture cannot be read. Open it, save it anew and choose it again."),
        (b"", "The file is empty. Choose another one"),
        (b"\x00\x01", "We take pictures"),
    ],
)
def test_what_is_no_picture_is_refused_and_the_old_one_stays(
    pages: PageClient, worker: User, content: bytes, says: str
) -> None:
    client = pages.as_user(worker)
    send(client, picture())
    assert any(line.startswith(says) for line in send(client, content).errors)
    assert client.get(PICTURE).status == 200


def test_nobody_puts_up_a_picture_of_somebody_else(worker: User) -> None:
    with pytest.raises(Refused, match="their own picture"):
        faces.show_face(by=make.staff_user(Role.ADMINISTRATOR), user=worker, content=picture())
    parent = make.user(roles=[Role.FAMILY])
    parent.kind = "family"
    with pytest.raises(Refused, match="Each member of staff"):
        faces.show_face(by=parent, user=parent, content=picture())


@pytest.mark.parametrize("role", [Role.FAMILY, Role.CHILD, Role.PARTNER])
def test_no_door_puts_up_pictures(pages: PageClient, role: Role) -> None:
    client = pages.as_user(make.user(roles=[role]))
    assert {client.get(URL).status, client.get(PICTURE).status, client.post(f"{URL}delete/").status} == {403}
