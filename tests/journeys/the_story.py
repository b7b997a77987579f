"""Everybody in the story from a day to its end, and how their pages are written."""

from playwright.sync_api import Page

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core import time
from rock.doors.family.services.opening import make_key
from rock.practice.plans.models import Plan
from rock.records.models import Channel, NetworkCircle, Person, RelationshipKind
from rock.records.services.families import add_to_network
from rock.teams.services.allocating import allocate
from tests.doors.family.standing import Standing, sent, standing
from tests.journeys.steps import InBrowser, headed, pod_of, press
from tests.support import factories as make


class Story:
    """Everybody in it, and a browser for each who reads."""

    def __init__(self, in_browser: InBrowser) -> None:
        self.open: InBrowser = in_browser
        self.told: Standing = standing()
        self.told.tell_dee(words="We would like to get to know you and Kai.")
        self.told.tell_ray()
        born = time.add_months(time.today(), -110)
        Person.objects.filter(pk=self.kai.pk).update(birth_date=born, birth_kind="exact")
        self.jo = make.person("Jo", "Poole")
        make.related(self.jo, self.kai, RelationshipKind.GRANDPARENT)
        make.contact(self.jo, "07700 900222", channel=Channel.TEXT)
        pod, (self.asha, kit) = pod_of("Asha Begum", "Kit Moss")
        self.manager = make.staff_user(Role.TEAM_MANAGER, "Mel Carr")
        allocate(by=self.told.manager, child=self.kai, family=self.told.family, pod=pod, worker=self.asha, second=kit)
        for user in (self.asha, self.manager):
            make.grant(user, [self.kai, self.told.bea, self.dee, self.ray, self.jo])
        add_to_network(
            by=self.asha, family=self.told.family, who="Nan", circle=NetworkCircle.NEAR, person=self.jo, offers="Tea"
        )

    @property
    def kai(self) -> Person:
        return self.told.kai

    @property
    def dee(self) -> Person:
        return self.told.dee

    @property
    def ray(self) -> Person:
        return self.told.ray

    def at(self, path: str, user: User | None = None) -> Page:
        """Return a phone on which a worker (Asha unless said) has a page open."""
        return self.open(path, phone=True, user=user or self.asha)

    def door(self, person: Person) -> Page:
        """Return a phone on which somebody went in at their door by a new link and its code."""
        token = make_key(by=self.asha, person=person).token
        page = self.open(f"/w/{token}/", phone=True)
        press(page, "Send me a code")
        page.get_by_label("What is your code?").fill(sent("door_code"))
        press(page, "Open")
        headed(page, "Your page")
        return page


def write(page: Page, **answers: str) -> None:
    """Type or choose answers by the names of their questions (`a__b` for “a-b”)."""
    for key, value in answers.items():
        name = key.replace("__", "-")
        one = page.locator(f'[name="{name}"]').first
        kind = one.get_attribute("type")
        if kind in {"radio", "checkbox"}:
            page.locator(f'[name="{name}"][value="{value}"]').check()
        elif one.evaluate("e => e.tagName") == "SELECT":
            one.select_option(value)
        else:
            one.fill(value)


def keep(page: Page, name: str) -> None:
    """Press a button; where words to think about are shown first, press it once more."""
    before = page.url
    press(page, name)
    assert page.locator(".govuk-error-summary").count() == 0, page.locator(".govuk-error-summary").inner_text()
    if page.url == before:
        press(page, name)


def line(story: Story, page: Page, plan: Plan, kind: str, **answers: str) -> None:
    page.goto(f"/plans/{plan.pk}/write/{kind}/")
    write(page, whose="worker", **answers)
    readers(page, story.dee, story.ray)
    keep(page, "Write it into the plan")


def readers(page: Page, *people: Person) -> None:
    for box in page.locator('[name="readers"]').all():
        box.set_checked(box.get_attribute("value") in {str(one.pk) for one in people})
    write(page, speaker_said="Yes, both may.")
