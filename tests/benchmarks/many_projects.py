"""A plan of very many projects with ten items each, and their accepted lines of as many months, made in the database.

Projects lie at 0 to 60 % in the beginning and come two points further each month, to 99 % at most.
"""

from datetime import date

from sqlalchemy import Connection, text

ITEMS = 10

PLAN = """
insert into raw.plan_projects (plan_version, project_code, serial_number, project_name, planned_households_count,
    planned_buildings_count, planned_area_quantity, planned_investment_amount, window_text, window_start_date,
    window_end_date, is_pilot)
select :version, 'B' || lpad(number::text, 6, '0'), 1000 + number, 'B' || number, 100 + number % 900, 10, 50000,
    1000000 + number % 5000 * 1000, '2020-2022', '2020-01-01', '2022-12-31', false
from generate_series(1, :projects) as number
"""
MENU = """
insert into raw.plan_project_items (plan_version, project_code, item_code, weight_ratio, basis)
select :version, 'B' || lpad(number::text, 6, '0'), items.item_code, 0.1, 'benchmark'
from generate_series(1, :projects) as number
cross join (
    select item_code from raw.plan_items where plan_version = :version order by item_code limit 10
) as items
"""
RETURN = """
insert into raw.returns (unit_code, channel, file_name, file_sha256, file_bytes, archive_path, received_at, state, verdict)
values ('U11', 'folder', 'f', lpad(:number, 64, '0'), 1, 'a', :received_at, 'answered', 'accepted') returning return_id
"""
PROGRESS = """
insert into raw.progress_lines (return_id, sheet_name, row_number, cells, project_code, item_code, cutoff_date,
    completed_percent, investment_amount, completed_households_count, is_accepted)
select :return_id, 's', row_number() over (), '{}', menus.project_code, menus.item_code, cast(:cutoff as date),
    least(99, :period * 2 + abs(hashtext(menus.project_code)) % 60 + abs(hashtext(menus.project_code || menus.item_code)) % 3),
    :period * 1000, :period, true
from raw.plan_project_items as menus
where menus.plan_version = :version and menus.project_code like 'B%' and menus.project_code <= :last
"""
SPENDING = """
insert into raw.spending_lines (return_id, sheet_name, row_number, cells, project_code, source_code, document_number,
    cutoff_date, paid_amount, is_accepted)
select :return_id, 't', row_number() over (), '{}', projects.project_code, 'COUNTY', '1', cast(:cutoff as date),
    :period * 9000, true
from raw.plan_projects as projects
where projects.plan_version = :version and projects.project_code like 'B%' and projects.project_code <= :last
"""


def plan_projects(connection: Connection, projects: int) -> int:
    """Add so many projects to the plan, each with ten items of a tenth; returns the plan's version."""
    version: int = connection.execute(text("select max(plan_version) from raw.plan_versions")).scalar_one()
    for statement in (PLAN, MENU):
        connection.execute(text(statement), {"version": version, "projects": projects})
    return version


def file_period(connection: Connection, version: int, period: int, last: str = "C", cutoff: date | None = None) -> None:
    """One month's return of every project up to `last`, by default at its 28th: a line per item, and one of payments."""
    cutoff = cutoff or date(2020 + (period - 1) // 12, (period - 1) % 12 + 1, 28)
    sent = {"number": f"{period}{last}".replace("B", "1").replace("C", "2"), "received_at": f"{cutoff}T12:00:00Z"}
    return_id = connection.execute(text(RETURN), sent).scalar_one()
    facts = {"return_id": return_id, "version": version, "cutoff": cutoff, "period": period, "last": last}
    for statement in (PROGRESS, SPENDING):
        connection.execute(text(statement), facts)
