"""Addresses of plans."""

from django.urls import path

from rock.practice.plans.views import doing, must, printing, promised, reading, reviewing, running, then, writing

app_name = "plans"

urlpatterns = [
    path("", reading.plans, name="plans"),
    path("start/<int:child_pk>/", running.start, name="start"),
    path("promised/<int:child_pk>/", promised.promised, name="promised"),
    path("promised/<int:child_pk>/<int:promise_pk>/", promised.became_of, name="became_of"),
    path("<int:pk>/", reading.plan, name="plan"),
    path("<int:pk>/together/", reading.together, name="together"),
    path("<int:pk>/versions/", reading.versions, name="versions"),
    path("<int:pk>/people/", running.people, name="people"),
    path("<int:pk>/people/<int:person_pk>/leave/", running.leave, name="leave"),
    path("<int:pk>/agree/", running.agree, name="agree"),
    path("<int:pk>/kind/", running.standing, name="standing"),
    path("<int:pk>/end/", running.end, name="end"),
    path("<int:pk>/end/share/", running.share_ending, name="share_ending"),
    path("<int:pk>/then-and-now/", then.then, name="then_and_now"),
    path("<int:pk>/reviews/words/<int:statement_pk>/", then.share, name="share_mark"),
    path("<int:pk>/reviews/<int:review_pk>/<int:person_pk>.pdf", then.paper, name="review_pdf"),
    path("<int:pk>/review/", reviewing.review, name="review"),
    path("<int:pk>/review/<slug:part>/", reviewing.part, name="review_part"),
    path("<int:pk>/print/", printing.choose, name="print"),
    path("<int:pk>/print/<int:person_pk>/fridge.pdf", printing.fridge, name="fridge"),
    path("<int:pk>/print/<int:person_pk>/plan.pdf", printing.whole, name="whole"),
    path("<int:pk>/write/<slug:kind>/", writing.write, name="write"),
    path("<int:pk>/must/", must.must, name="must"),
    path("<int:pk>/lines/<int:item_pk>/must/", must.happen, name="must_happen"),
    path("<int:pk>/lines/<int:item_pk>/must/end/", must.end, name="must_end"),
    path("<int:pk>/take-in/<int:promise_pk>/", writing.take_in, name="take_in"),
    path("<int:pk>/lines/<int:item_pk>/", reading.item, name="item"),
    path("<int:pk>/lines/<int:item_pk>/reword/", writing.reword, name="reword"),
    path("<int:pk>/lines/<int:item_pk>/say/", doing.say, name="say"),
    path("<int:pk>/lines/<int:item_pk>/promise/", doing.promise, name="promise"),
    path("<int:pk>/lines/<int:item_pk>/service/", doing.service, name="service"),
    path("<int:pk>/lines/<int:item_pk>/share/", writing.share, name="share"),
    path("<int:pk>/lines/<int:item_pk>/share/<int:person_pk>/stop/", writing.unshare, name="unshare"),
    path("<int:pk>/lines/<int:item_pk>/remove/", writing.remove, name="remove"),
]
