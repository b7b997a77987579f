"""Addresses of the child's own page, of the worker's page about it, and of the urgent list."""

from django.urls import path

from rock.doors.child.views import entering, own, plan, staff, young

app_name = "child"

urlpatterns = [
    path("me/", entering.card, name="card"),
    path("me/leave/", entering.leave, name="leave"),
    path("me/home/", own.home, name="home"),
    path("me/day/", own.day, name="day"),
    path("me/day/tell/", own.tell_day, name="tell_day"),
    path("me/wishes/", own.wishes, name="wishes"),
    path("me/wishes/new/", own.wish, name="wish"),
    path("me/thanks/", own.thanks, name="thanks"),
    path("me/people/", own.people, name="people"),
    path("me/people/<int:pk>/face/", own.face, name="face"),
    path("me/readers/", own.readers, name="readers"),
    path("me/readers/<int:pk>/", young.choose_readers, name="choose_readers"),
    path("me/agreed/", young.agreed, name="agreed"),
    path("me/agreed/<int:pk>/take-back/", young.take_back, name="take_back"),
    path("me/plan/", plan.plan, name="plan"),
    path("me/plan/write/<slug:kind>/", plan.write, name="plan_write"),
    path("me/plan/<int:pk>/", plan.line, name="plan_line"),
    path("me/plan/<int:pk>/done/", plan.done, name="plan_done"),
    path("me/not-safe/", own.not_safe, name="not_safe"),
    path("me/told/", own.told, name="told"),
    path("people/<int:pk>/card/", staff.show, name="staff"),
    path("people/<int:pk>/card/new/", staff.give_card, name="give_card"),
    path("people/<int:pk>/card/device/", staff.give_device, name="give_device"),
    path("people/<int:pk>/card/end/", staff.end_cards, name="end_cards"),
    path("people/<int:pk>/card/close/", staff.close, name="close"),
    path("people/<int:pk>/card/open/", staff.reopen, name="reopen"),
    path("urgent/", staff.urgent, name="urgent"),
    path("urgent/<int:pk>/", staff.take_on, name="take_on"),
]
