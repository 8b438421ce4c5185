"""The sheet around the rows, as offices make it: titles, headings of one or two rows, 合计, notes, dates as they come.

What is drawn here must never be a fault: it belongs to no label.
"""

import random
from dataclasses import dataclass
from datetime import date
from typing import Any

from planwatch.forms import Column
from tests.corpus.casting import Filed
from tests.corpus.deeds import SUMS
from tests.corpus.headings import Grid, add_headings
from tests.corpus.programme import ITEM_ALIASES, MILESTONES, PROJECTS, UNIT_NAMES

DRAFT = "底稿"
SUMMED = ("money", "count", "area", "length")
NOTES = (["填报人：", None, "审核人："], ["注：本表按月报送，金额单位为万元。"], ["联系电话：0578-0000000"])


@dataclass
class Dressed:
    """The sheets of one return, and the file row (from 1) of each of its rows; SUMS are its sums."""

    sheets: list[Grid]
    places: dict[int | None, int | None]
    main: Grid


@dataclass
class _Style:
    """What one office does the same way throughout a sheet."""

    chance: random.Random
    is_text: bool
    headings: str
    dates: str
    numbers: str
    columns: list[Column]


def dress(filed: Filed) -> Dressed:
    """The sheets of a return, in the manner of an office that its number decides."""
    style = _style(filed)
    grid = Grid("" if style.is_text else style.chance.choice(["Sheet1", "6月", "报表"]))
    _titles(grid, filed, style)
    heading_at = len(grid.cells)
    add_headings(grid, style.columns, style.headings, style.chance)
    places = _rows(grid, filed, style)
    if style.chance.random() < 0.3 or _said(filed, "a note"):
        grid.cells += [[]] if style.chance.random() < 0.5 else []
        grid.cells += [list(note) for note in NOTES]
    grid.cells.append([f"注：第{filed.number}-{filed.position}号"])
    _hide(grid, filed, style)
    _shift(grid, heading_at, places, style)
    others = []
    if filed.companion:
        others.append(dress(filed.companion).main)
        others[0].name = f"{filed.companion.form} 另表"
    if not style.is_text and (_said(filed, "a sheet that is no form") or style.chance.random() < 0.15):
        others = [Grid("填表说明", [["填表说明"], ["一、金额单位为万元。"], ["二、比例按百分数填写。"]]), *others]
    return Dressed([*_drafts(filed), *others, grid], places, grid)


def _drafts(filed: Filed) -> list[Grid]:
    """A sheet of figures that follow no form, as offices keep it beside a table."""
    width = 3 if _said(filed, "a draft with three columns") else 2
    return [Grid(DRAFT, [[7, 8.5, 9][:width]] * 3)] if _said(filed, "a draft") else []


def _hide(grid: Grid, filed: Filed, style: _Style) -> None:
    if _said(filed, "the last note is hidden"):
        grid.hidden.append(len(grid.cells) - 1)
    for deed in filed.deeds.sheet_deeds:
        if deed.startswith("the column is hidden"):
            named = [column.name for column in style.columns]
            grid.hidden_columns.append(named.index(deed.split()[-1]))


def _style(filed: Filed) -> _Style:
    chance = random.Random(f"dress {filed.number} {filed.form} {filed.unit}")
    is_text = filed.kind.startswith(("csv", "tsv"))
    headings = chance.choice(["zh", "zh", "zh", "en", "en", "other", "two rows"])
    dates = chance.choice(["cell", "cell", "%Y-%m-%d", "{y}年{m}月{d}日", "{y}.{m}.{d}", "{y}/{m}/{d}", "%Y%m%d"])
    for deed in filed.deeds.sheet_deeds:
        headings = {"the headings are English": "en", "the headings stand in two rows": "two rows"}.get(deed, headings)
    numbers = "text" if _said(filed, "figures are typed as text") or chance.random() < 0.15 else "number"
    return _Style(chance, is_text, headings, dates, numbers, _columns(filed, chance, headings))


def _columns(filed: Filed, chance: random.Random, headings: str) -> list[Column]:
    touched = {name for _, name in filed.deeds.touched}
    lacking = [deed.split()[-1] for deed in filed.deeds.sheet_deeds if deed.startswith("the sheet lacks")]
    spoken_of = {deed.split()[-1] for deed in filed.deeds.sheet_deeds}
    is_whole = chance.random() < 0.3
    columns = [
        column
        for column in filed.deeds.form.columns
        if column.name not in lacking
        and (
            is_whole
            or column.is_required
            or column.name in touched | spoken_of
            or any(row.get(column.name) is not None for row in filed.rows)
        )
    ]
    if headings != "two rows" and chance.random() < 0.25:
        chance.shuffle(columns)
    return columns


def _said(filed: Filed, start: str) -> bool:
    return any(deed.startswith(start) for deed in filed.deeds.sheet_deeds)


def _titles(grid: Grid, filed: Filed, style: _Style) -> None:
    titles: list[list[Any]] = [["青田县城镇老旧小区改造提升情况报表"], [], ["（2021年6月）", None, "单位：万元"]]
    grid.cells += titles[: style.chance.choice([0, 0, 1, 2, 3])]
    claimed = next((deed.split()[-1] for deed in filed.deeds.sheet_deeds if deed.startswith("the title names")), None)
    if claimed is None and style.chance.random() < 0.3:
        claimed = UNIT_NAMES[filed.unit]
    if claimed == "itself":
        claimed = UNIT_NAMES[filed.unit]
    grid.cells += [["本期无变化", deed.split()[-1]] for deed in filed.deeds.sheet_deeds if "is ticked" in deed]
    if claimed:
        form = style.chance.choice(["填报单位：{}", "填报单位（盖章）：{}", "填报单位: {}"])
        grid.cells.append([form.format(claimed), None, "截至日期：2021年6月30日"])


def _rows(grid: Grid, filed: Filed, style: _Style) -> dict[int | None, int | None]:
    places: dict[int | None, int | None] = {None: None}
    gap = style.chance.randrange(1, len(filed.rows)) if len(filed.rows) > 2 and style.chance.random() < 0.15 else None
    part_ends = next((deed for deed in filed.deeds.sheet_deeds if deed.startswith("the 小计 row")), None)
    part_length = sum(row["project_text"] == filed.rows[0]["project_text"] for row in filed.rows)
    for index, row in enumerate(filed.rows):
        if index == gap:
            grid.cells.append([])
        if part_ends and index == part_length:
            places[SUMS["小计"]] = _sum_row(grid, filed.rows[:index], style, "小计", part_ends)
        grid.cells.append([_cell(filed, index, column, row, style) for column in style.columns])
        places[index] = len(grid.cells)
        if f"hidden {index}" in filed.deeds.sheet_deeds:
            grid.hidden.append(len(grid.cells) - 1)
    total = next((deed for deed in filed.deeds.sheet_deeds if deed.startswith("the 合计 row")), None)
    if total or part_ends or (style.chance.random() < 0.25 and _is_summable(filed)):
        places[SUMS["合计"]] = _sum_row(grid, filed.rows, style, style.chance.choice(["合计", "合 计", "总计"]), total)
    return places


def _is_summable(filed: Filed) -> bool:
    """A 合计 of good rows only: what is spoilt on purpose would spoil the sum too."""
    if _said(filed, "the sheet lacks"):
        return False
    summed = {column.name for column in filed.deeds.form.columns if column.type in SUMMED}
    return not any(name in summed for _, name in filed.deeds.touched)


def _sum_row(grid: Grid, rows: list[dict[str, Any]], style: _Style, label: str, deed: str | None) -> int:
    words = (deed or "").split()
    cells: list[Any] = []
    for column in style.columns:
        values = [row[column.name] for row in rows if isinstance(row.get(column.name), int | float)]
        cells.append(round(sum(values), 6) if values and column.type in SUMMED else None)
        if "off" in words and words[-1] == column.name:
            cells[-1] = round((cells[-1] or 0) + float(words[words.index("by") + 1]), 6)
    label_at = next(index for index, column in enumerate(style.columns) if column.name == "project_text")
    cells[label_at] = label
    grid.cells.append(cells)
    return len(grid.cells)


def _cell(filed: Filed, index: int, column: Column, row: dict[str, Any], style: _Style) -> Any:
    """A value as this office writes it. What the sentence has put there stays as it is, but for the kind of date."""
    value = row.get(column.name)
    if isinstance(value, date):
        return _day(value, style)
    if (index, column.name) in filed.deeds.touched:
        return value
    if column.name == "project_text" and style.chance.random() < 0.1:
        return style.chance.choice([PROJECTS[value].alias, PROJECTS[value].code])
    if column.name == "milestone_text" and filed.number % 2:
        return MILESTONES[value].name
    if column.name == "item_text" and value in ITEM_ALIASES and style.chance.random() < 0.1:
        return ITEM_ALIASES[value]
    if style.numbers == "text" and isinstance(value, int | float):
        return str(value)
    return value


def _day(day: date, style: _Style) -> Any:
    if style.dates == "cell":
        return day.isoformat() if style.is_text else day
    if style.dates.startswith("%"):
        return day.strftime(style.dates)
    return style.dates.format(y=day.year, m=day.month, d=day.day)


def _shift(grid: Grid, heading_at: int, places: dict[int | None, int | None], style: _Style) -> None:
    """An empty column before the table, or one of serial numbers: neither is a column of the form."""
    if style.chance.random() > 0.25:
        return
    grid.cells = [[None, *row] if at >= heading_at and row else row for at, row in enumerate(grid.cells)]
    grid.merged = [(top, left + 1, bottom, right + 1) for top, left, bottom, right in grid.merged]
    grid.hidden_columns = [place + 1 for place in grid.hidden_columns]
    if style.chance.random() < 0.6:
        grid.cells[heading_at][0] = "序号"
        for index, place in places.items():
            if index is not None and index >= 0 and place:
                grid.cells[place - 1][0] = index + 1
