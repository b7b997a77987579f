"""What stands beside each heading for whoever writes it, and where the family can look about money."""

from rock.practice.assessments.models import Heading

HINTS = {
    Heading.DAY: "What an ordinary day is like for the child, in their words first. Say who said what.",
    Heading.STRONG: "What works, who helps, and what shows it.",
    Heading.WORRY: "What worries us, plainly, and what shows it. Say who did what.",
    Heading.MONEY: "Is it money, or care, or both? What is missing, what was done about it, and what that changed in the day.",
    Heading.MEANING: "What all this is like for the child, and what could happen if nothing changes.",
    Heading.NEXT: "What would help, in the order in which the family wants it.",
}
# Links, not advice: what somebody can get changes, and these pages say what stands today.
MONEY_LINKS = (
    ("Check benefits and financial support", "https://www.gov.uk/check-benefits-financial-support"),
    ("Free school meals", "https://www.gov.uk/apply-free-school-meals"),
    ("Healthy Start", "https://www.healthystart.nhs.uk/"),
    ("Household Support Fund", "https://www.gov.uk/cost-of-living/household-support-fund"),
    ("Help with debts", "https://www.gov.uk/debt-advice"),
)
