"""Addresses of the messages."""

from django.urls import path

from zorgkas.web.counter.rooms.exchange import mailbox, quarantine

urlpatterns = [
    path("berichten/", mailbox.mailbox, name="messages"),
    path("berichten/inlezen/", mailbox.take_in, name="messages-take-in"),
    path("berichten/versturen/", mailbox.send, name="messages-send"),
    path("berichten/gebruik/", mailbox.use, name="messages-use"),
    path("berichten/bestanden/<int:message_file_id>/", mailbox.file, name="message-file"),
    path("berichten/bestanden/<int:message_file_id>/vrijgeven/", mailbox.release, name="message-release"),
    path("berichten/bestanden/<int:message_file_id>/opnieuw/", mailbox.again, name="message-again"),
    path("berichten/quarantaine/", quarantine.waiting, name="quarantine"),
    path("berichten/quarantaine/<int:record_id>/", quarantine.record, name="quarantined-record"),
    path("berichten/quarantaine/<int:record_id>/opnieuw/", quarantine.replay, name="quarantine-replay"),
    path("berichten/quarantaine/<int:record_id>/afsluiten/", quarantine.dismiss, name="quarantine-dismiss"),
]
