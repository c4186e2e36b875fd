"""Addresses of the what-if."""

from django.urls import path

from zorgkas.web.counter.rooms.whatif.views import what_if

urlpatterns = [path("wat-als/", what_if, name="what-if")]
