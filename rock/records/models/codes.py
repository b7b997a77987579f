"""Statutory code sets that records hold (children-in-need census 2025-26), as choices."""

from django.db.models import TextChoices


class Sex(TextChoices):
    """Sex in census codes."""

    MALE = "M", "Male"
    FEMALE = "F", "Female"
    UNKNOWN = "U", "Not known"


class Ethnicity(TextChoices):
    """Ethnicity in census codes."""

    WBRI = "WBRI", "White British"
    WIRI = "WIRI", "White Irish"
    WIRT = "WIRT", "Traveller of Irish heritage"
    WOTH = "WOTH", "Any other White background"
    WROM = "WROM", "Gypsy or Roma"
    MWBC = "MWBC", "White and Black Caribbean"
    MWBA = "MWBA", "White and Black African"
    MWAS = "MWAS", "White and Asian"
    MOTH = "MOTH", "Any other mixed background"
    AIND = "AIND", "Indian"
    APKN = "APKN", "Pakistani"
    ABAN = "ABAN", "Bangladeshi"
    AOTH = "AOTH", "Any other Asian background"
    BCRB = "BCRB", "Caribbean"
    BAFR = "BAFR", "African"
    BOTH = "BOTH", "Any other Black background"
    CHNE = "CHNE", "Chinese"
    OOTH = "OOTH", "Any other ethnic group"
    REFU = "REFU", "Did not want to say"
    NOBT = "NOBT", "Not yet asked"


class Disability(TextChoices):
    """Disability in census codes; NONE stands alone."""

    NONE = "NONE", "No disability"
    MOB = "MOB", "Mobility"
    HAND = "HAND", "Hand function"
    PC = "PC", "Personal care"
    INC = "INC", "Incontinence"
    COMM = "COMM", "Communication"
    LD = "LD", "Learning"
    HEAR = "HEAR", "Hearing"
    VIS = "VIS", "Vision"
    BEH = "BEH", "Behaviour"
    CON = "CON", "Consciousness"
    AUT = "AUT", "Autism"
    DDA = "DDA", "Other"


class UPNUnknown(TextChoices):
    """Why there is no unique pupil number, in census codes (the guide's wording is not held; the codes are)."""

    UN1 = "UN1", "UN1"
    UN2 = "UN2", "UN2"
    UN3 = "UN3", "UN3"
    UN4 = "UN4", "UN4"
    UN5 = "UN5", "UN5"
    UN6 = "UN6", "UN6"
    UN7 = "UN7", "UN7"
