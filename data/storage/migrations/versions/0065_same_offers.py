"""Records of several sources that are one offer"""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0060"


def upgrade() -> None:
    op.create_table(
        "same_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("other_source", sa.String(), nullable=False),
        sa.Column("other_key", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("computed", sa.String(), nullable=False),
        sa.Column("decided", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_same_offer")),
        sa.UniqueConstraint(
            "source", "key", "other_source", "other_key", name=op.f("uq_same_offer_source")
        ),
    )


def downgrade() -> None:
    op.drop_table("same_offer")
