"""The plan, the returns, the findings and the publications."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0001_raw.sql")
