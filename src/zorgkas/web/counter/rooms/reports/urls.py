"""Addresses of reports."""

from django.urls import path

from zorgkas.web.counter.rooms.reports import views

urlpatterns = [
    path("verslagen/", views.reports, name="reports"),
    path("verslagen/tellen/", views.count_year, name="count-year"),
    path("verslagen/<int:year>.csv", views.as_csv, name="report-csv"),
]
