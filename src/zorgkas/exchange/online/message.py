"""The online service as a message of the catalogue."""

from django.utils.translation import gettext_lazy

from zorgkas.exchange.message import Layout, Message, Way
from zorgkas.exchange.messages.blocks import KEEP_BUDGET

NAMESPACE = "urn:zorgkas:exchange:vsb-consult:v1"
SCHEMA = "vsb-consult.xsd"
MESSAGE = Message(
    code="VSBConsult",
    slug="vsb-consult",
    label=gettext_lazy("online questions about budgets for older people"),
    way=Way.ONLINE,
    purpose="Institutions with a deliberation may ask for rights, requests and payments of one person.",
    legal_basis=("deliberations 16/047, 16/068 and 16/071 of 2016 (texts not found)", "DEC art. 50"),
    legal_context="VSB:ZBO",
    retention=KEEP_BUDGET,
    layout=Layout(namespace=NAMESPACE, root="consultRequest", schema=SCHEMA, records="criteria", fields=()),
    about_care=True,
    leads_to="An answer, and a line in the log of questions: who asked about whom, when, under which context, with what"
    " outcome. Only decided rights are told.",
)
