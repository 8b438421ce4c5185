"""The comments of two columns name every value they can have."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0030_words_of_statuses.sql")
