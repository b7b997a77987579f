"""Give a file to somebody who may have it. Nothing else in the product answers with a file's bytes."""

from collections.abc import Callable

from django.http import Http404, HttpResponse

from rock.core.models import FileKind, StoredBytes, StoredFile

_ENDINGS = {FileKind.PNG: "png", FileKind.JPEG: "jpg", FileKind.PDF: "pdf", FileKind.TEXT: "txt"}


def serve_file(file: StoredFile, *, reached: Callable[[], bool]) -> HttpResponse:
    """Answer with the file if `reached`, which asks reach about whom it concerns, says yes; else, and once it was removed, it is not there.

    It is always saved, never shown by the browser in our name, under a name of ours: the one that it came with could
    give somebody away, or break the header.
    """
    found = StoredBytes.objects.filter(file=file).first() if reached() else None
    if found is None:
        raise Http404
    kind = FileKind(file.kind)
    charset = "; charset=utf-8" if kind == FileKind.TEXT else ""
    response = HttpResponse(bytes(found.content), content_type=f"{kind.value}{charset}")
    response.headers["Content-Disposition"] = f'attachment; filename="document-{file.pk}.{_ENDINGS[kind]}"'
    return response
