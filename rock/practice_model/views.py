"""Pages: the practice model, the word list, and a place to check some words."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from rock.accounts.access import allow
from rock.accounts.policy import Action
from rock.practice_model import presenters, queries
from rock.practice_model.checker import check
from rock.practice_model.forms import CheckForm

WORDS_A_PAGE = 40


@allow(Action.SEE_MODEL)
@require_safe
def model(request: HttpRequest) -> HttpResponse:
    """Show the principles, in the families' words first."""
    return render(request, "practice_model/model.html", {"published": queries.principles()})


@allow(Action.SEE_MODEL)
@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """Show the word list, or the part of it that holds the text looked for."""
    wanted = request.GET.get("q", "")[:100]
    found = queries.find_words(wanted)
    page = Paginator(found, WORDS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [presenters.word_row(word) for word in page],
        "page": page,
        "wanted": wanted,
        "count": len(found),
    }
    return render(request, "practice_model/words.html", context)


@allow(Action.SEE_MODEL)
@require_http_methods(["GET", "HEAD", "POST"])
def check_words(request: HttpRequest) -> HttpResponse:
    """Check words that somebody pasted; they are answered and not kept."""
    form = CheckForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "report": None}
    if form.is_valid():
        text = form.cleaned_data["words"]
        report = check(text, audience=form.cleaned_data["audience"])
        context |= {
            "report": report,
            "reading": presenters.reading_words(report),
            "advice": presenters.advice(report.flags),
            "pieces": presenters.pieces(text, report.flags),
        }
    return render(request, "practice_model/check.html", context)
