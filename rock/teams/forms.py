"""The questions when a child gets a worker."""

from typing import Any, cast

from rock.accounts.choosing import StaffField
from rock.core import forms, time
from rock.teams.models import Pod
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
