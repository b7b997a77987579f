"""A PDF with its author, XMP, another file, a program, notes and a photograph that says where it was taken."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from rock.core.documents.jpegs import without_notes
from rock.core.documents.pdfs import BROKEN, LOCKED, put_together
from rock.core.documents.services import store_file
from rock.core.models import StoredFile
from rock.core.services import SYSTEM, Refused
from tests.core.documents import samples

SECRET = "12 Secret Road"


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content))


def loaded() -> bytes:
    """Return a PDF that carries everything that a PDF may carry beside its pages."""
    pdf = opened(samples.PDF)
    pdf.docinfo["/Author"] = SECRET
    with pdf.open_metadata() as xmp:
        xmp["dc:creator"] = [SECRET]
    pdf.attachments["letter.txt"] = SECRET.encode()
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=f"app.alert('{SECRET}')")
    page = pdf.pages[0].obj
    page.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=f"app.alert('{SECRET}')"))
    page.PieceInfo = Dictionary(Editor=Dictionary(Private=SECRET))
    page.Annots = Array([pdf.make_indirect(Dictionary(Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents=SECRET))])
    image = pdf.make_stream(samples.jpeg(), Type=Name.XObject, Subtype=Name.Image, Filter=Name.DCTDecode)
    image.Width, image.Height, image.BitsPerComponent, image.ColorSpace = 60, 40, 8, Name.DeviceRGB
    image.Metadata = pdf.make_stream(SECRET.encode())
    page.Resources.XObject = Dictionary(Im1=image)
    return samples.written(pdf)


def everything_in(content: bytes) -> bytes:
    """Return all that stands in a PDF, with every stream opened."""
    with opened(content) as pdf:
        parts = [b""]
        for one in pdf.objects:
            parts.append(repr(one).encode())
            if isinstance(one, pikepdf.Stream):
                image = one.get(Name.Filter) == Name.DCTDecode
                parts.append(one.read_raw_bytes() if image else one.read_bytes())
        return b"\n".join(parts)


def test_only_what_its_pages_show_is_kept() -> None:
    sent = loaded()
    assert everything_in(sent).count(SECRET.encode()) >= 6
    kept = put_together(sent)
    inside = everything_in(kept)
    assert b"Kai likes football" in inside
    for gone in (b"Secret", b"Harbour", b"JavaScript", b"Metadata", b"EmbeddedFile", b"/Annots"):
        assert gone not in inside, gone
    with opened(kept) as pdf:
        assert not pdf.attachments
        assert not pdf.docinfo
        assert set(pdf.Root.keys()) == {"/Pages", "/Type"}
        assert len(pdf.pages) == 1


def test_a_photograph_on_a_page_looks_the_same() -> None:
    with opened(put_together(loaded())) as pdf:
        kept = Image.open(BytesIO(pdf.pages[0].obj.Resources.XObject.Im1.read_raw_bytes()))
    assert not kept.getexif()
    assert list(kept.tobytes()) == list(Image.open(BytesIO(samples.jpeg())).tobytes())


def test_what_was_filled_into_a_form_stays_on_the_page() -> None:
    pdf = opened(samples.PDF)
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="name", V="Ama signed", Rect=[10, 10, 150, 30], F=4
    )
    field.DA = "/F1 12 Tf 0 g"
    field = pdf.make_indirect(field)
    pdf.pages[0].obj.Annots = Array([field])
    resources = Dictionary(Font=pdf.pages[0].obj.Resources.Font)
    field.AP = Dictionary(
        N=pdf.make_stream(
            b"/Tx BMC BT /F1 12 Tf (Ama signed) Tj ET EMC",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 140, 20],
            Resources=resources,
        )
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), DR=resources, DA="/F1 12 Tf 0 g")
    inside = everything_in(put_together(samples.written(pdf)))
    assert b"Ama signed" in inside
    assert b"Widget" not in inside


def test_a_layer_that_is_switched_off_stays_off() -> None:
    pdf = opened(samples.PDF)
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Layer"))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    pdf.pages[0].obj.Resources.Properties = Dictionary(L1=layer)
    with opened(put_together(samples.written(pdf))) as kept:
        off: Any = kept.Root.OCProperties.D.OFF[0]
        assert off.objgen == kept.pages[0].obj.Resources.Properties.L1.objgen


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.4\nnothing follows",
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n",
        samples.PDF[:60],
        samples.written(pikepdf.Pdf.new()),
    ],
)
def test_one_that_cannot_be_put_together_is_refused(content: bytes) -> None:
    with pytest.raises(Refused) as no:
        put_together(content)
    assert str(no.value) == BROKEN


def test_one_with_a_password_is_refused_and_one_that_only_forbids_printing_is_not() -> None:
    with opened(samples.PDF) as pdf:
        locked = samples.written(pdf, encryption=pikepdf.Encryption(owner="a", user="b"))
        printing = samples.written(pdf, encryption=pikepdf.Encryption(owner="a", user=""))
    with pytest.raises(Refused) as no:
        put_together(locked)
    assert str(no.value) == LOCKED
    with opened(put_together(printing)) as kept:
        assert not kept.is_encrypted


def test_a_picture_in_a_pdf_that_lies_about_itself_is_refused() -> None:
    for broken in (b"no picture", b"\xff\xd8\xff\xe1\x00\x00"):
        with pytest.raises(ValueError, match="not a JPEG"):
            without_notes(broken)
    assert without_notes(b"\xff\xd8\xff") == b"\xff\xd8\xff"


def test_the_same_pdf_is_kept_the_same() -> None:
    assert put_together(loaded()) == put_together(loaded())


@pytest.mark.django_db
def test_it_is_cleaned_where_it_is_stored() -> None:
    file = store_file(by=SYSTEM, content=loaded(), name="a.pdf")
    assert SECRET.encode() not in everything_in(bytes(file.bytes.content))
    with pytest.raises(Refused, match="cannot be read"):
        store_file(by=SYSTEM, content=b"%PDF-1.4\nnothing", name="b.pdf")
    assert StoredFile.objects.count() == 1
