"""A link as a picture that a phone’s camera reads, as an element of the page: the security policy forbids data addresses."""

import qrcode
from markupsafe import Markup
from qrcode.image.svg import SvgPathImage


def picture_of(link: str, label: str) -> Markup:
    """Return the SVG of a link, named for who cannot see it."""
    svg: str = qrcode.make(link, image_factory=SvgPathImage, border=2).to_string(encoding="unicode")
    start = svg[svg.index("<svg") :]
    return Markup(start.replace("<svg", '<svg class="rock-qr" role="img" aria-label="{}"', 1)).format(label)  # noqa: S704
