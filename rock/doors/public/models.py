"""A request that has not been sent: sealed, so that nobody but its writer can read it."""

from django.db import models


class UnsentRequest(models.Model):
    """Answers sealed under a token that only the writer's browser holds; gone when `expires_at` has come.

    Once sent, the sealed part is the copy that may be shown once, and the row lives for an hour. It is not tracked:
    a history table would keep what was thrown away.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    code_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    sealed_token = models.BinaryField(null=True, blank=True)
    begun_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Fields:
        keep = "id token_hash code_hash begun_at expires_at sent_at"
        scrub = "sealed sealed_token"

    def __str__(self) -> str:
        return f"Request {self.pk}, {'sent' if self.sent_at else 'not sent'}"
