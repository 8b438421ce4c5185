"""From a published figure to its cells."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0013_explain.sql")
