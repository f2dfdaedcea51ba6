"""Visits that classes ask firms for"""

import sqlalchemy as sa
from alembic import op

revision = "0075"
down_revision = "0066"


def upgrade() -> None:
    op.create_table(
        "host_contact",
        sa.Column("firm_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["firm_id"], ["firm.id"], name=op.f("fk_host_contact_firm_id")),
        sa.PrimaryKeyConstraint("firm_id", name=op.f("pk_host_contact")),
    )
    op.create_table(
        "visit_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("firm_id", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("school_class", sa.String(), nullable=False),
        sa.Column("teacher", sa.String(), nullable=False),
        sa.Column("weeks", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["firm_id"], ["firm.id"], name=op.f("fk_visit_request_firm_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_request")),
    )
    with op.batch_alter_table("visit_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_request_firm_id"), ["firm_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_request_teacher"), ["teacher"], unique=False)


def downgrade() -> None:
    op.drop_table("visit_request")
    op.drop_table("host_contact")
