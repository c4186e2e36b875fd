"""The addresses of the whole site."""

from django.urls import include, path

handler403 = "zorgkas.web.counter.views.errors.forbidden"
handler404 = "zorgkas.web.counter.views.errors.not_found"
urlpatterns = [
    path("diensten/", include("zorgkas.web.machines.urls")),
    path("", include("zorgkas.web.counter.urls")),
]
