"""The catalogue asked of public services: the same file as they would hand over, the same way in.

Nothing is asked of a service whose key is not set.
"""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx2
from sqlmodel import Session

from data.clients import alternance, francetravail
from data.clients.json_api import JsonApi
from data.clients.kept_pages import KeptPages
from data.clients.search_area import SearchArea, search_area
from data.storage.work import enqueue
from skills.account import Role, User
from skills.errors import NotFound, SourceFailed
from skills.reference import Reference
from web.flows.import_jobs import queue_import
from web.settings import Settings

_PROGRAMME = User("interrogation programmée", Role.LOCAL)


@dataclass(frozen=True, slots=True)
class Service:
    """A public service, by the name that commands and addresses give it."""

    name: str
    label: str
    settings: tuple[str, ...]  # what must be set for it to be asked

    def is_set(self, settings: Settings) -> bool:
        """Whether it may be asked."""
        values = (getattr(settings, name) for name in self.settings)
        return all(str(getattr(v, "get_secret_value", lambda v=v: v)()) for v in values)

    @property
    def variables(self) -> str:
        """The names of its settings in the environment."""
        return ", ".join(f"MATRICE_{name.upper()}" for name in self.settings)


SERVICES = (
    Service("alternance", "API Alternance", ("alternance_key",)),
    Service("francetravail", "France Travail", ("francetravail_id", "francetravail_secret")),
)


@dataclass(frozen=True, slots=True)
class Network:
    """How services are reached; tests put their own in its place."""

    transport: httpx2.BaseTransport | None = None
    pause: Callable[[float], None] = time.sleep


def service_named(name: str) -> Service:
    """The service of a name; ``NotFound`` for another one."""
    for service in SERVICES:
        if service.name == name:
            return service
    raise NotFound("service", name)


def fetch_service(
    settings: Settings,
    reference: Reference,
    service: Service,
    *,
    now: datetime,
    fresh: bool = False,
    network: Network | None = None,
) -> tuple[str, bytes]:
    """All that a service has around the territory, as a file: its name and content.

    Pages that were fetched in the last hours are not asked for again, unless ``fresh``. Raise
    ``SourceFailed`` when the service is not set, or cannot be read to its end.
    """
    if not service.is_set(settings):
        raise SourceFailed(service.label, "off", service.variables)
    area = search_area(reference, km=settings.search_km)
    pages = KeptPages(Path(settings.fetched_folder) / service.name, now)
    if fresh:
        pages.forget()
    answer = _ASKED[service.name](settings, service.label, pages, area, network or Network())
    name = f"{service.name}-{now:%Y-%m-%d}.json"
    return name, json.dumps(answer, ensure_ascii=False).encode()


def ask_service(db: Session, service: Service, *, now: datetime) -> None:
    """Have the worker ask a service."""
    enqueue(db, "fetch", SERVICES.index(service), due_at=now)


def fetch_to_import(
    db: Session,
    settings: Settings,
    reference: Reference,
    about: int,
    *,
    now: datetime,
    network: Network | None = None,
) -> int:
    """Ask a service and leave what it says to be applied; give the import."""
    name, content = fetch_service(settings, reference, SERVICES[about], now=now, network=network)
    # It says all that the service has for what it is asked: what is no longer there has vanished.
    return queue_import(db, name, content, complete=True, user=_PROGRAMME, now=now)


def _alternance(
    settings: Settings, label: str, pages: KeptPages, area: SearchArea, network: Network
) -> Mapping[str, Any]:
    api = JsonApi(label, settings.alternance_url, transport=network.transport, pause=network.pause)
    try:
        return alternance.fetch_alternance(
            api, pages, area, key=settings.alternance_key.get_secret_value()
        )
    finally:
        api.close()


def _francetravail(
    settings: Settings, label: str, pages: KeptPages, area: SearchArea, network: Network
) -> Mapping[str, Any]:
    api, sign_in = (
        JsonApi(label, url, transport=network.transport, pause=network.pause)
        for url in (settings.francetravail_url, settings.francetravail_sign_in_url)
    )
    try:
        return francetravail.FranceTravail(
            api,
            sign_in,
            client_id=settings.francetravail_id,
            secret=settings.francetravail_secret.get_secret_value(),
        ).fetch(pages, area)
    finally:
        api.close()
        sign_in.close()


_ASKED: Mapping[str, Callable[..., Mapping[str, Any]]] = {
    "alternance": _alternance,
    "francetravail": _francetravail,
}
