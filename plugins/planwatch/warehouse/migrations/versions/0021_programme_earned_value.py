"""Earned value of the whole programme."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0021_programme_earned_value.sql")
