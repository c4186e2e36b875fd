"""Addresses of staff and of the log of consultations."""

from django.urls import path

from zorgkas.web.counter.rooms.staff import looks, users

urlpatterns = [
    path("medewerkers/", users.all_users, name="staff"),
    path("medewerkers/nieuw/", users.new, name="new-user"),
    path("medewerkers/<int:user_id>/", users.one, name="user"),
    path("medewerkers/<int:user_id>/wachtwoord/", users.password, name="user-password"),
    path("inzage/", looks.looks, name="looks"),
]
