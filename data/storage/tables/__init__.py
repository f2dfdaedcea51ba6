"""The tables. Columns only: a join is written where it is needed. Rows never leave
``data/storage``.
"""

from data.storage.tables.about import AboutRow, ColumnsRow
from data.storage.tables.accounts import (
    AccountRow,
    ApiTokenRow,
    JournalRow,
    MailedLinkRow,
    OrganisationRow,
    RecoveryCodeRow,
    SecretLinkRow,
    SignInRow,
)
from data.storage.tables.interviews import (
    CommitmentRow,
    DeclarationRow,
    DiscardedRow,
    FirmRow,
    InterviewRow,
    ProjectRow,
)
from data.storage.tables.learnt import LearntLabelRow
from data.storage.tables.needs import NeedCompetenceRow, NeedEventRow, NeedRow, SubscriptionRow
from data.storage.tables.offers import (
    ImportedRow,
    ImportRow,
    OfferRow,
    OpeningRow,
    PlaceRow,
    ProviderRow,
    SessionRow,
    TaughtRow,
)
from data.storage.tables.steering import (
    AidCheckRow,
    AidRequestRow,
    AidStepRow,
    CampaignRow,
    EnvelopeRow,
    OutcomeRow,
    PageViewRow,
    PeopleCountRow,
    ProjectFactRow,
    ProjectNeedRow,
    ReferralRow,
    RoadActionRow,
    TargetRow,
)
from data.storage.tables.work import JobRow, LetterRow, ScheduleRow

__all__ = [
    "AboutRow",
    "AccountRow",
    "AidCheckRow",
    "AidRequestRow",
    "AidStepRow",
    "ApiTokenRow",
    "CampaignRow",
    "ColumnsRow",
    "CommitmentRow",
    "DeclarationRow",
    "DiscardedRow",
    "EnvelopeRow",
    "FirmRow",
    "ImportRow",
    "ImportedRow",
    "InterviewRow",
    "JobRow",
    "JournalRow",
    "LearntLabelRow",
    "LetterRow",
    "MailedLinkRow",
    "NeedCompetenceRow",
    "NeedEventRow",
    "NeedRow",
    "OfferRow",
    "OpeningRow",
    "OrganisationRow",
    "OutcomeRow",
    "PageViewRow",
    "PeopleCountRow",
    "PlaceRow",
    "ProjectFactRow",
    "ProjectNeedRow",
    "ProjectRow",
    "ProviderRow",
    "RecoveryCodeRow",
    "ReferralRow",
    "RoadActionRow",
    "ScheduleRow",
    "SecretLinkRow",
    "SessionRow",
    "SignInRow",
    "SubscriptionRow",
    "TargetRow",
    "TaughtRow",
]
