"""The letters of a week, and what became of each on every channel."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0016_letters.sql")
