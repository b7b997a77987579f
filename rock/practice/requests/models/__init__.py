"""Requests for support, what was decided about them, and the referrals that followed."""

from rock.practice.requests.models.decisions import Decision, HistoryOpening, Route
from rock.practice.requests.models.liaison import Liaison
from rock.practice.requests.models.referrals import ClosureReason, PrimaryNeed, Referral, ReferralSource
from rock.practice.requests.models.requests import (
    AskerKind,
    ContactMethod,
    RequestForSupport,
    RequestLook,
    RequestPerson,
    Talked,
)

__all__ = [
    "AskerKind",
    "ClosureReason",
    "ContactMethod",
    "Decision",
    "HistoryOpening",
    "Liaison",
    "PrimaryNeed",
    "Referral",
    "ReferralSource",
    "RequestForSupport",
    "RequestLook",
    "RequestPerson",
    "Route",
    "Talked",
]
