"""The whole reference knowledge, loaded once and never changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from skills.aid import Aid
from skills.certification import Certification
from skills.classroom import NO_CLASSROOM, Classroom
from skills.competence import Competence, Family
from skills.errors import NotFound
from skills.establishment import Establishment
from skills.guidance import NO_GUIDANCE, Guidance
from skills.interview import GuideQuestion
from skills.need import Need
from skills.occupation import Bridge, Importance, Occupation
from skills.partner import Partner
from skills.presentation import Drawing, Pay, Presentation, Workshop
from skills.road_map import Stake
from skills.territory import UNNAMED, Commune, Epci, TerritoryWords
from skills.travel import NO_TRAVEL_TIMES, TravelTimes
from skills.weights import Weights


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """A link from one of our codes to another framework's; match is exact, close, broad or
    narrow.
    """

    code: str
    scheme: str  # rome, esco, formacode, nsf
    target: str
    match: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Everything that files say. Mappings are by code, in the order of their codes."""

    version: (
        str  # hash of the files, then the learnt labels' revision: same version, same vocabulary
    )
    families: Mapping[str, Family]
    competences: Mapping[str, Competence]
    occupations: Mapping[str, Occupation]
    certifications: Mapping[str, Certification]
    communes: Mapping[str, Commune]
    epcis: Mapping[str, Epci]
    crosswalks: tuple[Crosswalk, ...]
    bridges: tuple[Bridge, ...]
    replaced: Mapping[str, str]  # retired code -> the code to read instead
    weights: Weights
    interview_guide: tuple[GuideQuestion, ...] = ()
    guidance: Guidance = NO_GUIDANCE
    classroom: Classroom = NO_CLASSROOM
    learnt: frozenset[tuple[str, str]] = frozenset()  # code and folded words, approved by a person
    stop_pairs: tuple[tuple[str, str], ...] = ()  # (words, code): never to be read as that code
    place: TerritoryWords = UNNAMED
    travel: TravelTimes = NO_TRAVEL_TIMES
    activities: Mapping[str, str] = field(default_factory=dict)  # by division, two digits
    aids: Mapping[str, Aid] = field(default_factory=dict)
    stakes: Mapping[str, Stake] = field(default_factory=dict)
    partners: Mapping[str, Partner] = field(default_factory=dict)
    establishments: Mapping[str, Establishment] = field(default_factory=dict)
    presentations: Mapping[str, Presentation] = field(default_factory=dict)  # by occupation
    workshops: Mapping[str, Workshop] = field(default_factory=dict)
    pay: tuple[Pay, ...] = ()  # of every occupation
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    drawn: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # any code -> drawings

    def current(self, code: str) -> str:
        """The code to use today for ``code``, following retirements."""
        seen = set()
        while code in self.replaced and code not in seen:
            seen.add(code)
            code = self.replaced[code]
        return code

    def renew(self, need: Need) -> Need:
        """A stored need as it reads today: retired codes give those that replace them."""
        if not self.replaced:
            return need
        asked = tuple(replace(c, code=self.current(c.code)) for c in need.competences)
        return replace(need, occupation=self.current(need.occupation), competences=asked)

    def competence(self, code: str) -> Competence:
        """Raise ``NotFound`` if there is none with that code."""
        if code not in self.competences:
            raise NotFound("competence", code)
        return self.competences[code]

    def family_of(self, code: str) -> str:
        """The family's code of a competence, or ``code`` itself if it is a family, or empty."""
        if code in self.families:
            return code
        competence = self.competences.get(code)
        return competence.family if competence else ""

    def within(self, family: str) -> tuple[str, ...]:
        """A family's code, and those of its competences."""
        return (family, *(one.code for one in self.competences.values() if one.family == family))

    def drawings_of(self, code: str) -> tuple[Drawing, ...]:
        """The drawings of any code: its own, or those of its family; for an occupation without its
        own, those of what it calls essential, in the order of the requirements.
        """
        if code in self.drawn:
            named = self.drawn[code]
        elif code in self.occupations:
            essential = [
                r.competence
                for r in self.occupations[code].requirements
                if r.importance is Importance.ESSENTIAL
            ]
            named = tuple(d.code for one in essential for d in self.drawings_of(one))
        else:
            named = self.drawn.get(self.family_of(code), ())
        return tuple(self.drawings[one] for one in dict.fromkeys(named))

    def label(self, code: str) -> str:
        """The French label of any code; a code that the reference no longer has is given back
        as it is.
        """
        if code in self.competences:
            return self.competences[code].label
        if code in self.families:
            return self.families[code].label
        if code in self.occupations:
            return self.occupations[code].label
        if code in self.certifications:
            return self.certifications[code].title
        return code
