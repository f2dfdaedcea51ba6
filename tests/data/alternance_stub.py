"""API Alternance as its OpenAPI document says, in the same process: what it is asked and what it
answers are both held against the document.
"""

import copy
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx2
import jsonschema_rs

OWN = Path(__file__).parent.parent / "fixtures" / "alternance"
SAMPLE = "api-alternance"
KEY = "cle-d-essai"


class AlternanceStub:
    """Answers as the contract says, but for the ``faults``: what to do instead, one a request.

    ``courses`` and ``jobs`` are what it has; ``asked`` the requests that it got.
    """

    def __init__(
        self, document: Mapping[str, Any], courses: list[Any], jobs: list[Any], *faults: str
    ) -> None:
        self.document = document
        self.courses, self.jobs = courses, jobs
        self.faults = list(faults)
        self.asked: list[httpx2.Request] = []
        self.strict = True  # its own answers follow the document

    @property
    def transport(self) -> httpx2.MockTransport:
        """What a client is given in place of the network."""
        return httpx2.MockTransport(self.answer)

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        """The answer to one request."""
        self.asked.append(request)
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "timeout":
            raise httpx2.ReadTimeout("trop long", request=request)
        if fault == "cut":
            raise httpx2.RemoteProtocolError("coupé", request=request)
        if fault.startswith(("429", "419")):
            status, _, wait = fault.partition(" ")
            headers = {"retry-after": wait} if wait else {}
            return _failed(int(status), "Too many requests", headers)
        if fault.isdecimal():
            return _failed(int(fault), "En panne")
        if request.headers.get("authorization") != f"Bearer {KEY}":
            return _failed(401, "Clé inconnue")
        path = request.url.path.removeprefix("/api")
        operation = self.document["paths"][path]["get"]
        problem = self._wrong_question(operation, request.url.params)
        if problem:
            return _failed(400, problem)
        body = self._body(path, request.url.params)
        if self.strict:
            self._check(operation, body)
        content = json.dumps(body, ensure_ascii=False).encode()
        if fault == "truncated":
            content = content[:-20]
        return httpx2.Response(200, content=content, headers={"content-type": "application/json"})

    def _body(self, path: str, params: httpx2.QueryParams) -> dict[str, Any]:
        if path == "/job/v1/search":
            return {"jobs": self.jobs, "recruiters": [], "warnings": []}
        size, index = int(params.get("page_size", 100)), int(params.get("page_index", 0))
        return {
            "data": self.courses[size * index : size * (index + 1)],
            "pagination": {
                "page_count": -(-len(self.courses) // size),
                "page_size": size,
                "page_index": index,
            },
        }

    def _wrong_question(self, operation: Mapping[str, Any], params: httpx2.QueryParams) -> str:
        known = {one["name"]: one["schema"] for one in operation["parameters"]}
        for name, text in params.items():
            if name not in known:
                return f"paramètre inconnu : {name}"
            schema = known[name]
            number = schema.get("type") in ("number", "integer")
            value = json.loads(text) if number else text
            if not jsonschema_rs.is_valid(schema, value):
                return f"{name} : {text}"
        return ""

    def _check(self, operation: Mapping[str, Any], body: object) -> None:
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        whole = {**schema, "components": self.document["components"]}
        jsonschema_rs.validate(whole, body)


def read_contract(folder: Path | None) -> tuple[Mapping[str, Any], Any, Any]:
    """A document, a course and a job that follow it: the official ones of a folder, or ours."""
    if folder is None:
        document = json.loads((OWN / "openapi.json").read_text("utf-8"))
        records = json.loads((OWN / "records.json").read_text("utf-8"))
        return document, records["formation"], records["job"]
    sample = folder / "samples" / SAMPLE
    (file,) = sample.glob("openapi-*.json")
    course = json.loads((sample / "formation-v1-search.response.json").read_text("utf-8"))
    job = json.loads((sample / "job-v1-search.response.json").read_text("utf-8"))
    return json.loads(file.read_text("utf-8")), course["data"][0], job["jobs"][0]


def courses_like(course: Any, count: int) -> list[Any]:
    """So many courses that differ by their key."""
    found = []
    for number in range(count):
        one = copy.deepcopy(course)
        one["identifiant"]["cle_ministere_educatif"] = f"INVENTE-{number}"
        found.append(one)
    return found


def _failed(status: int, message: str, headers: Mapping[str, str] | None = None) -> httpx2.Response:
    body = {"statusCode": status, "name": "Error", "message": message}
    return httpx2.Response(status, json=body, headers=headers)
