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

# The same, in words that a family can use.
ROUTE_FOR_FAMILY: dict[str, str] = {
    Route.ADVICE: "We have given some advice. We do not need to do more now.",
    Route.COMMUNITY: "There is help near you that fits. You do not need a social worker for it.",
    Route.EARLY_HELP: "Somebody you may know already will bring the right help together with you. We call them your lead.",
    Route.ASSESSMENT: "A social worker will get to know you and your children, to see what help fits.",
    Route.STRATEGY: "We need to talk with the police and health first, to be sure that everyone is safe.",
}

# What a professional who asked is told: the route and nothing about anybody.
ROUTE_FOR_ASKER: dict[str, str] = {
    Route.ADVICE: "Advice has been given.",
    Route.COMMUNITY: "The family has been shown help in the community.",
    Route.EARLY_HELP: "Early help follows, with a named lead.",
    Route.ASSESSMENT: "A social worker will get to know the family.",
    Route.STRATEGY: "Other services are being spoken with first.",
}
