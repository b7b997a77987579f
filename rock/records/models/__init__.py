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
from rock.records.models.day import DayEntry, SlotMark, Wish
from rock.records.models.documents import PersonDocument
from rock.records.models.events import Event, EventKind, EventPerson, OutboxEntry
from rock.records.models.families import Family, FamilyMember, MemberRole, NetworkCircle, NetworkMember
from rock.records.models.occasions import (
    Audience,
    Occasion,
    OccasionKind,
    Presence,
    PresenceMode,
    SaidInHearing,
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
from rock.records.models.promises import Promise, PromiseState, ServiceAnswer, ServiceAsked
from rock.records.models.redaction import Redaction, RedactionKind, RedactionPair
from rock.records.models.relationships import CourtOrder, OrderKind, Relationship, RelationshipKind
from rock.records.models.slots import DayKind, Mark, Need, Slot, Source

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
    "DayEntry",
    "DayKind",
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
    "Mark",
    "MemberRole",
    "NameKind",
    "Need",
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
    "SaidInHearing",
    "SamePerson",
    "SameRecord",
    "ServiceAnswer",
    "ServiceAsked",
    "Sex",
    "Slot",
    "SlotMark",
    "Source",
    "Statement",
    "StatementAbout",
    "Telling",
    "TellingChoice",
    "UPNUnknown",
    "Wish",
]
