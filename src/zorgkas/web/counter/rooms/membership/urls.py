"""Addresses of membership."""

from django.urls import path

from zorgkas.web.counter.rooms.membership import contact, views

urlpatterns = [
    path("personen/<int:person_id>/lidmaatschap/starten/", views.start, name="membership-start"),
    path("personen/<int:person_id>/lidmaatschap/voor-zorg/", views.care, name="membership-care"),
    path("personen/<int:person_id>/lidmaatschap/stoppen/", views.stop, name="membership-stop"),
    path("personen/<int:person_id>/lidmaatschap/wisselen/", views.switch, name="membership-switch"),
    path("personen/<int:person_id>/adres/", views.address, name="membership-address"),
    path("personen/<int:person_id>/briefadres/", contact.contact, name="membership-contact"),
    path("personen/<int:person_id>/briefadres/stoppen/", contact.home, name="membership-contact-end"),
    path("van-zorgkas-veranderen/", views.switch_by_form, name="membership-form"),
]
