"""Files are named for things, and say nothing of the machine they were written on."""

import re

from tests.house.project_files import PROJECT, project_files, shown

KINDS_OF_CODE = {
    "common", "commons", "helper", "helpers", "misc", "model", "models", "service", "services",
    "tool", "tools", "util", "utils", "view", "views",
}  # fmt: skip

# A folder of someone's machine, at the start of a path: not the `/home/` of an address.
MACHINE_PATH = re.compile(r"(?<![\w.:/~-])/(?:work\b|(?:tmp|root|home|Users)/)")
REGISTRY = re.compile(r"\b(?:pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|deb\.debian\.org)\b")
# This test must write what it forbids.
EXEMPT = {"tests/house/test_names.py"}


def test_no_file_is_named_for_a_kind_of_code():
    code = project_files(".py", ".html", ".css", ".js")
    named = [
        shown(file)
        for file in code
        if KINDS_OF_CODE & {file.stem, *file.relative_to(PROJECT).parent.parts}
    ]
    assert named == []


def test_no_lock_of_uv_is_kept():
    assert not (PROJECT / "uv.lock").exists()
    assert "uv.lock" in (PROJECT / ".gitignore").read_text().splitlines()


def test_no_file_tells_a_path_of_someones_machine():
    assert _lines_with(MACHINE_PATH) == []


def test_no_file_names_the_host_of_a_package_registry():
    assert _lines_with(REGISTRY) == []


def _lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{shown(file)}:{number}: {line.strip()[:120]}"
        for file in project_files()
        if shown(file) not in EXEMPT
        for number, line in enumerate(file.read_text("utf-8", errors="ignore").splitlines(), 1)
        if pattern.search(line)
    ]
