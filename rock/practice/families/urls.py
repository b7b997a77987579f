"""Addresses of the pages of people, families and networks."""

from django.urls import path

from rock.practice.families.views import documents, editing, family, network, person, redactions, relating, searching

app_name = "families"
urlpatterns = [
    path("people/", searching.search, name="search"),
    path("people/new/", searching.create, name="create"),
    path("people/<int:pk>/", person.person, name="person"),
    path("people/<int:pk>/history/", person.history, name="history"),
    path("people/<int:pk>/documents/", documents.documents, name="documents"),
    path("people/<int:pk>/documents/add/", documents.add_document, name="add_document"),
    path("people/<int:pk>/documents/<int:row>/", documents.download, name="document"),
    path("people/<int:pk>/name/", editing.add_name, name="add_name"),
    path("people/<int:pk>/birth/", editing.birth, name="birth"),
    path("people/<int:pk>/death/", editing.death, name="death"),
    path("people/<int:pk>/about/", editing.about, name="about"),
    path("people/<int:pk>/disabilities/", editing.disabilities, name="disabilities"),
    path("people/<int:pk>/number/", editing.add_identifier, name="add_identifier"),
    path("people/<int:pk>/number/<int:row>/remove/", editing.remove_identifier, name="remove_identifier"),
    path("people/<int:pk>/home/", editing.move_home, name="move_home"),
    path("people/<int:pk>/home/<int:row>/hidden/", editing.hide_home, name="hide_home"),
    path("people/<int:pk>/contact/", editing.add_contact, name="add_contact"),
    path("people/<int:pk>/contact/<int:row>/stop/", editing.end_contact, name="end_contact"),
    path("people/<int:pk>/related/", relating.relate, name="relate"),
    path("people/<int:pk>/related/<int:row>/end/", relating.end_relationship, name="end_relationship"),
    path("people/<int:pk>/order/", relating.add_order, name="add_order"),
    path("people/<int:pk>/order/<int:row>/end/", relating.end_order, name="end_order"),
    path("people/<int:pk>/same/", relating.join, name="join"),
    path("people/<int:pk>/same/<int:other>/undo/", relating.part, name="part"),
    path("people/<int:pk>/family/", family.create_family, name="create_family"),
    path("families/<int:pk>/", family.family, name="family"),
    path("families/<int:pk>/name/", family.rename_family, name="rename_family"),
    path("families/<int:pk>/member/", family.add_member, name="add_member"),
    path("families/<int:pk>/member/<int:row>/end/", family.end_member, name="end_member"),
    path("families/<int:pk>/network/", network.network, name="network"),
    path("families/<int:pk>/network/add/", network.add_to_network, name="add_to_network"),
    path("families/<int:pk>/network/<int:row>/change/", network.change_in_network, name="change_in_network"),
    path("families/<int:pk>/network/<int:row>/leave/", network.leave_network, name="leave_network"),
    path("redactions/", redactions.redactions, name="redactions"),
    path("redactions/about/<int:pk>/", redactions.words_of, name="words_of"),
    path("redactions/ask/<int:pk>/", redactions.ask_redaction, name="ask_redaction"),
    path("redactions/occasion/<int:pk>/", redactions.ask_occasion, name="ask_occasion"),
    path("redactions/document/<int:pk>/", redactions.ask_document, name="ask_document"),
    path("redactions/<int:pk>/agree/", redactions.agree, name="agree_redaction"),
    path("redactions/<int:pk>/withdraw/", redactions.withdraw, name="withdraw_redaction"),
]
