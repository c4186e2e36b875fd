"""Addresses of notes."""

from django.urls import path

from zorgkas.web.counter.rooms.notes import views

urlpatterns = [
    path("personen/<int:person_id>/nota/", views.write, name="write-note"),
    path("personen/<int:person_id>/nota/<int:note_id>/schrappen/", views.strike, name="strike-note"),
]
