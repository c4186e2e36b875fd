"""Addresses of help."""

from django.urls import path

from zorgkas.web.counter.rooms.helping import views

urlpatterns = [path("hulp/", views.help_page, name="help")]
