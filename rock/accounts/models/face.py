"""The picture of somebody who works with families."""

from django.conf import settings
from django.db import models

from rock.core import time


class Face(models.Model):
    """A member of staff's own picture, small and square, shown to the children they work with until they take it down."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="face"
    )
    picture = models.BinaryField()
    shown_since = models.DateTimeField(default=time.now)

    class Fields:
        keep = "user shown_since"
        scrub = "picture"

    def __str__(self) -> str:
        return f"Picture of {self.user_id}"
