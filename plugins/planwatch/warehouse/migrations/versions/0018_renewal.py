"""What the last candidate was built from, so that later returns renew only what they touch."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0018_renewal.sql")
