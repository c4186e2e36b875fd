"""Addresses of runs."""

from django.urls import path

from zorgkas.web.counter.rooms.runs import views

urlpatterns = [
    path("runs/", views.all_runs, name="runs"),
    path("runs/starten/<slug:work>/", views.start, name="start-run"),
]
