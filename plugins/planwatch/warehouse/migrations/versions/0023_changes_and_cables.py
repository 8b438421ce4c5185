"""Why a scheme is changed, how much cable lies underground, and why a to-complete index is unknown."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0023_changes_and_cables.sql")
