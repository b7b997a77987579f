"""Pictures of those who work with families: put up by themselves, taken down by themselves, gone with their access."""

from django.http import Http404, HttpResponse

from rock.accounts.models import Face, User, UserKind
from rock.core import time
from rock.core.documents.kinds import kind_of
from rock.core.documents.pictures import portrait
from rock.core.documents.scanning import scan
from rock.core.models import FileKind
from rock.core.services import Actor, Refused, service

ONLY_PICTURES = "Choose a picture (PNG or JPEG)."


@service
def show_face(*, by: Actor, user: User, content: bytes) -> Face:
    """Return the user's picture, cut to a small square; the one before it is gone. Refused for what is no picture."""
    if user.kind != UserKind.STAFF or by.actor_id != user.pk:
        raise Refused("Each member of staff puts up their own picture, and nobody else’s.")
    if not content:
        raise Refused("The file is empty. Choose another one.")
    scan(content)
    kind = kind_of(content)
    if kind not in {FileKind.PNG, FileKind.JPEG}:
        raise Refused(ONLY_PICTURES)
    made, _ = Face.objects.update_or_create(
        user=user, defaults={"picture": portrait(content, kind), "shown_since": time.now()}
    )
    return made


@service
def take_face_down(*, by: Actor, user: User) -> None:
    """Delete the user's picture for good."""
    Face.objects.filter(user=user).delete()


def has_face(user: User) -> bool:
    """Return whether a picture of the user is up."""
    return Face.objects.filter(user=user).exists()


def serve_face(user_id: int) -> HttpResponse:
    """Answer with the picture of somebody whom the caller has found to be one whom the reader may see; else it is not there."""
    face = Face.objects.filter(user=user_id, user__is_active=True).first()
    if face is None:
        raise Http404
    return HttpResponse(bytes(face.picture), content_type=FileKind.JPEG.value)
