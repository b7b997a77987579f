"""One question of an assessment, by its link: open, answered, or no longer there."""

from rock.core import time
from rock.core.secret_links import link_hash
from rock.practice.assessments.models import AgencyPart
from rock.practice.assessments.queries.agencies import part_for


def open_part(token: str) -> AgencyPart | None:
    """Return the question that a link opens now."""
    return part_for(token)


def has_come(token: str) -> bool:
    """Return whether the answer to a link's question came, while the link is not over."""
    rows = AgencyPart.objects.filter(token_hash=link_hash(AgencyPart.LINK, token), expires_at__gt=time.now())
    return rows.filter(answered_at__isnull=False).exists()
