"""The finance bureau's sign-off."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0012_certification.sql")
