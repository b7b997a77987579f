"""Addresses of the assessments' pages."""

from django.urls import path

from rock.practice.assessments.views import agencies, deciding, family, reading, writing

app_name = "assessments"
urlpatterns = [
    path("", reading.all_of_mine, name="list"),
    path("waited-for/", reading.waited_for, name="waited_for"),
    path("start/<int:pk>/", writing.begin, name="begin"),
    path("<int:pk>/", reading.show, name="show"),
    path("<int:pk>/say/<slug:heading>/", writing.say, name="say"),
    path("<int:pk>/factors/", writing.factors, name="factors"),
    path("<int:pk>/money/", writing.could_not, name="could_not"),
    path("<int:pk>/others/", agencies.parts, name="parts"),
    path("<int:pk>/others/ask/", agencies.ask_one, name="ask"),
    path("<int:pk>/others/<int:part>/again/", agencies.again, name="ask_again"),
    path("<int:pk>/others/<int:part>/end/", agencies.end, name="end_part"),
    path("<int:pk>/family/", family.family, name="family"),
    path("<int:pk>/family/<int:person>/", family.give, name="give"),
    path("<int:pk>/family/<int:person>/copy/", family.copy, name="copy"),
    path("<int:pk>/decide/", deciding.decide, name="decide"),
    path("<int:pk>/tell/", deciding.tellings, name="tellings"),
    path("<int:pk>/tell/<int:person>/", deciding.tell, name="tell"),
    path("<int:pk>/tell/<int:person>/letter/", deciding.letter, name="letter"),
    path("<int:pk>/tell/<int:person>/told/", deciding.told, name="told"),
]
