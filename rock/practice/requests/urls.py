"""Addresses of the hub's pages."""

from django.urls import path

from rock.practice.requests.views import agreeing, board, deciding, liaison, measuring, people, receiving, telling

app_name = "requests"
urlpatterns = [
    path("", board.board, name="board"),
    path("decided/", board.decided, name="decided"),
    path("to-tell/", board.to_tell, name="to_tell"),
    path("measures/", measuring.measures, name="measures"),
    path("measures/<slug:key>/", measuring.behind, name="measure"),
    path("new/", receiving.new, name="new"),
    path("<str:reference>/", board.show, name="request"),
    path("<str:reference>/take/", board.take, name="take"),
    path("<str:reference>/hand-over/", board.hand_over, name="hand_over"),
    path("<str:reference>/people/new/", receiving.add_person, name="add_person"),
    path("<str:reference>/people/<int:pk>/", people.match, name="match"),
    path("<str:reference>/history/", people.history, name="history"),
    path("<str:reference>/decide/", deciding.decide, name="decide"),
    path("<str:reference>/tell/", telling.tellings, name="tellings"),
    path("<str:reference>/tell/asker/", telling.tell_asker, name="tell_asker"),
    path("<str:reference>/tell/<int:pk>/", telling.tell, name="tell"),
    path("<str:reference>/tell/<int:pk>/letter/", telling.letter, name="letter"),
    path("<str:reference>/tell/<int:pk>/told/", telling.told, name="told"),
    path("<str:reference>/liaison/<int:pk>/", liaison.name, name="liaison"),
    path("<str:reference>/liaison/<int:pk>/first/", liaison.first, name="first_conversation"),
    path("<str:reference>/agreed/<int:pk>/", agreeing.what, name="agreed"),
    path("<str:reference>/agreed/<int:pk>/help/", agreeing.help_agreed, name="agreed_help"),
    path("<str:reference>/agreed/<int:pk>/ask/", agreeing.ask_agreed, name="agreed_ask"),
    path("<str:reference>/agreed/<int:pk>/not-needed/", agreeing.not_needed, name="agreed_not-needed"),
    path("<str:reference>/agreed/<int:pk>/information/", agreeing.information, name="agreed_information"),
    path("<str:reference>/agreements/<int:pk>/withdraw/", agreeing.withdraw, name="withdraw_agreement"),
]
