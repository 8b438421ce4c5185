"""`make bench`: how long a return, a run and a million lines take, and where the time goes. Nothing here can fail a build.

Targets: one return of 200 rows, from file to receipt, warm, under 2 s; 200 returns in one run under 60 s; a million
lines in minutes and flat memory.
"""

import statistics
from datetime import UTC, date, datetime

import pytest

from tests.benchmarks.bulk import write_bulk
from tests.benchmarks.stopwatch import peak_memory, timed_ingest
from tests.builders import form_file
from tests.corpus.clean_rows import clean_rows
from tests.corpus.files import SUFFIXES, write_file
from tests.corpus.headings import Grid, add_headings
from tests.corpus.programme import DUTIES, PROJECTS, projects_of
from tests.county import County

pytestmark = pytest.mark.benchmark
RECEIVED_AT = datetime(2021, 7, 5, 1, tzinfo=UTC)
CUTOFF = date(2021, 6, 30)
ROUNDS = 5


def test_one_return_of_two_hundred_rows(county: County, say) -> None:
    _payments(county, 0, 20)
    timed_ingest(county, RECEIVED_AT)
    rounds = []
    for number in range(1, ROUNDS + 1):
        _payments(county, number, 200)
        rounds.append(timed_ingest(county, RECEIVED_AT))
    rounds.sort(key=lambda watch: watch.total)
    say(f"one return of 200 rows, xlsx, warm: median {rounds[ROUNDS // 2].total:.2f} s of {ROUNDS} (target 2 s)")
    say(*rounds[ROUNDS // 2].lines())
    say(
        f"  spread {rounds[0].total:.2f} to {rounds[-1].total:.2f} s, {statistics.mean(r.total for r in rounds):.2f} s mean"
    )


def test_two_hundred_returns_in_one_run(county: County, say) -> None:
    _payments(county, 0, 20)
    timed_ingest(county, RECEIVED_AT)
    _two_hundred(county)
    watch = timed_ingest(county, RECEIVED_AT)
    [(returns, lines)] = county.query(
        "select count(*), sum(lines_count) from raw.returns where received_at is not null"
    )
    say(f"200 returns of nine forms and seven kinds of file in one run: {watch.total:.1f} s (target 60 s)")
    say(
        *watch.lines(),
        f"  {returns - 1} returns, {lines - 20} lines, {1000 * watch.total / (returns - 1):.0f} ms a return",
    )


@pytest.mark.parametrize("lines_count", [100_000, 300_000, 1_000_000])
def test_lines_in_bulk(county: County, say, lines_count: int) -> None:
    _payments(county, 0, 20)
    timed_ingest(county, RECEIVED_AT)
    before = peak_memory()
    files, written = write_bulk(county.folder / "inbox", lines_count)
    watch = timed_ingest(county, RECEIVED_AT)
    say(f"{written:,} lines in {files} CSV files: {watch.total:.0f} s, {1e6 * watch.total / written:.0f} µs a line")
    say(*watch.lines(), f"  peak memory {before:.0f} MB before, {peak_memory():.0f} MB after")
    say(f"  slowest rules: {watch.slowest_rules()}")
    found = county.query("select rule_id, count(*) from raw.findings where rule_id <> 'F02' group by 1 order by 1")
    say(f"  findings: {', '.join(f'{rule} {count:,}' for rule, count in found) or 'none'}")


def _payments(county: County, number: int, rows_count: int) -> None:
    rows = [
        clean_rows("payments", "U11", [project], CUTOFF, 1000 * number + mark)[0]
        for mark in range(rows_count)
        for project in [list(PROJECTS.values())[mark % 14]]
    ]
    form_file(county.inbox("U11") / f"payments{number}.xlsx", "payments", rows)


def _two_hundred(county: County) -> None:
    kinds = list(SUFFIXES)
    number = 0
    while number < 200:
        for form, units in DUTIES.items():
            number += 1
            unit = units[number % len(units)]
            names = projects_of(unit)
            projects = [PROJECTS[names[(number + step) % len(names)]] for step in range(min(5, len(names)))]
            rows = clean_rows(form, unit, projects, CUTOFF, number)
            _file(county, form, unit, rows, kinds[number % len(kinds)], number)
            if number == 200:
                break


def _file(county: County, form: str, unit: str, rows: list, kind: str, number: int) -> None:
    import random

    from planwatch.forms import form_named

    grid = Grid("报表")
    columns = [column for column in form_named(form).columns if any(column.name in row for row in rows)]
    add_headings(grid, columns, "zh", random.Random(number))
    grid.cells += [[row.get(column.name) for column in columns] for row in rows] + [[f"注：第{number}号"]]
    write_file(county.inbox(unit) / f"{number:03d}{SUFFIXES[kind]}", [grid], kind)
