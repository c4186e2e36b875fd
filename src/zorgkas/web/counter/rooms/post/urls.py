"""Addresses of letters."""

from django.urls import path

from zorgkas.web.counter.rooms.post import views

urlpatterns = [
    path("brieven/", views.waiting, name="letters"),
    path("brieven/versturen/", views.send_kind, name="send-letters"),
    path("brieven/voorbeeld/<slug:kind>/", views.preview, name="letter-preview"),
    path("brieven/<slug:fund_code>/<slug:sent_on>/", views.files, name="print-files"),
    path("brieven/<slug:fund_code>/<slug:sent_on>/<str:name>", views.download, name="print-file"),
]
