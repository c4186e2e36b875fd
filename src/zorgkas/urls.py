"""The addresses of the whole site."""

from django.urls import include, path

from zorgkas.web.api.build import urls

handler403 = "zorgkas.web.counter.views.errors.forbidden"
handler404 = "zorgkas.web.counter.views.errors.not_found"
urlpatterns = [
    path("mijn/", include("zorgkas.web.portal.urls")),
    path("api/v1/", urls),
    path("diensten/", include("zorgkas.web.machines.urls")),
    path("", include("zorgkas.web.counter.urls")),
]
