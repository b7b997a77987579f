"""Who the Carrows are, and what was said about them and to them."""

from datetime import date

from rock.practice.requests.answers import PersonAsked

SCHOOL = "Marram Primary School"
OLD_HOME = ("14 Cockle Street, Blackpool", "FY99 4NO")
NEW_HOME = ("Flat 3, 8 Limpet Row, Blackpool", "FY99 2DO")
LEFT_ON = date(2026, 9, 11)

TYLER = PersonAsked("Tyler Carrow", True, date(2011, 3, 9), school="Breakwater Academy")
MAISIE = PersonAsked("Maisie Carrow", True, date(2017, 5, 21), school=SCHOOL)
ALFIE = PersonAsked("Alfie Carrow", True, date(2026, 4, 2))
LEANNE = PersonAsked("Leanne Carrow", False, date(1993, 8, 14), who="Mum")
CRAIG = PersonAsked("Craig Carrow", False, date(1990, 1, 30), who="Dad")

FIRST_WORDS = {
    "going_well": "Tyler is funny and quick, and he never misses training on a Tuesday.",
    "worry": "He has come in without lunch most days since Easter and fell asleep twice in maths.",
    "tried": "His form tutor rang home, and he has had toast with us before registration.",
    "would_help": "Somebody who could help Mum with the money side of things.",
    "family_said": "Mum said she would be glad of it, as long as nobody made a fuss.",
}
WORDS = {
    "going_well": "Maisie reads to the little ones at break, and Mum walks her in on time every morning.",
    "worry": "She told our lunchtime helper that Dad pushed Mum on the stairs while Mum held the baby. They left that night.",
    "tried": "We have given Maisie a quiet start each day, and Mum comes in to talk with me on Fridays.",
    "would_help": "Somebody who makes sure that they stay safe where they are, and who listens to Tyler. He is very quiet.",
    "family_said": "Mum said that she wants help, and that Dad must not find out where they live.",
}
REASONS = (
    "Two children saw their father push their mother, who held the baby. She acted at once, found somewhere safe and told "
    "the school. Her own mother helps every day. Strong care, and a danger that is close in time: a social worker gets to "
    "know them now. The earlier request was about money and ended well."
)
FAMILY_WORDS = (
    "We heard that you were hurt at home and that you left to keep everybody safe. That was brave. We know that Maisie "
    "loves her school and that her nan comes every day. A social worker would like to get to know you all, to find out "
    "with you what would help."
)
FOR_CRAIG = (
    "We were told about arguments at home that frightened the children. We know that you care about them. A social "
    "worker will get to know the family. She will talk with you as well, on your own, and will listen to what you say."
)
FIRST_TALK = (
    "Leanne said the nights are the hardest part, and that the baby has slept better this week. She wants Tyler to have "
    "somebody of his own to talk to. Texts are best before three, because she cannot talk on the way from school."
)
HIS_TALK = (
    "Craig said that he misses the children, and that he is ashamed of the shouting. He works shifts and is best rung after "
    "four. He will come to our office to talk with the social worker on his own."
)
