"""The marts of approvals, money, cables, changes and residents."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0009_metrics.sql")
