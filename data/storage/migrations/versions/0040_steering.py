"""Campaigns, what came of projects, aids asked for, road map, totals"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "aid_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aid", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aid_check")),
    )
    with op.batch_alter_table("aid_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aid_check_aid"), ["aid"], unique=False)

    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("epcis", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("interviewers", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
    )
    op.create_table(
        "envelope",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("epcis", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_envelope")),
    )
    op.create_table(
        "page_view",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("views", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "page", name=op.f("pk_page_view")),
    )
    op.create_table(
        "people_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("epci", sa.String(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_count")),
    )
    with op.batch_alter_table("people_count", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_people_count_month"), ["month"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_people_count_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "road_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("epcis", sa.String(), nullable=False),
        sa.Column("stake", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_road_action")),
    )
    op.create_table(
        "session_outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("epci", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("entered", sa.Integer(), nullable=False),
        sa.Column("finished", sa.Integer(), nullable=True),
        sa.Column("asked_6", sa.Integer(), nullable=True),
        sa.Column("working_6", sa.Integer(), nullable=True),
        sa.Column("asked_12", sa.Integer(), nullable=True),
        sa.Column("working_12", sa.Integer(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_outcome")),
        sa.UniqueConstraint(
            "organisation_id", "title", "starts_on", name=op.f("uq_session_outcome_organisation_id")
        ),
    )
    with op.batch_alter_table("session_outcome", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_session_outcome_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_session_outcome_starts_on"), ["starts_on"], unique=False
        )

    op.create_table(
        "campaign_target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("firm_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("commune", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("call_back_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaign.id"],
            name=op.f("fk_campaign_target_campaign_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["firm_id"], ["firm.id"], name=op.f("fk_campaign_target_firm_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_target")),
    )
    with op.batch_alter_table("campaign_target", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_campaign_target_campaign_id"), ["campaign_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_campaign_target_firm_id"), ["firm_id"], unique=False)

    op.create_table(
        "aid_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column("aid", sa.String(), nullable=False),
        sa.Column("partner", sa.String(), nullable=False),
        sa.Column("envelope_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["envelope_id"],
            ["envelope.id"],
            name=op.f("fk_aid_request_envelope_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["need_id"], ["need.id"], name=op.f("fk_aid_request_need_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_aid_request_project_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aid_request")),
    )
    with op.batch_alter_table("aid_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_aid_request_envelope_id"), ["envelope_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_aid_request_need_id"), ["need_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_aid_request_project_id"), ["project_id"], unique=False)

    op.create_table(
        "project_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("noted_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_project_fact_project_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_fact")),
    )
    with op.batch_alter_table("project_fact", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_project_fact_project_id"), ["project_id"], unique=False
        )

    op.create_table(
        "project_need",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["need_id"], ["need.id"], name=op.f("fk_project_need_need_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_project_need_project_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("project_id", "need_id", name=op.f("pk_project_need")),
    )
    op.create_table(
        "aid_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["aid_request.id"],
            name=op.f("fk_aid_step_request_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aid_step")),
    )
    with op.batch_alter_table("aid_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aid_step_request_id"), ["request_id"], unique=False)

    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("epci", sa.String(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("kept_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["need_id"], ["need.id"], name=op.f("fk_referral_need_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["aid_request.id"],
            name=op.f("fk_referral_request_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
    )
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_need_id"), ["need_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_request_id"), ["request_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_request_id"))
        batch_op.drop_index(batch_op.f("ix_referral_need_id"))

    op.drop_table("referral")
    with op.batch_alter_table("aid_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_aid_step_request_id"))

    op.drop_table("aid_step")
    op.drop_table("project_need")
    with op.batch_alter_table("project_fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_fact_project_id"))

    op.drop_table("project_fact")
    with op.batch_alter_table("aid_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_aid_request_project_id"))
        batch_op.drop_index(batch_op.f("ix_aid_request_need_id"))
        batch_op.drop_index(batch_op.f("ix_aid_request_envelope_id"))

    op.drop_table("aid_request")
    with op.batch_alter_table("campaign_target", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_campaign_target_firm_id"))
        batch_op.drop_index(batch_op.f("ix_campaign_target_campaign_id"))

    op.drop_table("campaign_target")
    with op.batch_alter_table("session_outcome", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_outcome_starts_on"))
        batch_op.drop_index(batch_op.f("ix_session_outcome_organisation_id"))

    op.drop_table("session_outcome")
    op.drop_table("road_action")
    with op.batch_alter_table("people_count", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_count_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_people_count_month"))

    op.drop_table("people_count")
    op.drop_table("page_view")
    op.drop_table("envelope")
    op.drop_table("campaign")
    with op.batch_alter_table("aid_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_aid_check_aid"))

    op.drop_table("aid_check")
