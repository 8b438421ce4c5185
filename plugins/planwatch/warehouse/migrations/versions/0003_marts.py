"""The published tables and their candidates."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0003_marts.sql")
