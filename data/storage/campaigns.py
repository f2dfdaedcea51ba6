"""Campaigns, and the firms that each is to meet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from data.storage.firms import to_firm
from data.storage.steering_reach import reaches, within_reach
from data.storage.tables import CampaignRow, FirmRow, InterviewRow, TargetRow
from skills.account import User
from skills.campaign import Campaign, Target, TargetState
from skills.errors import Invalid, NotFound
from skills.interview import Firm
from skills.rights import Action


def add_campaign(db: Session, campaign: Campaign, *, by: User) -> int:
    """Keep a campaign; ``Invalid`` when it overlaps one of the same perimeter."""
    within_reach(by, campaign.epcis, Action.WRITE)
    for other in db.exec(select(CampaignRow)):
        shared = set(other.epcis.split()) & set(campaign.epcis)
        apart = other.ends_on < campaign.starts_on or campaign.ends_on < other.starts_on
        if shared and not apart:
            raise Invalid("ends_on", other.name, "campaign_overlaps")
    row = CampaignRow(
        name=campaign.name,
        epcis=" ".join(campaign.epcis),
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        interviewers="\n".join(campaign.interviewers),
    )
    db.add(row)
    db.flush()
    return row.id or 0


def list_campaigns(db: Session, *, visible_to: User) -> tuple[Campaign, ...]:
    """The campaigns of the reader's perimeter, latest first."""
    rows = db.exec(
        select(CampaignRow).order_by(col(CampaignRow.starts_on).desc(), col(CampaignRow.id).desc())
    )
    return tuple(_to_campaign(row) for row in rows if reaches(visible_to, row.epcis.split()))


def get_campaign(db: Session, campaign_id: int, *, visible_to: User) -> Campaign:
    """One campaign; ``NotFound`` when absent or out of the reader's perimeter."""
    row = db.get(CampaignRow, campaign_id)
    if row is None or not reaches(visible_to, row.epcis.split()):
        raise NotFound("campaign", campaign_id)
    return _to_campaign(row)


def add_targets(db: Session, campaign_id: int, firms: Iterable[Firm], *, by: User) -> int:
    """Add firms to meet, leaving out those that are on the list already; how many were added."""
    campaign = get_campaign(db, campaign_id, visible_to=by)
    within_reach(by, campaign.epcis, Action.WRITE)
    known = {
        (row.name.casefold(), row.commune)
        for row in db.exec(select(TargetRow).where(TargetRow.campaign_id == campaign_id))
    }
    added = 0
    for firm in firms:
        key = (firm.name.casefold(), firm.commune)
        if key not in known:
            known.add(key)
            db.add(
                TargetRow(
                    campaign_id=campaign_id,
                    name=firm.name,
                    commune=firm.commune,
                    firm_id=firm.id,
                    state=TargetState.TO_MEET.value,
                )
            )
            added += 1
    db.flush()
    return added


def list_targets(db: Session, campaign: Campaign, *, visible_to: User) -> tuple[Target, ...]:
    """The firms to meet, by name; one that was interviewed in the campaign's days is met."""
    get_campaign(db, campaign.id or 0, visible_to=visible_to)
    met = met_between(db, campaign.starts_on, campaign.ends_on)
    rows = db.exec(
        select(TargetRow)
        .where(TargetRow.campaign_id == campaign.id)
        .order_by(col(TargetRow.name), col(TargetRow.id))
    )
    return tuple(_to_target(row, met) for row in rows)


def move_target(
    db: Session,
    campaign_id: int,
    target_id: int,
    state: TargetState,
    *,
    call_back_on: date | None,
    by: User,
) -> None:
    """Say where one is with a firm."""
    campaign = get_campaign(db, campaign_id, visible_to=by)
    within_reach(by, campaign.epcis, Action.WRITE)
    row = db.get(TargetRow, target_id)
    if row is None or row.campaign_id != campaign_id:
        raise NotFound("campaign", target_id)
    row.state, row.call_back_on = state.value, call_back_on
    db.add(row)
    db.flush()


@dataclass(frozen=True, slots=True)
class MetIndex:
    """The firms interviewed in some days: by identifier, and by folded name and commune."""

    by_id: dict[int, Firm]
    by_name: dict[tuple[str, str], Firm]


def met_between(db: Session, since: date, until: date) -> MetIndex:
    """The verified firms interviewed between two days."""
    rows = db.exec(
        select(FirmRow)
        .join(InterviewRow, col(InterviewRow.firm_id) == FirmRow.id)
        .where(
            col(InterviewRow.held_on).between(since, until),
            col(InterviewRow.waiting).is_(False),
            col(FirmRow.verified).is_(True),
        )
        .distinct()
    )
    firms = [to_firm(row) for row in rows]
    return MetIndex(
        {firm.id: firm for firm in firms if firm.id},
        {(firm.name.casefold(), firm.commune): firm for firm in firms},
    )


def _to_target(row: TargetRow, met: MetIndex) -> Target:
    firm = met.by_id.get(row.firm_id or 0) or met.by_name.get((row.name.casefold(), row.commune))
    if firm is not None:
        return Target(firm, TargetState.MET, None, row.id)
    known = Firm(row.name, row.commune, id=row.firm_id)
    return Target(known, TargetState(row.state), row.call_back_on, row.id)


def _to_campaign(row: CampaignRow) -> Campaign:
    return Campaign(
        row.name,
        tuple(row.epcis.split()),
        row.starts_on,
        row.ends_on,
        tuple(row.interviewers.splitlines()),
        row.id,
    )
