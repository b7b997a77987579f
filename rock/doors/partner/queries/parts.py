"""One question of an assessment, by its link: open, answered, or no longer there."""

from rock.core import time
from rock.core.secret_links import link_hash
from rock.doors.partner.models import PartnerHolder
from rock.practice.assessments.models import AgencyPart
from rock.practice.assessments.queries.agencies import part_for
from rock.reach.queries import is_kept_from, restriction_on


def open_part(token: str) -> AgencyPart | None:
    """Return the question that a link opens now: not once the child is restricted, nor for who left or is close to them."""
    row = part_for(token)
    return row if row and not _is_shut(row) else None


def _is_shut(row: AgencyPart) -> bool:
    child = row.assessment.referral.child
    holders = PartnerHolder.objects.filter(email__iexact=row.email).select_related("user")
    return restriction_on(child) is not None or any(
        is_kept_from(one.user, child) or (one.left_at is not None and one.left_at >= row.asked_at) for one in holders
    )


def has_come(token: str) -> bool:
    """Return whether the answer to a link's question came, while the link is not over."""
    rows = AgencyPart.objects.filter(token_hash=link_hash(AgencyPart.LINK, token), expires_at__gt=time.now())
    return rows.filter(answered_at__isnull=False).exists()
