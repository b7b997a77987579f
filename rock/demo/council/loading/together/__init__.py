"""What a family and its workers did together: visits with the child's day, assessments with answers, plans and reviews.

Only for children whose work is open, or ended within a year before the moment; who came earlier keeps the statutory rows.
"""

from rock.demo.council.loading.known import Known
from rock.demo.council.loading.together import assessing, planning, visiting
from rock.demo.council.loading.together.home import Home, work_of
from rock.demo.council.loading.writing import FamilyRows


def write(rows: FamilyRows, known: Known) -> None:
    """Write it for one family, after its statutory rows."""
    work = work_of(rows, known)
    if not work:
        return
    home = Home(rows, known)
    visiting.write(home, work)
    for one in work:
        if not one.early_help:
            assessing.write(home, one)
        planning.write(home, one)


__all__ = ["write"]
