"""The words of requests: questions, routes and sources as screens and letters write them."""

from rock.practice.requests.models import Route

QUESTIONS = {
    "going_well": "What is going well",
    "worry": "What the worry is",
    "tried": "What has been tried",
    "would_help": "What would help",
    "family_said": "What the family said about asking",
    "why_not_talked": "Why the family has not been talked with",
    "partner_information": "What a partner added",
    "hidden_from": "What must not be learned, and by whom",
}

# What came of a request, said afterwards.
ROUTE_PAST: dict[str | None, str] = {
    Route.ADVICE: "Advice was given",
    Route.COMMUNITY: "Help in the community",
    Route.EARLY_HELP: "Early help with a named lead",
    Route.ASSESSMENT: "Getting to know the family (assessment)",
    Route.STRATEGY: "Talk with police and health first (strategy discussion)",
}

# What a professional who asked is told: the route and nothing about anybody.
ROUTE_FOR_ASKER: dict[str, str] = {
    Route.ADVICE: "Advice has been given.",
    Route.COMMUNITY: "The family has been shown help in the community.",
    Route.EARLY_HELP: "Early help follows, with a named lead.",
    Route.ASSESSMENT: "A social worker will get to know the family.",
    Route.STRATEGY: "Other services are being spoken with first.",
}
