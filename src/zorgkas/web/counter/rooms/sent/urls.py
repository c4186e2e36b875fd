"""Addresses of what members sent."""

from django.urls import path

from zorgkas.web.counter.rooms.sent.views import document

urlpatterns = [path("personen/<int:person_id>/opgestuurd/<int:sent_id>/", document, name="sent")]
