"""Published figures of Blackpool, to which the synthetic council is calibrated.

Source: Department for Education, Local Authority Interactive Tool (8 April 2026) and children's social care dashboard
(27 April 2026), Open Government Licence v3. Years end on 31 March; the workforce is that of 30 September of the year. Where
nothing is published the comment says assumed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Year:
    """One year to 31 March: counts, and shares between 0 and 1."""

    referrals: int
    per_10_000: float
    re_referred: float
    not_in_need: float
    in_45_days: float
    enquiries_per_10_000: float
    conference_delays: tuple[int, int, int, int]
    plans_started: int
    plans_open: int
    second_plans: float
    reviewed_in_time: float
    in_need_open: int
    police: float
    health: float
    school: float

    @property
    def enquiries(self) -> float:
        """Return the section 47 enquiries of the year, from the two rates per 10,000."""
        return self.referrals * self.enquiries_per_10_000 / self.per_10_000

    @property
    def conferences(self) -> int:
        """Return the initial conferences: the sum of the four delay buckets (0-10, 11-15, 16-20, 21+ working days)."""
        return sum(self.conference_delays)

    @property
    def conferences_in_15_days(self) -> float:
        """Return the share of initial conferences within 15 working days."""
        return sum(self.conference_delays[:2]) / self.conferences


YEARS: Mapping[int, Year] = {
    2018: Year(
        2760, 971.9, 0.241, 0.310, 0.783, 488.4, (81, 333, 10, 37), 448, 275, 0.225, 1.000, 1796, 0.427, 0.127, 0.093
    ),
    2019: Year(
        2961, 1042.5, 0.221, 0.265, 0.778, 500.3, (51, 400, 17, 48), 495, 399, 0.251, 0.960, 2288, 0.437, 0.119, 0.106
    ),
    2020: Year(
        3819, 1335.3, 0.290, 0.348, 0.739, 478.3, (20, 253, 101, 131), 457, 363, 0.263, 0.875, 2097, 0.410, 0.132, 0.141
    ),
    2021: Year(
        2739, 968.6, 0.319, 0.353, 0.804, 367.1, (94, 177, 64, 50), 356, 357, 0.205, 0.830, 2020, 0.350, 0.123, 0.106
    ),
    2022: Year(
        3122, 1122.3, 0.288, 0.394, 0.773, 411.6, (19, 267, 52, 72), 380, 296, 0.247, 0.978, 2040, 0.393, 0.102, 0.099
    ),
    2023: Year(
        2407, 850.5, 0.233, 0.308, 0.773, 418.7, (25, 256, 59, 57), 373, 356, 0.220, 0.872, 2075, 0.360, 0.116, 0.105
    ),
    2024: Year(
        2174, 759.3, 0.193, 0.340, 0.823, 306.0, (13, 213, 61, 54), 271, 273, 0.310, 0.925, 1773, 0.370, 0.120, 0.133
    ),
    2025: Year(
        2707, 935.9, 0.234, 0.354, 0.873, 312.6, (39, 210, 50, 48), 301, 249, 0.286, 0.937, 1753, 0.393, 0.086, 0.066
    ),
}


@dataclass(frozen=True, slots=True)
class Workforce:
    """One 30 September: full-time equivalents, cases, and turnover as a share."""

    case_holders: float
    cases: int
    caseload: float
    turnover: float
    starters: float
    leavers: float


WORKFORCE: Mapping[int, Workforce] = {
    2017: Workforce(72.3, 1397, 19.3, 0.263, 28.5, 35.4),
    2018: Workforce(83.7, 1744, 20.8, 0.177, 26.8, 24.5),
    2019: Workforce(114.5, 2332, 20.4, 0.195, 32.9, 28.0),
    2020: Workforce(112.0, 2014, 18.0, 0.187, 56.6, 31.8),
    2021: Workforce(104.4, 2060, 19.7, 0.257, 46.4, 44.3),
    2022: Workforce(111.9, 1865, 16.7, 0.130, 37.4, 23.9),
    2023: Workforce(100.9, 1719, 17.0, 0.155, 36.2, 29.6),
    2024: Workforce(106.5, 1603, 15.1, 0.147, 33.4, 28.6),
    2025: Workforce(107.8, 1815, 16.8, 0.118, 16.8, 22.3),
}

# Working days from start to authorisation, all of 2024 (2,672 assessments): first, last, how many. 61+ runs to 110: assumed.
ASSESSMENT_DAYS = (
    (0, 0, 97),
    (1, 10, 289),
    (11, 20, 406),
    (21, 30, 470),
    (31, 40, 485),
    (41, 45, 451),
    (46, 50, 126),
    (51, 60, 73),
    (61, 110, 275),
)
CONFERENCE_DAYS = ((4, 10), (11, 15), (16, 20), (21, 40))

# Episodes that ended, without a protection plan, by length in years: from the published lengths of all that ended in 2025.
EPISODE_YEARS = ((0.12, 0.25, 0.45), (0.25, 0.5, 0.14), (0.5, 1.0, 0.13), (1.0, 2.0, 0.13), (2.0, 2.0, 0.15))
LONG_EPISODE_EXTRA_YEARS = 2.2  # mean beyond two years: fitted to the published stock

# Assumed: which review ends a protection plan, so that mean length is plans open over plans started (10 months).
ENDS_AT_REVIEW = (0.20, 0.42, 0.24, 0.09, 0.05)

# The remainder of sources beside police, health and schools is published only as one; its parts are assumed.
HEALTH = {"3A": 0.22, "3B": 0.2, "3C": 0.12, "3D": 0.12, "3E": 0.24, "3F": 0.1}
REMAINDER = {
    "1A": 0.16,
    "1B": 0.06,
    "1C": 0.1,
    "1D": 0.02,
    "2B": 0.06,
    "4": 0.06,
    "5A": 0.08,
    "5B": 0.12,
    "5C": 0.05,
    "5D": 0.12,
    "7": 0.08,
    "8": 0.05,
    "9": 0.04,
}

# Share of 2,361 assessments of 2024-25 that name each factor; 8 to 17 are those that need an older child.
FACTORS = {
    "4B": 1127,
    "3B": 905,
    "3A": 562,
    "4A": 492,
    "16A": 449,
    "1B": 440,
    "2B": 428,
    "3C": 428,
    "17A": 427,
    "4C": 371,
    "18C": 222,
    "2A": 217,
    "5A": 201,
    "6B": 197,
    "1A": 178,
    "11A": 142,
    "5B": 121,
    "15A": 116,
    "19C": 112,
    "14A": 89,
    "7A": 88,
    "24A": 82,
    "10A": 72,
}
ASSESSED_WITH_FACTORS = 2361
OLDER_CHILD_FACTORS = frozenset({"4A", "2A", "1A", "11A", "15A", "14A", "7A", "24A", "10A"})

CATEGORIES = {"NEG": 0.46, "EMO": 0.39, "PHY": 0.08, "SAB": 0.05, "MUL": 0.02}  # assumed: near England's mix
# Assumed, near England's mix (nothing is published of Blackpool here): children in need with a disability, how many each
# of them has (one, two, three), and which; and how many episodes of three months or more end with the child's death.
DISABLED = 0.12
DISABILITIES_EACH = (0.62, 0.27, 0.11)
DISABILITIES = {
    "LD": 0.26,
    "AUT": 0.21,
    "COMM": 0.12,
    "BEH": 0.12,
    "MOB": 0.08,
    "PC": 0.05,
    "DDA": 0.05,
    "VIS": 0.03,
    "HEAR": 0.03,
    "INC": 0.02,
    "CON": 0.02,
    "HAND": 0.01,
}
DIED = 0.002
REQUESTS_PER_REFERRAL = 2.0  # assumed: contacts are not published, a council counts two to four for each
ROUTES_WITHOUT_REFERRAL = {"advice": 0.5, "community": 0.2, "early_help": 0.3}  # assumed
DECIDED_IN_A_DAY = 0.94  # assumed
CHILDREN_PER_FAMILY = (0.38, 0.32, 0.17, 0.08, 0.04, 0.01)  # assumed

# Assumed: how requests fall on the hours of a day by who asks, and on the days of a week, Monday first.
HOURS = {
    "police": (3, 3, 2, 2, 1, 1, 2, 4, 6, 7, 7, 6, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 4),
    "school": (0, 0, 0, 0, 0, 0, 0, 1, 5, 10, 11, 10, 8, 10, 14, 16, 9, 3, 1, 0, 0, 0, 0, 0),
    "health": (1, 0, 0, 0, 0, 0, 0, 1, 4, 9, 12, 11, 8, 9, 11, 10, 8, 4, 2, 2, 1, 1, 1, 1),
    "family": (1, 1, 0, 0, 0, 0, 1, 2, 4, 7, 8, 7, 6, 6, 6, 7, 7, 6, 6, 7, 8, 7, 5, 3),
    "services": (0, 0, 0, 0, 0, 0, 0, 1, 5, 10, 12, 11, 8, 10, 12, 12, 9, 4, 1, 1, 1, 0, 0, 0),
}
WEEKDAYS = (1.18, 1.12, 1.1, 1.1, 1.15, 0.6, 0.55)
MONTHS = (1.0, 1.0, 1.08, 0.95, 1.05, 1.08, 1.05, 0.85, 1.02, 1.05, 1.05, 0.85)

FIRST, LAST = min(YEARS), max(YEARS)


def year_of(day: date) -> int:
    """Return the year to 31 March in which a day falls: 2025 is 1 April 2024 to 31 March 2025."""
    return day.year + (day.month > 3)


def published(day: date) -> Year:
    """Return the figures for a day; before the first and after the last year those of that year."""
    return YEARS[min(max(year_of(day), FIRST), LAST)]


def workforce(year: int) -> Workforce:
    """Return the workforce of a September; outside the series that of its first or last year."""
    return WORKFORCE[min(max(year, min(WORKFORCE)), max(WORKFORCE))]


# Assumed: what the worry is, by who asks. Domestic abuse leads what police send.
WORRIES: Mapping[str, Mapping[str, int]] = {
    "police": {
        "domestic_abuse": 46,
        "parent_mental_health": 9,
        "alcohol": 9,
        "drugs": 8,
        "family_stress": 8,
        "exploitation": 7,
        "neglect": 5,
        "physical_harm": 4,
        "sexual_harm": 2,
        "child_mental_health": 2,
    },
    "school": {
        "neglect": 18,
        "child_mental_health": 16,
        "family_stress": 14,
        "parent_mental_health": 12,
        "domestic_abuse": 12,
        "physical_harm": 10,
        "alcohol": 5,
        "drugs": 4,
        "money": 4,
        "sexual_harm": 3,
        "exploitation": 2,
    },
    "other": {
        "domestic_abuse": 18,
        "parent_mental_health": 18,
        "neglect": 12,
        "alcohol": 10,
        "drugs": 9,
        "child_mental_health": 9,
        "family_stress": 8,
        "housing": 5,
        "money": 4,
        "physical_harm": 3,
        "disability": 3,
        "exploitation": 2,
        "sexual_harm": 1,
    },
}
