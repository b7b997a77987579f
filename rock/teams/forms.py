"""The questions when a child gets a worker, and when pods and posts are made and ended."""

from typing import Any, cast

from rock.accounts.choosing import StaffField
from rock.accounts.models import User
from rock.core import forms, time
from rock.teams.leaving import Left
from rock.teams.models import Pod, PostTitle
from rock.teams.queries.allocating import InPod


class PodForm(forms.Form):
    """Which pod."""

    pod = forms.RadiosField("Which pod will work with them?", choices=[], empty="Choose a pod")

    def __init__(self, *args: Any, pods: list[Pod], **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.RadiosField, self.fields["pod"]).choices = [
            (str(pod.pk), f"{pod.name}, {pod.service}") for pod in pods
        ]


class AllocateForm(forms.Form):
    """Who in the pod, from when, and why."""

    worker = StaffField("Who is their worker?", empty="Choose their worker")
    second = StaffField(
        "Who is the second person who knows them?",
        hint="When the worker is away, the child still has somebody they know",
        empty="Choose the second person",
    )
    starts = forms.DateField("From which day?", called="The day", empty="Enter the day")
    why = forms.TextField("Why this worker?", hint="For example: she knows the older sister", max_length=300)

    def __init__(self, *args: Any, people: list[InPod], **options: Any) -> None:
        super().__init__(*args, **{"initial": {"starts": time.today()}} | options)
        users = [row.post.user for row in people]
        words = {row.post.user_id: row.words for row in people}
        for name in ("worker", "second"):
            cast(StaffField, self.fields[name]).offer(users, words)


class MakePodForm(forms.Form):
    """A new small team."""

    name = forms.TextField("What is the pod called?", max_length=50, empty="Enter what the pod is called")
    service_name = forms.TextField(
        "Which service does it belong to?", max_length=80, empty="Enter the service", hint="For example: Assessment"
    )


class FillPostForm(forms.Form):
    """Who joins a pod, as what and from when."""

    user = StaffField("Who joins the pod?", empty="Choose who joins the pod")
    title = forms.RadiosField("As what?", choices=PostTitle.choices, empty="Choose their place in the pod")
    starts = forms.DateField("From which day?", called="The day", empty="Enter the day")

    def __init__(self, *args: Any, people: list[User], **options: Any) -> None:
        super().__init__(*args, **{"initial": {"starts": time.today()}} | options)
        cast(StaffField, self.fields["user"]).offer(people)


class EndPostForm(forms.Form):
    """When a post ends."""

    on = forms.DateField(
        "On which day does it end?",
        called="The day",
        hint="From that day they are not in the pod",
        empty="Enter the day on which it ends",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"on": time.today()}} | options)


class HandOnForm(forms.Form):
    """What is handed on, and to whom."""

    what = forms.CheckboxesField("What do you hand on?", choices=[], empty="Choose what you hand on")
    to = StaffField("To whom?", empty="Choose who takes it on")

    def __init__(self, *args: Any, left: dict[str, Left], people: list[User], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(key, f"{one.what}: {one.child}") for key, one in left.items()]
        cast(forms.CheckboxesField, self.fields["what"]).choices = choices
        cast(StaffField, self.fields["to"]).offer(people)
