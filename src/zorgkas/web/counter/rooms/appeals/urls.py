"""Addresses of appeals."""

from django.urls import path

from zorgkas.web.counter.rooms.appeals import views

urlpatterns = [
    path("beroepen/", views.all_appeals, name="appeals"),
    path(
        "personen/<int:person_id>/beroepen/nieuw/beslissing/<int:decision_id>/",
        views.start_on_decision,
        name="appeal-decision",
    ),
    path(
        "personen/<int:person_id>/beroepen/nieuw/terugvordering/<int:recovery_id>/",
        views.start_on_recovery,
        name="appeal-recovery",
    ),
    path("personen/<int:person_id>/beroepen/<int:appeal_id>/", views.appeal, name="appeal"),
    path("personen/<int:person_id>/beroepen/<int:appeal_id>/<slug:step>/", views.step, name="appeal-step"),
]
