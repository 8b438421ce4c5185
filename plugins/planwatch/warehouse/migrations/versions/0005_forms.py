"""Every form of the programme."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0005_forms.sql")
