"""Forms of signing in, and the addresses one may be sent to afterwards."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Form, Request
from pydantic import BaseModel, Field

_LONGEST_PATH = 2000


class _SignInForm(BaseModel):
    email: str = Field("", max_length=1000)
    password: str = Field("", max_length=1000)
    next: str = ""


class _CodeForm(BaseModel):
    code: str = Field("", max_length=100)
    next: str = ""


class _NewPasswordForm(BaseModel):
    current: str = Field("", max_length=1000)
    password: str = Field("", max_length=1000)
    again: str = Field("", max_length=1000)


SignInFields = Annotated[_SignInForm, Form()]
CodeFields = Annotated[_CodeForm, Form()]
NewPasswordFields = Annotated[_NewPasswordForm, Form()]


def local_path(asked: str) -> str:
    """The path asked for if it is one of this site's, otherwise empty: nobody is sent elsewhere."""
    plain = asked.isprintable() and "\\" not in asked and len(asked) <= _LONGEST_PATH
    if not plain or not asked.startswith("/") or asked.startswith("//"):
        return ""
    parts = urlsplit(asked)
    return "" if parts.scheme or parts.netloc else asked


def device_of(request: Request) -> str:
    """What the browser says it is, in a few words: « Firefox, Windows »."""
    said = request.headers.get("user-agent", "")
    browsers = {"Edg": "Edge", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
    systems = {
        "Android": "Android",
        "iPhone": "iPhone",
        "iPad": "iPad",
        "Windows": "Windows",
        "Mac OS": "Mac",
        "Linux": "Linux",
    }
    found = [
        next((name for mark, name in known.items() if mark in said), "")
        for known in (browsers, systems)
    ]
    return ", ".join(filter(None, found)) or "navigateur inconnu"


def site_of(request: Request) -> str:
    """The beginning of this site's addresses: as published, or as it was asked on this machine."""
    if request.url.hostname in ("localhost", "127.0.0.1", "::1", "testserver"):
        return f"{request.url.scheme}://{request.url.netloc}"
    return str(request.app.state.public_url).rstrip("/")
