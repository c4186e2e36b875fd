"""How a test signs in: the steps of a browser, without one."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import requests
from django.test import Client


def signs_in(client: Client, insz: str, *, following: str = "", change: Callable[[str], str] = lambda url: url):
    """Go to the provider, say who it is, and come back; `change` may change the address of the way back."""
    away = client.get("/mijn/aanmelden/naar/", {"next": following})["Location"]
    form = requests.get(away, timeout=5).text
    given = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form)) | {"insz": insz}
    back = requests.post(away, data=given, allow_redirects=False, timeout=5).headers["Location"]
    parts = urlsplit(change(back))
    return client.get(f"{parts.path}?{parts.query}")
