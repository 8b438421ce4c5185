"""What is put before the bureau: the fingerprint of its workbook, its rows put back, its bridge from the request on."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0031_certified_workbooks.sql")
