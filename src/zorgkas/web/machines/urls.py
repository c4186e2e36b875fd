"""Addresses of the services."""

from django.urls import path

from zorgkas.web.machines import vsb_consult

urlpatterns = [
    path("vsb-consult/", vsb_consult.soap_service, name="vsb-consult"),
    path("vsb-consult/<str:schema>", vsb_consult.schema, name="vsb-consult-schema"),
    path("rest/vsb-consult/", vsb_consult.rest_service, name="vsb-consult-rest"),
]
