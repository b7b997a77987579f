"""Drawn faces of the demo's invented staff, so that a child's “Who is who” shows how it looks; nobody was photographed."""

from io import BytesIO

from PIL import Image, ImageDraw

# Skin, hair, jumper, and whether the hair is long.
Look = tuple[str, str, str, bool]
LOOKS: dict[str, Look] = {
    "social_worker": ("#c68863", "#2b1d17", "#1d70b8", True),
    "newly_qualified": ("#f1c7a5", "#a8572a", "#5a7d2a", False),
    "team_manager": ("#f3d2ba", "#8a8d8f", "#7a3e8f", True),
}
SIDE = 240
_INK = "#33261f"


def portrait_of(look: Look) -> bytes:
    """Return a PNG of 240 pixels a side."""
    skin, hair, jumper, is_long = look
    image = Image.new("RGB", (SIDE, SIDE), "#fbe3ec")
    draw = ImageDraw.Draw(image)
    if is_long:
        draw.rounded_rectangle((58, 50, 182, 200), 60, fill=hair)
    draw.ellipse((30, 178, 210, 320), fill=jumper)
    draw.rectangle((102, 160, 138, 196), fill=skin)
    draw.ellipse((70, 52, 170, 178), fill=skin)
    draw.chord((66, 38, 174, 150), 180, 360, fill=hair)
    for x in (98, 142):
        draw.ellipse((x - 6, 106, x + 6, 120), fill=_INK)
    draw.arc((94, 116, 146, 156), 20, 160, fill=_INK, width=5)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
