"""The addresses of the whole site."""

from django.urls import include, path

urlpatterns = [
    path("", include("zorgkas.web.counter.urls")),
]
