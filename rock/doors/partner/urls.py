"""Addresses of the partner's door, of one question by its link, and of the worker's pages about who is invited."""

from django.urls import path

from rock.doors.partner.views import entering, leading, own, part, staff, staff_plan

app_name = "partner"

urlpatterns = [
    path("partner/", own.home, name="home"),
    path("partner/leave/", entering.leave, name="leave"),
    path("partner/out/", entering.sign_out, name="sign_out"),
    path("partner/thanks/", own.thanks, name="thanks"),
    path("partner/in/<str:token>/", entering.link, name="link"),
    path("partner/in/<str:token>/send/", entering.send, name="send"),
    path("partner/in/<str:token>/code/", entering.code, name="code"),
    path("partner/<int:pk>/day/", own.day, name="day"),
    path("partner/<int:pk>/plan/", leading.plan, name="plan"),
    path("partner/<int:pk>/plan/suggest/<slug:kind>/", leading.suggest, name="suggest"),
    path("partner/<int:pk>/promise/<int:promise_pk>/", own.promise, name="promise"),
    path("partner/<int:pk>/question/<int:part_pk>/", own.part, name="part"),
    path("p/<str:token>/", part.part, name="asked"),
    path("p/<str:token>/send/", part.send, name="asked_send"),
    path("p/<str:token>/code/", part.code, name="asked_code"),
    path("people/<int:pk>/partners/", staff.show, name="staff"),
    path("people/<int:pk>/partners/invite/", staff.invite, name="invite"),
    path("people/<int:pk>/partners/<int:invitation_pk>/remind/", staff.remind, name="remind"),
    path("people/<int:pk>/partners/<int:invitation_pk>/longer/", staff.longer, name="longer"),
    path("people/<int:pk>/partners/<int:invitation_pk>/end/", staff.end, name="end"),
    path("people/<int:pk>/partners/<int:invitation_pk>/left/", staff.left, name="left"),
    path("people/<int:pk>/partners/<int:invitation_pk>/plan/", staff_plan.share, name="share_plan"),
    path("people/<int:pk>/partners/<int:invitation_pk>/words/<int:promise_pk>/", staff.words, name="words"),
    path(
        "people/<int:pk>/partners/<int:invitation_pk>/words/<int:promise_pk>/stop/", staff.stop_words, name="stop_words"
    ),
    path("people/<int:pk>/partners/replies/<int:reply_pk>/carry/", staff.carry, name="carry"),
]
