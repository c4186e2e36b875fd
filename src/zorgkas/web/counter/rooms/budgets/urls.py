"""Addresses of applications and revisions."""

from django.urls import path

from zorgkas.web.counter.rooms.budgets import applications, revisions

urlpatterns = [
    path("aanvragen/", applications.waiting, name="applications"),
    path("herzieningen/", revisions.revisions, name="revisions"),
    path("personen/<int:person_id>/zbo-aanvragen/", applications.new_zbo, name="new-zbo"),
    path("personen/<int:person_id>/aanvragen/<int:application_id>/", applications.application, name="application"),
    path(
        "personen/<int:person_id>/aanvragen/<int:application_id>/vragen/",
        applications.send_questions,
        name="application-questions",
    ),
    path(
        "personen/<int:person_id>/aanvragen/<int:application_id>/vragen/<int:question_id>/",
        applications.answered,
        name="application-answer",
    ),
    path(
        "personen/<int:person_id>/aanvragen/<int:application_id>/beslissen/",
        applications.decide,
        name="application-decide",
    ),
]
