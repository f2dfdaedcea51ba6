"""What firms answer, promise and plan; who does what for a need"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "remembered_columns",
        sa.Column("signature", sa.String(), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("signature", name=op.f("pk_remembered_columns")),
    )
    op.create_table(
        "commitment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("firm_id", sa.Integer(), nullable=False),
        sa.Column("interview_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["firm_id"], ["firm.id"], name=op.f("fk_commitment_firm_id")),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interview.id"], name=op.f("fk_commitment_interview_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
    )
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_commitment_firm_id"), ["firm_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_commitment_interview_id"), ["interview_id"], unique=False
        )

    op.create_table(
        "declaration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("answers", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("interview_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interview.id"], name=op.f("fk_declaration_interview_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declaration")),
    )
    with op.batch_alter_table("declaration", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_declaration_interview_id"), ["interview_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_declaration_started_at"), ["started_at"], unique=False)

    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("firm_id", sa.Integer(), nullable=False),
        sa.Column("interview_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("nature", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("investment", sa.BigInteger(), nullable=True),
        sa.Column("jobs", sa.Integer(), nullable=True),
        sa.Column("horizon", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["firm_id"], ["firm.id"], name=op.f("fk_project_firm_id")),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interview.id"], name=op.f("fk_project_interview_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
    )
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_firm_id"), ["firm_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_project_interview_id"), ["interview_id"], unique=False)

    op.create_table(
        "need_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_need_event_need_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_event")),
    )
    with op.batch_alter_table("need_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_need_event_need_id"), ["need_id"], unique=False)

    op.create_table(
        "subscription",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("families", sa.String(), nullable=False),
        sa.Column("by_letter", sa.Boolean(), nullable=False),
        sa.Column("feed_hash", sa.String(), nullable=False),
        sa.Column("told_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_subscription_account_id")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_subscription")),
    )
    with op.batch_alter_table("subscription", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_subscription_feed_hash"), ["feed_hash"], unique=False)

    with op.batch_alter_table("firm", schema=None) as batch_op:
        batch_op.add_column(sa.Column("size", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("naf", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("verified", sa.Boolean(), nullable=False, server_default="1"))

    with op.batch_alter_table("interview", schema=None) as batch_op:
        batch_op.add_column(sa.Column("account_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("private_notes", sa.String(), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("declared", sa.Boolean(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("waiting", sa.Boolean(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("quotes_allowed", sa.Boolean(), nullable=False, server_default="0")
        )
        batch_op.create_index(batch_op.f("ix_interview_account_id"), ["account_id"], unique=False)

    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.add_column(sa.Column("contract", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("shifts", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("beginner", sa.Boolean(), nullable=True))
        batch_op.add_column(
            sa.Column("commitments", sa.String(), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("sure", sa.Boolean(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("owner_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("taken_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "moved_at",
                sa.DateTime(timezone=True),
                nullable=False,
                server_default="1970-01-01 00:00:00",
            )
        )
        batch_op.add_column(sa.Column("reminded", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("firm_says", sa.String(), nullable=True))
        batch_op.create_index(batch_op.f("ix_need_moved_at"), ["moved_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_need_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_need_taken_by_id"), ["taken_by_id"], unique=False)
    # What was decided before had not moved since.
    op.execute("UPDATE need SET moved_at = decided_at")


def downgrade() -> None:
    op.drop_table("remembered_columns")
    # ### commands auto generated by Alembic - please adjust! ###
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_need_taken_by_id"))
        batch_op.drop_index(batch_op.f("ix_need_owner_id"))
        batch_op.drop_index(batch_op.f("ix_need_moved_at"))
        batch_op.drop_column("firm_says")
        batch_op.drop_column("reminded")
        batch_op.drop_column("moved_at")
        batch_op.drop_column("taken_by_id")
        batch_op.drop_column("owner_id")
        batch_op.drop_column("sure")
        batch_op.drop_column("commitments")
        batch_op.drop_column("beginner")
        batch_op.drop_column("shifts")
        batch_op.drop_column("contract")

    with op.batch_alter_table("interview", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interview_account_id"))
        batch_op.drop_column("quotes_allowed")
        batch_op.drop_column("reviewed_at")
        batch_op.drop_column("waiting")
        batch_op.drop_column("declared")
        batch_op.drop_column("version")
        batch_op.drop_column("private_notes")
        batch_op.drop_column("account_id")

    with op.batch_alter_table("firm", schema=None) as batch_op:
        batch_op.drop_column("verified")
        batch_op.drop_column("naf")
        batch_op.drop_column("size")

    with op.batch_alter_table("subscription", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_subscription_feed_hash"))

    op.drop_table("subscription")
    with op.batch_alter_table("need_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_need_event_need_id"))

    op.drop_table("need_event")
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_interview_id"))
        batch_op.drop_index(batch_op.f("ix_project_firm_id"))

    op.drop_table("project")
    with op.batch_alter_table("declaration", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_declaration_started_at"))
        batch_op.drop_index(batch_op.f("ix_declaration_interview_id"))

    op.drop_table("declaration")
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commitment_interview_id"))
        batch_op.drop_index(batch_op.f("ix_commitment_firm_id"))

    op.drop_table("commitment")
