"""What training bodies say that their own courses teach"""

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0061"


def upgrade() -> None:
    with op.batch_alter_table("taught_competence", schema=None) as batch_op:
        batch_op.add_column(sa.Column("detail", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "teaching_statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("taught", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teaching_statement")),
    )
    with op.batch_alter_table("teaching_statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_teaching_statement_key"), ["key"], unique=False)


def downgrade() -> None:
    op.drop_table("teaching_statement")
    with op.batch_alter_table("taught_competence", schema=None) as batch_op:
        batch_op.drop_column("detail")
