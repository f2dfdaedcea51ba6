"""The locks pin every package by its hash, name no host, and bring the htmx that pages expect."""

import re
import tomllib
from importlib.resources import files

import pytest

from tests.house.project_files import PROJECT

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-assets.lock")
PIN = re.compile(r"^([a-z0-9.-]+)==([^ ;]+)(?: ; (.+?))? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def _pins(lock: str) -> dict[tuple[str, str], str]:
    """Version by (package, marker): a package may be pinned once for each Python."""
    found = map(PIN.match, (PROJECT / lock).read_text().splitlines())
    return {(pin[1], pin[3] or ""): pin[2] for pin in found if pin}


def _name(requirement: str) -> str:
    return re.split(r"[\[<>=!~; ]", requirement)[0].lower().replace("_", "-")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host(lock):
    text = (PROJECT / lock).read_text()
    assert re.findall(r".*(?:://|--(?:extra-)?index|--find-links|--trusted-host).*", text) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_has_its_version_and_its_hashes(lock):
    lines = (PROJECT / lock).read_text().splitlines()
    assert [line for line in lines if not PIN.match(line) and not HASH.match(line)] == []
    following = zip(lines, [*lines[1:], ""], strict=True)
    assert [line for line, after in following if PIN.match(line) and not HASH.match(after)] == []


def test_the_development_lock_pins_all_that_the_first_one_pins_and_alike():
    runtime, development = _pins("requirements.lock"), _pins("requirements-dev.lock")
    assert {key: development.get(key) for key in runtime} == runtime


def test_what_pyproject_asks_for_is_in_the_locks():
    pyproject = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    groups = pyproject["dependency-groups"]
    asked = {
        "requirements.lock": pyproject["project"]["dependencies"] + groups["build"],
        "requirements-dev.lock": groups["dev"],
        "requirements-assets.lock": groups["assets"],
    }
    for lock, requirements in asked.items():
        pinned = {name for name, _ in _pins(lock)}
        assert {_name(requirement) for requirement in requirements} - pinned == set(), (
            f"{lock} is older than pyproject.toml: run scripts/lock"
        )


def test_django_never_comes_in_behind_the_htmx_file():
    assert "django" not in {name for lock in LOCKS for name, _ in _pins(lock)}


def test_the_installed_htmx_is_version_2():
    # The same wheel carries htmx 4, whose attributes mean other things.
    htmx = files("django_htmx") / "static" / "django_htmx" / "htmx-2.min.js"
    assert re.findall(r'version:"(\d+)\.', htmx.read_text(encoding="utf-8")) == ["2"]
