"""Projects beside what came of them, aids asked for, campaigns and the road map's live figures."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from data.storage.aid_requests import (
    last_aid_checks,
    list_aid_requests,
    list_envelopes,
    list_referrals,
)
from data.storage.campaigns import get_campaign, list_targets
from data.storage.committee import read_records
from data.storage.decisions import held_seats
from data.storage.needs import get_need, list_needs_among, list_open_needs
from data.storage.project_facts import facts_by_project, needs_of_project
from data.storage.projects import get_project, list_projects
from data.storage.road_map import count_people, count_views, list_actions
from matching.catalogue import CatalogueIndex
from matching.committee import by_kind, report
from matching.gaps import rank_gaps
from skills.account import User
from skills.aid import Eligibility
from skills.aid_request import AidRequest, Envelope, Referral
from skills.campaign import Campaign, Target, TargetState
from skills.committee import FigureCode, Period
from skills.need import Need, NeedState
from skills.partner import Partner
from skills.project import FactKind, Project, ProjectFact, ProjectState, project_state
from skills.reference import Reference
from skills.rights import Action, Thing, require
from skills.road_map import CountKind, Indicator, RoadAction, Stake
from web.flows.aids import aids_of_need, aids_of_project, department_of
from web.flows.committee import size_fr, steering_perimeter


@dataclass(frozen=True, slots=True)
class ProjectView:
    """A project as announced, beside what was observed."""

    project: Project
    facts: tuple[ProjectFact, ...]
    state: ProjectState
    hired: int | None  # None: nothing observed
    invested: int | None
    opened_on: date | None


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """One project: what it may ask for, what it asked for, and the needs it brings."""

    view: ProjectView
    aids: tuple[Eligibility, ...]
    requests: tuple[AidRequest, ...]
    needs: tuple[Need, ...]  # tied to it
    others: tuple[Need, ...]  # of the same firm, not tied
    envelopes: tuple[Envelope, ...]

    @property
    def placed(self) -> int:
        """People of its needs that were solved, at least."""
        solved = [need for need in self.needs if need.state is NeedState.SOLVED]
        return sum(need.headcount.minimum if need.headcount else 1 for need in solved)


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """A campaign: its list, how far it is, and the state of the firms that were met."""

    campaign: Campaign
    targets: tuple[Target, ...]
    states: Mapping[TargetState, int]
    sizes: tuple[tuple[str, int], ...]
    activities: tuple[tuple[str, int], ...]
    places: tuple[tuple[str, int], ...]
    ages: tuple[tuple[str, int], ...]
    others: int  # firms met in its days that were not on the list

    @property
    def coverage(self) -> float:
        """Share of the list that was met, 0..1."""
        return self.states[TargetState.MET] / len(self.targets) if self.targets else 0.0


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request with the name of what it is for."""

    request: AidRequest
    name: str
    address: str


def current_aids(db: Session, reference: Reference) -> Reference:
    """The reference with the aids as checked last: by their file or by a person here."""
    checks = last_aid_checks(db)
    if not checks:
        return reference
    aids = {
        code: replace(aid, checked_on=max(filter(None, (aid.checked_on, checks.get(code)))))
        if code in checks
        else aid
        for code, aid in reference.aids.items()
    }
    return replace(reference, aids=aids)


def project_views(db: Session, *, user: User) -> tuple[ProjectView, ...]:
    """The projects that the reader may read, latest first, each with what was observed."""
    require(user, Thing.PROJECT, Action.READ)
    facts = facts_by_project(db)
    return tuple(
        _view(project, facts.get(project.id or 0, ()))
        for project in list_projects(db, visible_to=user)
    )


def find_project(db: Session, project_id: int, *, user: User) -> ProjectView:
    """One project; ``NotFound`` when it is not the reader's."""
    project = get_project(db, project_id, visible_to=user)
    return _view(project, facts_by_project(db, of=project_id).get(project_id, ()))


def project_page(
    db: Session, reference: Reference, project_id: int, *, user: User, on: date
) -> ProjectPage:
    """One project with its aids and needs."""
    view = find_project(db, project_id, user=user)
    tied = set(needs_of_project(db, project_id))
    firm = view.project.firm.id
    needs = list_needs_among(db, tied, firm=firm, visible_to=user)
    return ProjectPage(
        view,
        aids_of_project(current_aids(db, reference), view.project, on=on),
        list_aid_requests(db, project=project_id),
        tuple(need for need in needs if need.id in tied),
        tuple(need for need in needs if need.id not in tied),
        list_envelopes(db, visible_to=user),
    )


def request_views(db: Session, reference: Reference, *, user: User) -> tuple[RequestView, ...]:
    """The aids asked for in what the reader may read, latest move first."""
    require(user, Thing.STEERING, Action.READ)
    requests = list_aid_requests(db)
    projects = {p.id: p for p in list_projects(db, visible_to=user) if p.id}
    asked = {one.need for one in requests if one.need}
    needs = {n.id: n for n in list_needs_among(db, asked, visible_to=user) if n.id}
    found = []
    for request in requests:
        if request.project in projects:
            project = projects[request.project]
            name = f"{project.firm.name}, {project.title}"
            found.append(RequestView(request, name, f"/projets/{project.id}"))
        elif request.need in needs:
            need = needs[request.need]
            what = reference.label(need.occupation) if need.occupation else "compétences"
            name = f"{need.firm.name}, besoin : {what}"
            found.append(RequestView(request, name, f"/besoins/{need.id}"))
    found.sort(key=lambda one: (-one.request.moved_on.toordinal(), -(one.request.id or 0)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class NeedAids:
    """A need with the aids that it may ask for, and those that it asked for."""

    need: Need
    aids: tuple[Eligibility, ...]
    requests: tuple[AidRequest, ...]
    partners: tuple[Partner, ...]  # those that a need may be sent to
    referrals: tuple[Referral, ...]  # what they were asked for it


def need_aids(db: Session, reference: Reference, need_id: int, *, user: User, on: date) -> NeedAids:
    """What a need may ask for and asked for; ``NotFound`` when it is not the reader's."""
    need = get_need(db, need_id, visible_to=user)
    asked = tuple(one for one in list_aid_requests(db) if one.need == need_id)
    department = department_of(need.firm.commune)
    return NeedAids(
        need,
        aids_of_need(current_aids(db, reference), need, on=on),
        asked,
        tuple(p for p in reference.partners.values() if p.needs and p.serves(department)),
        tuple(one for one in list_referrals(db, visible_to=user) if one.need == need_id),
    )


def referrals_of(db: Session, *, user: User) -> tuple[Referral, ...]:
    """What partners were asked to do, what is not done first."""
    require(user, Thing.STEERING, Action.READ)
    return list_referrals(db, visible_to=user)


def campaign_page(
    db: Session, reference: Reference, campaign_id: int, *, user: User, on: date
) -> CampaignPage:
    """One campaign and the state of the firms that it met."""
    campaign = get_campaign(db, campaign_id, visible_to=user)
    targets = list_targets(db, campaign, visible_to=user)
    communes = [c.code for c in reference.communes.values() if c.epci in campaign.epcis]
    records = read_records(db, communes=communes, epcis=campaign.epcis, visible_to=user)
    days = Period(campaign.starts_on, campaign.ends_on)
    met = {one.firm: one for one in records.firms if days.holds(one.on)}
    last = {one.firm: one.on for one in sorted(records.firms, key=lambda one: one.on)}
    listed = {target.firm.id for target in targets if target.state is TargetState.MET}
    return CampaignPage(
        campaign,
        targets,
        {state: sum(t.state is state for t in targets) for state in TargetState},
        by_kind(size_fr(one.size) for one in met.values()),
        by_kind(_activity(reference, one.naf) for one in met.values()),
        by_kind(
            reference.communes[one.commune].name
            if one.commune in reference.communes
            else "lieu inconnu"
            for one in met.values()
        ),
        by_kind(_age((on - day).days) for firm, day in last.items() if firm in met),
        len(set(met) - listed),
    )


def live_figures(
    db: Session,
    reference: Reference,
    catalogue: CatalogueIndex,
    *,
    user: User,
    since: date,
    on: date,
) -> Mapping[Indicator, str]:
    """Every indicator of the road map since a day, as it reads."""
    perimeter = steering_perimeter(reference, user)
    codes = {epci.code for epci in perimeter}
    communes = [c.code for c in reference.communes.values() if c.epci in codes]
    people = count_people(db, epcis=codes, since=since)
    records = read_records(db, communes=communes, epcis=codes, visible_to=user)
    filled = report(records, Period(since, on)).figures[FigureCode.FILLED]
    needs = list_open_needs(db, visible_to=user)
    gaps = rank_gaps(needs, catalogue, on=on, held=held_seats(db))
    asked = sum(gap.people_min for gap in gaps)
    seated = asked - sum(gap.remaining_min for gap in gaps)
    return {
        Indicator.VISITS_ASKED: str(people[CountKind.VISIT_ASKED]),
        Indicator.VISITS_HELD: str(people[CountKind.VISIT_HELD]),
        Indicator.PAGES_SEEN: str(count_views(db, since=since, pages=("metiers", "quiz"))),
        Indicator.SEATS_FILLED: f"{filled.value} sur {filled.out_of or 0}",
        Indicator.FITTING_SEATS: f"{seated} sur {asked}",
        Indicator.IMMERSIONS: str(people[CountKind.IMMERSION]),
        Indicator.APPRENTICESHIPS: str(people[CountKind.APPRENTICESHIP]),
        Indicator.PAGE_VIEWS: str(count_views(db, since=since)),
    }


def road_map(
    db: Session, reference: Reference, *, user: User
) -> tuple[tuple[Stake, tuple[RoadAction, ...]], ...]:
    """The stakes in their order, each with its actions by due day."""
    require(user, Thing.STEERING, Action.READ)
    actions = list_actions(db, visible_to=user)
    stakes = sorted(reference.stakes.values(), key=lambda stake: stake.position)
    return tuple((s, tuple(a for a in actions if a.stake == s.code)) for s in stakes)


def _view(project: Project, facts: tuple[ProjectFact, ...]) -> ProjectView:
    def total(kind: FactKind) -> int | None:
        amounts = [fact.amount or 0 for fact in facts if fact.kind is kind]
        return sum(amounts) if amounts else None

    opened = [fact.on for fact in facts if fact.kind is FactKind.OPENED]
    return ProjectView(
        project,
        facts,
        project_state(facts),
        total(FactKind.HIRED),
        total(FactKind.INVESTED),
        min(opened) if opened else None,
    )


def _age(days: int) -> str:
    if days <= 183:
        return "moins de 6 mois"
    if days <= 365:
        return "de 6 à 12 mois"
    return "plus d'un an"


def _activity(reference: Reference, naf: str) -> str:
    if not naf:
        return "activité non communiquée"
    return reference.activities.get(naf[:2], f"division {naf[:2]} de la NAF")
