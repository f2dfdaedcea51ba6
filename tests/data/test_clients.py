"""Public services asked: patient, taken up again, and never trusted for what they answer."""

import copy
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest

from data.clients.alternance import fetch_alternance
from data.clients.json_api import JsonApi
from data.clients.kept_pages import KeptPages, without_persons
from data.clients.search_area import SearchArea, search_area
from data.importers.base import find_importer
from data.readers import load_reference
from skills.apprenticeship import ApprenticeshipOpening, ApprenticeshipPlace
from skills.errors import SourceFailed
from skills.territory import Point
from skills.training import Rejected
from tests.data.alternance_stub import KEY, AlternanceStub, courses_like, read_contract

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
AREA = SearchArea(Point(47.75, -3.37), "56121", 60, ("H3201", "H3203", "H3402", "H2901"))
Contract = tuple[Mapping[str, Any], Any, Any]


@pytest.fixture(params=["own", "official"])
def contract(request: pytest.FixtureRequest) -> Contract:
    """The contract of the service: a small one of our own, and the official one."""
    own = request.param == "own"
    return read_contract(None if own else request.getfixturevalue("shared"))


class Clock:
    """Pauses that are noted and not waited for."""

    def __init__(self) -> None:
        self.pauses: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.pauses.append(seconds)


def asked(
    stub: AlternanceStub, folder: Path, *, key: str = KEY, now: datetime = NOW
) -> tuple[dict[str, Any], list[float]]:
    clock = Clock()
    api = JsonApi("Essai", "https://service.invalid/api", transport=stub.transport, pause=clock)
    try:
        return fetch_alternance(api, KeptPages(folder, now), AREA, key=key), clock.pauses
    finally:
        api.close()


def read(folder: Path, answer: object) -> tuple[list[object], list[Rejected]]:
    path = folder / "reponse.json"
    path.write_text(json.dumps(answer, ensure_ascii=False), "utf-8")
    records = list(find_importer(path).read(path))
    rejected = [one for one in records if isinstance(one, Rejected)]
    return [one for one in records if not isinstance(one, Rejected)], rejected


def test_every_page_is_asked_for_and_every_record_comes_in(contract: Contract, tmp_path: Path):
    document, course, job = contract
    stub = AlternanceStub(document, courses_like(course, 250), [job])
    answer, pauses = asked(stub, tmp_path)
    kept, rejected = read(tmp_path, answer)
    places = [one for one in kept if isinstance(one, ApprenticeshipPlace)]
    assert len(places) == 250 * len(course["sessions"])
    assert sum(isinstance(one, ApprenticeshipOpening) for one in kept) == 1
    assert rejected == []
    assert [r.url.params.get("page_index") for r in stub.asked] == ["0", "1", "2", None]
    assert all(r.headers["authorization"] == f"Bearer {KEY}" for r in stub.asked)
    assert pauses == []


@pytest.mark.parametrize(
    ("faults", "pauses"),
    [
        (("timeout",), [1]),
        (("cut", "503"), [1, 2]),
        (("truncated",), [1]),
        (("429 7",), [7]),
        (("419 3", "429"), [3, 2]),
        (("429 Mon, 01 Jan 2024 00:00:00 GMT",), [1]),
        (("500", "502", "503", "504"), [1, 2, 4, 8]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_passes_is_waited_for(
    contract: Contract, tmp_path: Path, faults: tuple[str, ...], pauses: list[float]
):
    document, course, job = contract
    stub = AlternanceStub(document, [course], [job], *faults)
    answer, waited = asked(stub, tmp_path)
    assert len(answer["data"]) == 1
    assert waited == pauses


@pytest.mark.parametrize(
    ("faults", "why", "requests"),
    [
        (("timeout",) * 5, "unreachable", 5),
        (("503",) * 5, "broken", 5),
        (("truncated",) * 5, "not_json", 5),
        (("429 9",) * 5, "too_many", 5),
        (("429 3600",), "too_many", 1),
        (("403",), "refused", 1),
        (("400",), "answered", 1),
    ],
    ids=["timeout", "broken", "truncated", "too-many", "too-long", "refused", "answered"],
)
def test_what_does_not_pass_is_given_up_and_said(
    contract: Contract, tmp_path: Path, faults: tuple[str, ...], why: str, requests: int
):
    document, course, job = contract
    stub = AlternanceStub(document, [course], [job], *faults)
    with pytest.raises(SourceFailed) as failed:
        asked(stub, tmp_path)
    assert failed.value.why == why
    assert len(stub.asked) == requests


def test_a_key_that_is_wrong_is_asked_with_once(contract: Contract, tmp_path: Path):
    document, course, job = contract
    stub = AlternanceStub(document, [course], [job])
    with pytest.raises(SourceFailed, match="refused 401"):
        asked(stub, tmp_path, key="autre")
    assert len(stub.asked) == 1


def test_what_came_before_an_interruption_is_not_asked_for_again(
    contract: Contract, tmp_path: Path
):
    document, course, job = contract
    stub = AlternanceStub(document, courses_like(course, 250), [job], "", "", *["timeout"] * 5)
    with pytest.raises(SourceFailed):
        asked(stub, tmp_path)
    stub.asked.clear()
    answer, _ = asked(stub, tmp_path, now=NOW + timedelta(hours=1))
    assert len(answer["data"]) == 250
    assert [r.url.params.get("page_index") for r in stub.asked] == ["2", None]
    stub.asked.clear()
    asked(stub, tmp_path, now=NOW + timedelta(days=1))
    assert len(stub.asked) == 4  # another day, everything


def test_a_page_that_is_half_written_is_asked_for_again(contract: Contract, tmp_path: Path):
    document, course, job = contract
    stub = AlternanceStub(document, [course], [job])
    asked(stub, tmp_path)
    for file in tmp_path.glob("*.json"):
        file.write_bytes(file.read_bytes()[:-5])
    stub.asked.clear()
    asked(stub, tmp_path)
    assert len(stub.asked) == 2


def test_nothing_that_reaches_a_person_is_written_down(contract: Contract, tmp_path: Path):
    document, course, job = contract
    reached = {**course, "contact": {"email": "personne@exemple.example", "telephone": "0199"}}
    stub = AlternanceStub(
        document, [reached], [{**job, "apply": {**job["apply"], "phone": "0188"}}]
    )
    stub.strict = False
    answer, _ = asked(stub, tmp_path)
    written = json.dumps(answer) + "".join(f.read_text("utf-8") for f in tmp_path.glob("*.json"))
    assert not any(secret in written for secret in ("personne@", "0199", "0188", KEY))
    assert without_persons([{"agence": {}, "a": [{"phone": "1", "b": 2}]}]) == [{"a": [{"b": 2}]}]


@pytest.mark.parametrize("page", [[], {"data": 3}, {"data": []}, {"data": [], "pagination": 1}])
def test_a_page_of_another_shape_is_said(tmp_path: Path, page: object):
    stub = httpx2.MockTransport(lambda _: httpx2.Response(200, json=page))
    api = JsonApi("Essai", "https://service.invalid", transport=stub, pause=Clock())
    with pytest.raises(SourceFailed, match="shape"):
        fetch_alternance(api, KeptPages(tmp_path, NOW), AREA, key=KEY)
    api.close()


READ_OF_A_COURSE = (
    "identifiant.cle_ministere_educatif", "statut.catalogue", "formateur.organisme",
    "certification.valeur", "certification.valeur.identifiant.rncp",
    "certification.valeur.intitule.cfd", "certification.valeur.intitule.niveau",
    "certification.valeur.domaines.rome", "lieu.adresse", "lieu.geolocalisation",
    "modalite.duree_indicative", "contenu_educatif.contenu", "contenu_educatif.objectif",
    "sessions", "sessions.0.debut", "sessions.0.capacite",
)  # fmt: skip
READ_OF_A_JOB = (
    "identifier.id", "offer.title", "offer.description", "offer.rome_codes", "offer.status",
    "offer.opening_count", "offer.publication", "contract.type", "contract.start",
    "contract.duration", "workplace.name", "workplace.location", "apply.url",
)  # fmt: skip


def at(record: Any, path: str) -> tuple[Any, Any]:
    """The object that holds what a path names, and the key."""
    *keys, last = path.split(".")
    for key in keys:
        record = record[int(key)] if key.isdecimal() else record[key]
    return record, int(last) if last.isdecimal() else last


def of_another_type(value: object) -> object:
    return ["autre"] if not isinstance(value, list) else {"autre": 1}


@pytest.mark.parametrize("change", ["renamed", "of another type"])
@pytest.mark.parametrize("path", [*READ_OF_A_COURSE, *READ_OF_A_JOB])
def test_a_field_that_changed_is_told_with_its_record_and_its_name(
    contract: Contract, tmp_path: Path, path: str, change: str
):
    document, course, job = (copy.deepcopy(one) for one in contract)
    if path == "identifier.id":
        job["identifier"].pop("partner_job_id", None)  # which would do as well
    if path in READ_OF_A_JOB:
        job["workplace"]["brand"] = None
    holder, key = at(course if path in READ_OF_A_COURSE else job, path)
    if change == "renamed":
        holder["nouveau_nom"] = holder.pop(key)
    else:
        holder[key] = of_another_type(holder[key])
    before = AlternanceStub(document, [contract[1], course], [job, contract[2]])
    before.strict = False
    answer, _ = asked(before, tmp_path)
    _, rejected = read(tmp_path, answer)
    number = 2 if path in READ_OF_A_COURSE else 1
    name = path.replace(".0.", "[1].").rpartition(".")[2]
    assert any(one.line == number and name in one.field for one in rejected), rejected


def paths_of(value: Any, path: str = "") -> Iterator[str]:
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in entries:
        here = f"{path}.{key}".lstrip(".")
        yield here
        if isinstance(inner, dict | list):
            yield from paths_of(inner, here)


@pytest.mark.parametrize("which", ["course", "job"])
def test_whatever_changes_nothing_breaks_and_the_other_records_come_in(
    contract: Contract, tmp_path: Path, which: str
):
    _, course, job = contract
    original = course if which == "course" else job
    whole, _ = read(tmp_path, {"data": [original]} if which == "course" else {"jobs": [original]})
    values = (None, True, 0, "", "autre", [], ["autre"], {}, {"autre": 1}, 10**30, "2027-13-45")
    for path in list(paths_of(original)):
        for value in values:
            changed = copy.deepcopy(original)
            holder, key = at(changed, path)
            holder[key] = value
            records = [changed, original]
            answer = {"data": records} if which == "course" else {"jobs": records}
            kept, _ = read(tmp_path, answer)
            assert kept[-len(whole) :] == whole, (path, value)


def test_the_area_is_around_the_territory_for_the_occupations_known():
    reference = load_reference()
    area = search_area(reference, km=80)
    assert reference.communes[area.commune].epci in {
        epci.code for epci in reference.epcis.values() if epci.in_territory
    }
    assert "H3203" in area.romes
    assert area.km == 80
