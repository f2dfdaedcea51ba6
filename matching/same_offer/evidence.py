"""What makes two records one offer or two, each piece of evidence with its points."""

from dataclasses import dataclass
from datetime import date
from math import inf

from matching.places import CommuneNames
from matching.results import Reason
from matching.same_offer.words import TitleWords, acronym, body_words, likeness, title_words
from matching.text.tokens import fold
from skills.reference import Reference
from skills.territory import Commune, distance_km
from skills.training import DatePrecision, DeliveryMode, TrainingOffer
from skills.weights import DuplicateWeights

_SHORTEST_ACRONYM = 3
_WEEK, _SCHOOL_YEAR = 7, 300  # days: starts written alike, starts of two years


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it is compared: what it says, taken apart once."""

    offer: TrainingOffer
    title: TitleWords
    certifications: frozenset[str]  # codes of today: a renewed certification is the same
    communes: tuple[Commune, ...]
    elsewhere: frozenset[str]  # names of places that are no commune known here
    body: tuple[str, ...]  # words of its name
    siren: str
    establishment: str  # 14 digits, or empty

    @property
    def numbers(self) -> frozenset[str]:
        """What the body is known by, besides the words of its name."""
        provider = self.offer.provider
        marks = {self.siren, provider.uai, acronym(provider.name), "".join(self.body)}
        return frozenset(filter(None, marks))


def describe(offer: TrainingOffer, reference: Reference, towns: CommuneNames) -> Record:
    """Take a record apart. Where no session has a place, the title or the body may name one."""
    held = {c.code: c for s in offer.sessions if (c := towns.of(s.place)) is not None}
    communes = tuple(held[code] for code in sorted(held))
    named = towns.named_in(f"{offer.title} {offer.provider.name}")
    communes = communes or named
    words = frozenset(
        word for c in (*communes, *named) for word in fold(c.name).replace("-", " ").split()
    )
    unknown = frozenset(
        " ".join(body_words(s.place.city))
        for s in offer.sessions
        if s.place and s.place.city and towns.of(s.place) is None
    )
    digits = "".join(c for c in offer.provider.siret if c.isdigit())
    return Record(
        offer,
        title_words(offer.title, words),
        frozenset(_renewed(code, reference) for code in offer.certifications),
        communes,
        unknown,
        body_words(offer.provider.name, words),
        digits[:9] if len(digits) >= 14 else "",
        digits[:14] if len(digits) >= 14 else "",
    )


def compare(one: Record, other: Record, weights: DuplicateWeights) -> tuple[Reason, ...]:
    """The evidence for and against two records being one offer; their weights add up to the
    score, which is 1 when everything is known and agrees.
    """
    return tuple(reason for reason in _all(one, other, weights) if reason.weight)


def hopeless(one: Record, other: Record, weights: DuplicateWeights) -> bool:
    """Whether the bodies alone say that nobody need be asked, whatever the rest says."""
    body = sum(reason.weight for reason in _body(one, other, weights))
    return body + (1 - weights.body) < weights.proposed


def _all(one: Record, other: Record, weights: DuplicateWeights) -> tuple[Reason, ...]:
    return (
        *_body(one, other, weights),
        *_certification(one, other, weights),
        *_title(one.title, other.title, weights),
        *_variant(one, other, weights),
        *_place(one, other, weights),
        *_dates(one.offer, other.offer, weights),
        *_hours(one.offer.hours, other.offer.hours, weights),
    )


def _body(one: Record, other: Record, weights: DuplicateWeights) -> list[Reason]:
    here, there = one.offer.provider, other.offer.provider
    found = []
    if one.siren and one.siren == other.siren:
        found.append(Reason("body_number", weights.body, one.siren))
    elif one.siren and other.siren:
        found.append(Reason("other_body_number", -weights.other_body, other.siren))
    elif here.uai and here.uai == there.uai:
        found.append(Reason("body_number", weights.body, here.uai))
    else:
        alike = _names_alike(one, other)
        if alike >= weights.names_alike:
            found.append(Reason("body_name", weights.body * alike, there.name))
        else:
            against = (weights.names_alike - alike) / weights.names_alike
            found.append(Reason("other_body_name", -weights.other_body * against, there.name))
    if here.uai and there.uai and here.uai != there.uai:
        found.append(Reason("other_school_number", -weights.other_place, there.uai))
    elif one.siren == other.siren and one.establishment != other.establishment and one.siren:
        found.append(Reason("other_establishment", -weights.other_site, other.establishment))
    return found


def _names_alike(one: Record, other: Record) -> float:
    """0..1: words in common less words against each other, an acronym beside the words that it is
    made of, or the same letters.
    """
    here, there = one.body, other.body
    if not here or not there:
        return 0.0
    if "".join(here) == "".join(there):
        return 1.0
    for words, record in ((here, other), (there, one)):
        short = acronym(record.offer.provider.name)
        if len(short) >= _SHORTEST_ACRONYM and short in words:
            return 1.0
    same, against = likeness(here, there)
    # One name may hold the other: « Ateliers de la Coque, les charpentiers ».
    inside = min(1.0, same * (len(here) + len(there)) / (2 * min(len(here), len(there))))
    return max(0.0, (same + inside) / 2 - against)


def _certification(one: Record, other: Record, weights: DuplicateWeights) -> list[Reason]:
    if not one.certifications or not other.certifications:
        return []
    shared = one.certifications & other.certifications
    if not shared:
        theirs = ", ".join(sorted(other.certifications))
        return [Reason("other_certification", -weights.other_certification, theirs)]
    written = {*one.offer.certifications} & {*other.offer.certifications}
    code = min(written or shared)
    return [Reason("certification" if written else "renewed", weights.certification, code)]


def _title(one: TitleWords, other: TitleWords, weights: DuplicateWeights) -> list[Reason]:
    alike, against = likeness(one.stems, other.stems)
    # One word of many is enough to make two courses: « résines époxy », « résines polyester ».
    against_points = weights.title_against * (1 + against) / 2 if against else 0.0
    return [
        Reason("title", weights.title * alike, f"{alike:.2f}"),
        Reason("title_against", -against_points, f"{against:.2f}"),
    ]


def _variant(one: Record, other: Record, weights: DuplicateWeights) -> list[Reason]:
    """What makes a course another one under the same name."""
    here, there = one.title, other.title
    strong = -weights.variant
    found = []
    level, their_level = one.offer.level, other.offer.level
    if level is not None and their_level is not None and level != their_level:
        found.append(Reason("other_level", strong, str(their_level)))
    if here.kinds and there.kinds and not here.kinds & there.kinds:
        found.append(Reason("other_kind", strong, ", ".join(sorted(there.kinds))))
    if here.level and there.level and here.level != there.level:
        found.append(Reason("other_step", strong, there.level))
    elif here.step and there.step and here.step != there.step:
        found.append(Reason("other_step", strong, there.step))
    if here.part != there.part:
        found.append(Reason("only_a_part", strong))
    if here.option and there.option:
        alike, _ = likeness(here.option, there.option)
        if alike < weights.names_alike:
            found.append(Reason("other_option", strong, " ".join(there.option)))
    if here.way and there.way and here.way != there.way:
        found.append(Reason("other_way", strong, there.way))
    modes = {
        DeliveryMode.REMOTE if record.title.remote else record.offer.mode for record in (one, other)
    }
    if modes == {DeliveryMode.REMOTE, DeliveryMode.ON_SITE}:
        found.append(Reason("other_mode", strong))
    return found


def _place(one: Record, other: Record, weights: DuplicateWeights) -> list[Reason]:
    here, there = _names(one), _names(other)
    if not here or not there:
        return []
    if here & there:
        return [Reason("place", weights.place, min(here & there))]
    pairs = [(a, b) for a in one.communes for b in other.communes]
    far, nearest = min(
        ((distance_km(a.centre, b.centre), b.code) for a, b in pairs), default=(inf, min(there))
    )
    if far <= weights.near_km:
        return [Reason("near_place", weights.place / 2, nearest)]
    return [Reason("other_place", -weights.other_place, nearest)]


def _names(record: Record) -> frozenset[str]:
    return record.elsewhere | {commune.code for commune in record.communes}


def _dates(one: TrainingOffer, other: TrainingOffer, weights: DuplicateWeights) -> list[Reason]:
    here, there = _starts(one), _starts(other)
    if not here or not there:
        return []
    days, start = min((abs((a - b).days), b) for a, _ in here for b, _ in there)
    months = {(d.year, d.month) for d, precision in here if precision is not DatePrecision.DAY}
    months |= {(d.year, d.month) for d, precision in there if precision is not DatePrecision.DAY}
    shared = {(d.year, d.month) for d, _ in here} & {(d.year, d.month) for d, _ in there}
    if days <= _WEEK or shared & months:
        return [Reason("start", weights.dates, start.isoformat())]
    if days <= _SCHOOL_YEAR:
        return [Reason("other_session", -weights.other_session, start.isoformat())]
    return [Reason("other_year", -weights.other_year, start.isoformat())]


def _starts(offer: TrainingOffer) -> list[tuple[date, DatePrecision]]:
    return [(s.starts_on.day, s.starts_on.precision) for s in offer.sessions if s.starts_on]


def _hours(one: int | None, other: int | None, weights: DuplicateWeights) -> list[Reason]:
    if not one or not other:
        return []
    share = min(one, other) / max(one, other)
    if share >= 0.9:
        return [Reason("hours", weights.hours, str(other))]
    if share >= weights.hours_apart:
        return []
    far = 1 - share / weights.hours_apart
    return [Reason("other_hours", -weights.other_hours * far, str(other))]


def _renewed(code: str, reference: Reference) -> str:
    seen = set()
    while code not in seen and code in reference.certifications:
        seen.add(code)
        code = reference.certifications[code].replaced_by or code
    return code
