"""A plan on paper, for one reader: one page for the fridge, and the whole. Nothing that the reader may not read is in it."""

import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from rock.core import time
from rock.core.pdf import made_pdf
from rock.core.services import Refused
from rock.core.words import on_day
from rock.practice.plans.as_read import ItemForReader, PlanForReader, PromiseForReader
from rock.practice.plans.models import ItemKind, Plan
from rock.practice.plans.printing_words import HEADINGS, STANDINGS, head, said
from rock.practice.plans.queries.for_reader import plan_for
from rock.practice.plans.refusals import ENOUGH
from rock.practice.plans.services.readers import hidden_in_plan
from rock.practice_model.shipped import harm_words
from rock.records.hidden import Tokens, tokens
from rock.records.models import Person, Residence
from rock.records.names import plain_letters
from rock.records.queries.near import near
from rock.records.queries.people import one_person, open_on

_WORD = re.compile(r"[a-z]+|[0-9]+")
_DATA = Path(__file__).parent / "data"
# Beside the plain words for harm: fear, danger and calling for help.
NOT_FOR_THE_KITCHEN = frozenset((_DATA / "not_for_the_kitchen.txt").read_text("utf-8").split())
# Polish words change at their end: these are beginnings, without accents, and rather too many than too few.
POLISH_BEGINNINGS = tuple((_DATA / "not_for_the_kitchen.pl.txt").read_text("utf-8").split())
POLISH_LETTERS = frozenset("ąćęłńśźż")
READ_FOR_HARM = ("English", "Polish", "Polski")
TEMPLATES = Path(__file__).parent / "typst"
NOTHING_SHARED = "Nothing of this plan is shared with {person} yet. Share what they may read, then print it for them."


def read_by(plan: Plan, reader: Person, hidden: Tokens | None = None) -> PlanForReader:
    """Return the plan as a reader may have it on paper; Refused where nothing of it is shared with them.

    `hidden` is what a door keeps from them, where it is a door that prints.
    """
    kept_back = hidden_in_plan(plan, reader) if hidden is None else hidden
    read = plan_for(one_person([reader.pk]), [plan.child_id], hidden=kept_back)
    if read is None:
        raise Refused(NOTHING_SHARED.format(person=reader))
    return read


def fridge_pdf(plan: Plan, reader: Person, hidden: Tokens | None = None) -> bytes:
    """Return one page for the fridge: the good day, at most seven promises, what if, and whom to ring.

    Everybody who comes into the kitchen reads it, so it says no worry, leaves out every line that speaks of harm, of who
    frightens whom or of calling for help, and names no address: Refused where a line would. The whole plan has them all.
    """
    read = read_by(plan, reader, hidden)
    good_day, what_if = (_for_the_kitchen(read.of(kind)) for kind in (ItemKind.GOOD_DAY, ItemKind.WHAT_IF))
    standing = _for_the_kitchen([one for one in read.promises if one.promise and one.promise.is_open])[:ENOUGH]
    _refuse_addresses(plan, [*good_day, *standing, *what_if])
    data = _head(read, reader, _("%(name)s’s plan"))
    data["good_day"] = [_said(one) for one in good_day]
    data["promises"] = [_promise(one) for one in standing]
    data["what_if"] = [{"if": _after_if(one.condition), "said": _said(one)} for one in what_if]
    return made_pdf(TEMPLATES / "fridge.typ", plan=data)


def whole_pdf(plan: Plan, reader: Person, hidden: Tokens | None = None) -> bytes:
    """Return the whole plan for one reader in large type."""
    read = read_by(plan, reader, hidden)
    data = _head(read, reader, _("The plan of %(name)s"))
    data["sections"] = [
        {"title": str(HEADINGS[kind]), "lines": [_line(one) for one in read.of(kind)]}
        for kind in ItemKind
        if kind != ItemKind.PROMISE and read.of(kind)
    ]
    data["promises"] = [_promise(one) for one in read.promises]
    look = {"standing": STANDINGS.get(read.standing, ""), "day": on_day(read.review_on)}
    data["about"] = _("%(standing)s. We look at it together on %(day)s.") % look
    return made_pdf(TEMPLATES / "plan.typ", plan=data)


def _for_the_kitchen(lines: list[ItemForReader]) -> list[ItemForReader]:
    """Return the lines that anybody may read: who hurts or frightens somebody stands in the kitchen too.

    What was said in a language whose words for harm we do not know is on the whole plan only.
    """
    return [one for one in lines if one.language in READ_FOR_HARM and not _speaks_of_harm(one)]


def _speaks_of_harm(line: ItemForReader) -> bool:
    text = f"{line.condition} {line.words}".lower()
    if (harm_words() | NOT_FOR_THE_KITCHEN) & set(_WORD.findall(text)):
        return True
    is_polish = line.language != "English" or bool(POLISH_LETTERS & set(text))
    return is_polish and any(word.startswith(POLISH_BEGINNINGS) for word in plain_letters(text).split())


def _called(read: PlanForReader) -> str:
    return read.child.given_name or str(read.child)


def _head(read: PlanForReader, reader: Person, title: str) -> dict[str, Any]:
    worker = [f"{read.lead}: {read.lead_phone}"] if read.lead and read.lead_phone else [read.lead] if read.lead else []
    return head(reader, title % {"name": _called(read)}, worker)


def _said(line: ItemForReader, *, verbatim: bool = False) -> dict[str, str]:
    return asdict(said(line.words, line.language, verbatim=verbatim))


def _promise(line: ItemForReader) -> dict[str, Any]:
    made = line.promise
    if made is None:
        return {"said": _said(line), "who": "", "when": "", "must": "", "has_to": "", "help": ""}
    return {
        "said": _said(line),
        "who": _("You") if made.mine else made.owner,
        "when": made.look.words,
        "must": must_words(made),
        # Why may say who is hurt: whoever comes into the kitchen reads only that it has to.
        "has_to": _("This has to happen.") if made.has_to_happen else "",
        "help": made.help_needed,
    }


def must_words(made: PromiseForReader) -> str:
    """Return why a promise has to happen, as paper says it; empty for every other."""
    return _("This has to happen: %(why)s") % {"why": made.why} if made.has_to_happen else ""


def _line(line: ItemForReader) -> dict[str, Any]:
    return {
        "said": _said(line, verbatim=line.verbatim),
        "if": _after_if(line.condition),
        "when": on_day(line.when) if line.when else "",
        "who": _("You") if line.by_me else line.by,
    }


def _after_if(condition: str) -> str:
    """Return a condition without the “if” that the paper says before it."""
    return condition[3:] if condition.lower().startswith("if ") else condition


def _refuse_addresses(plan: Plan, lines: list[ItemForReader]) -> None:
    # A guess of the reader's own is no address on their own paper: that it was refused would tell them that it was right.
    addresses, open_ones = _addresses(plan), _addresses(plan, hidden=False)
    for line in lines:
        made = line.promise
        text = "\n".join([line.words, line.condition, made.owner if made else "", made.help_needed if made else ""])
        if found := (open_ones if line.typed else addresses).found_in(text):
            raise Refused(
                f"The page for the fridge must name no address, and this line says “{found[0]}”: “{line.words}”. "
                "Word it in another way, or print the whole plan."
            )


def _addresses(plan: Plan, **which: bool) -> Tokens:
    """Return what would name any address where somebody of the family lives, hidden or not."""
    rows = Residence.objects.filter(open_on(time.today()), person__in=near([plan.child_id]), **which)
    return tokens(rows.values_list("lines", "postcode", "also_hidden"))
