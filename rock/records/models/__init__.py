"""Everything that is known, said and agreed; each idea in one module."""

from rock.records.models.agreements import (
    Agreement,
    AgreementKind,
    Answer,
    InformationShare,
    Telling,
    TellingChoice,
)
from rock.records.models.clocks import Clock, ClockRule, ClockUnit
from rock.records.models.codes import Disability, Ethnicity, Sex, UPNUnknown
from rock.records.models.documents import PersonDocument
from rock.records.models.events import Event, EventKind, EventPerson, OutboxEntry
from rock.records.models.families import Family, FamilyMember, MemberRole, NetworkCircle, NetworkMember
from rock.records.models.occasions import (
    Audience,
    Occasion,
    OccasionKind,
    Presence,
    PresenceMode,
    Statement,
    StatementAbout,
)
from rock.records.models.people import (
    BirthKind,
    Identifier,
    IdentifierKind,
    NameKind,
    Person,
    PersonDisability,
    PersonName,
    SamePerson,
    SameRecord,
)
from rock.records.models.places import Channel, ContactPoint, Residence
from rock.records.models.promises import Promise, PromiseState
from rock.records.models.redaction import Redaction, RedactionKind, RedactionPair
from rock.records.models.relationships import CourtOrder, OrderKind, Relationship, RelationshipKind

__all__ = [
    "Agreement",
    "AgreementKind",
    "Answer",
    "Audience",
    "BirthKind",
    "Channel",
    "Clock",
    "ClockRule",
    "ClockUnit",
    "ContactPoint",
    "CourtOrder",
    "Disability",
    "Ethnicity",
    "Event",
    "EventKind",
    "EventPerson",
    "Family",
    "FamilyMember",
    "Identifier",
    "IdentifierKind",
    "InformationShare",
    "MemberRole",
    "NameKind",
    "NetworkCircle",
    "NetworkMember",
    "Occasion",
    "OccasionKind",
    "OrderKind",
    "OutboxEntry",
    "Person",
    "PersonDisability",
    "PersonDocument",
    "PersonName",
    "Presence",
    "PresenceMode",
    "Promise",
    "PromiseState",
    "Redaction",
    "RedactionKind",
    "RedactionPair",
    "Relationship",
    "RelationshipKind",
    "Residence",
    "SamePerson",
    "SameRecord",
    "Sex",
    "Statement",
    "StatementAbout",
    "Telling",
    "TellingChoice",
    "UPNUnknown",
]
