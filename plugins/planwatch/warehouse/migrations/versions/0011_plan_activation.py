"""When which plan and policy came into force."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0011_plan_activation.sql")
