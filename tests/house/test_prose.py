"""What must be written beside code and data: sources, reasons, settings."""

import re
import tomllib
from datetime import date

import pytest

from tests.house.project_files import PROJECT
from web.settings import Settings

SOURCED = tuple(
    folder
    for folder in sorted((PROJECT / "data" / "reference").iterdir())
    if folder.is_dir() and any(file.suffix != ".py" for file in folder.iterdir())
)


@pytest.mark.parametrize("folder", SOURCED, ids=lambda folder: folder.name)
def test_a_folder_of_reference_data_says_where_it_comes_from(folder):
    source = tomllib.loads((folder / "source.toml").read_text(encoding="utf-8"))
    for key in ("title", "publisher", "licence"):
        assert source.get(key, "").strip(), f"{folder.name}/source.toml lacks {key}"
    assert isinstance(source.get("retrieved"), date)


def test_every_dependency_has_its_reason_in_the_decisions():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    asked = project["dependencies"] + project["optional-dependencies"]["postgresql"]
    names = [re.split(r"[\[<>=!~; ]", requirement)[0] for requirement in asked]
    decisions = "\n".join(
        file.read_text(encoding="utf-8") for file in (PROJECT / "docs" / "decisions").glob("*.md")
    )
    assert [name for name in names if f"`{name}`" not in decisions] == []


def test_every_setting_is_in_the_readme():
    prefix = Settings.model_config["env_prefix"]
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    settings = [prefix + name.upper() for name in Settings.model_fields]
    assert [name for name in settings if f"`{name}`" not in readme] == []


def test_every_decision_says_its_context_the_choice_and_what_follows():
    decisions = sorted((PROJECT / "docs" / "decisions").glob("*.md"))
    assert [file.name[:4] for file in decisions] == [
        f"{number:04}" for number in range(1, len(decisions) + 1)
    ]
    for file in decisions:
        titles = re.findall(r"^## (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert titles[:3] == ["Context", "Decision", "Consequences"], file.name
