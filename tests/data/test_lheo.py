from datetime import date
from pathlib import Path

import pytest

from data.importers.base import find_importer
from data.importers.lheo_fields import european_level, imprecise_date, plain_text
from skills.errors import BadFile
from skills.territory import Point
from skills.training import DatePrecision, ImpreciseDate, RecruitmentState, Rejected, TrainingOffer

FIXTURES = Path(__file__).parent.parent / "fixtures" / "lheo"


def read(path: Path) -> tuple[list[TrainingOffer], list[Rejected]]:
    records = list(find_importer(path).read(path))
    offers = [r for r in records if isinstance(r, TrainingOffer)]
    return offers, [r for r in records if isinstance(r, Rejected)]


def test_a_flow_with_the_faults_of_real_life_keeps_its_offer():
    (offer,), _ = read(FIXTURES / "flow-2.2.xml")
    assert offer.key == "F1/A1"
    assert offer.objective == "Fabriquer une pièce :\ndrapage\ninfusion"
    assert offer.content == ""
    assert offer.certifications == ("RNCP38432",)
    assert (offer.level, offer.hours) == (3, 420)
    assert (offer.nsf, offer.formacodes, offer.romes) == (("225",), ("22871",), ("H3203",))


def test_sessions_keep_how_precisely_their_dates_are_known():
    (offer,), _ = read(FIXTURES / "flow-2.2.xml")
    first, second = offer.sessions
    assert first.starts_on == ImpreciseDate(date(2027, 9, 1), DatePrecision.MONTH)
    assert first.ends_on is None
    assert first.state is RecruitmentState.OPEN
    assert first.seats == 12
    assert first.place is not None
    assert first.place.point == Point(47.75, -3.37)
    assert second.starts_on == ImpreciseDate(date(2027, 9, 30))


def test_each_fault_is_reported_with_its_line_and_costs_only_itself():
    _, rejected = read(FIXTURES / "flow-2.2.xml")
    assert [(r.field, r.value, r.why) for r in rejected] == [
        ("SIRET", "011111111111111", "siret"),
        ("code-RNCP", "inconnu", "certification_number"),
        ("fin", "2027", "lheo_date"),
        ("action", "Sans action", "required"),
    ]
    assert all(r.line > 1 for r in rejected)


@pytest.mark.parametrize(
    ("sample", "offers", "rejections"),
    [
        ("onisep-bts-quimperle-lheo2.2.xml", 1, 0),
        ("intercarif-flux-lheo2.2.xml", 1, 1),
        ("synthetic-composites-lheo2.3.xml", 1, 0),
    ],
)
def test_the_public_samples_go_in(shared: Path, sample: str, offers: int, rejections: int):
    read_offers, rejected = read(shared / "samples" / "lheo" / sample)
    assert (len(read_offers), len(rejected)) == (offers, rejections)
    assert all(o.title and o.provider.name and o.sessions for o in read_offers)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"nom;date\n", "unknown_format"),
        (b"<lheo><offres><formation>", "xml"),
        (b"<html/>", "not_lheo"),
        (b"\xff\xfe<", "xml"),
        (b'<?xml version="1.0" encoding="UTF-8"?><lheo>\xe9</lheo>', "xml"),
        (b'<!DOCTYPE lheo [<!ENTITY a "b">]><lheo>&a;</lheo>', "entities"),
        (b'<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><lheo>&x;</lheo>', "entities"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_says_why(
    tmp_path: Path, content: bytes, why: str
):
    path = tmp_path / "offres.xml"
    path.write_bytes(content)
    with pytest.raises(BadFile) as refused:
        read(path)
    assert refused.value.why == why


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path):
    with pytest.raises(BadFile, match="absent"):
        find_importer(tmp_path / "rien.xml")
    with pytest.raises(BadFile, match="folder"):
        find_importer(tmp_path)


@pytest.mark.parametrize(
    ("code", "level"), [("4", 3), ("5", 4), ("8", 7), ("13", 3), ("18", 8), ("0", None), ("", None)]
)
def test_old_and_new_level_codes_give_the_european_level(code: str, level: int | None):
    assert european_level(code) == level


@pytest.mark.parametrize("text", ["", "-", "00000000", "99999999"])
def test_an_unknown_date_is_none(text: str):
    assert imprecise_date(text) is None


def test_text_without_markup_is_kept_as_it_is():
    assert plain_text("Drapage  de plis") == "Drapage de plis"
