"""Run by the kill test in a process of its own: makes a colleague at the hub with a session, and requests to take.

Prints the session's key and the references as JSON.
"""

import json
import sys

import django

django.setup()

from rock.accounts.roles import Role  # noqa: E402
from tests.support import requests as asking  # noqa: E402
from tests.support.sessions import session_key  # noqa: E402


def main(count: int) -> None:
    """Make them and print where they are."""
    colleague = asking.at_hub(Role.HUB_WORKER, "Jas")
    references = [asking.request().reference for _ in range(count)]
    json.dump({"session": session_key(colleague), "references": references}, sys.stdout)


main(int(sys.argv[1]))
