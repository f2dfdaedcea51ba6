import shutil
from pathlib import Path

import pytest

from data.readers import REFERENCE_FOLDER, load_reference
from data.readers.aids import read_aids, read_partners
from data.readers.check import check
from skills.aid import AidGoal
from skills.errors import BadFile
from web.error_sentences import error_sentence


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "reference"
    shutil.copytree(REFERENCE_FOLDER, copy)
    return copy


def test_there_are_twenty_aids_for_every_goal_each_with_its_source():
    aids = read_aids(REFERENCE_FOLDER / "aids")
    assert len(aids) >= 20
    assert {aid.goal for aid in aids.values()} == set(AidGoal)
    assert all(aid.url.startswith("http") and aid.source for aid in aids.values())


def test_every_figure_has_its_dates_or_says_that_they_are_to_be_checked():
    for aid in read_aids(REFERENCE_FOLDER / "aids").values():
        for amount in aid.amounts:
            if amount.euros or amount.rate:
                assert amount.since or "à vérifier" in amount.text, (aid.code, amount.text)


def test_every_kind_of_body_of_the_source_is_among_the_partners():
    kinds = {partner.kind for partner in read_partners(REFERENCE_FOLDER / "partners").values()}
    assert len(kinds) >= 8


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("open_until = 2027-02-15", 'open_until = "bientôt"', "iso_date"),
        ("open_until = 2027-02-15", "open_until = 2027-02-30", "toml"),
        ("open_until = 2027-02-15", "open_until = 2020-01-01", "end_before_start"),
        ("checked_on = 2025-10-15", "checked_on = 2999-01-01", "future_date"),
        ("at_least = 100000", "at_least = -1", "whole_number"),
        ('fact = "nature"', 'fact = "couleur"', "aid_fact"),
        ('among = ["decarbonation"]', "", "aid_bounds"),
        ('goal = "decarbonation"', 'goal = "tout"', "aid_goal"),
        ('contact = "environment_agency"', 'contact = "mairie"', "body_kind"),
        ('url = "https', 'url = "javascript', "web_address"),
        ('title = "DECARB', 'titre = "DECARB', "aid_keys"),
    ],
)
def test_a_wrong_aid_is_refused_in_a_sentence_that_names_the_file(
    folder: Path, old: str, new: str, why: str
):
    path = folder / "aids" / "decarb-flash.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(BadFile) as refused:
        load_reference(folder)
    assert refused.value.why == why
    assert "aids/decarb-flash.toml" in error_sentence(refused.value)


def test_an_aid_that_no_partner_answers_is_a_problem(folder: Path):
    path = folder / "partners" / "partners.csv"
    path.write_text(path.read_text("utf-8").replace("environment_agency,decarbonation", "environment_agency,innovation"), "utf-8")  # fmt: skip  # noqa: E501
    found = check(load_reference(folder), folder)
    assert {problem.why for problem in found} == {"no_partner"}


def test_aids_without_a_source_file_are_a_problem(folder: Path):
    (folder / "aids" / "source.toml").unlink()
    assert [p.why for p in check(load_reference(folder), folder)] == ["no_source"]
