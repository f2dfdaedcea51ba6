"""Learnt labels, and the revision of those applied"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "learnt_label",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("phrase", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learnt_label")),
    )
    with op.batch_alter_table("learnt_label", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_learnt_label_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_learnt_label_words"), ["words"], unique=False)
    op.execute("INSERT INTO about (key, value) VALUES ('aliases', '0')")


def downgrade() -> None:
    op.execute("DELETE FROM about WHERE key = 'aliases'")
    with op.batch_alter_table("learnt_label", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_learnt_label_words"))
        batch_op.drop_index(batch_op.f("ix_learnt_label_state"))

    op.drop_table("learnt_label")
