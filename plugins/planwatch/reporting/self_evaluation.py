"""绩效自评表: the official form, one page for the programme and one for each project, pre-filled as far as is known.

Columns in the form's order: 一级指标, 二级指标, 三级指标, 年度指标值, 实际完成值, 分值, 得分, 偏差原因分析及改进措施.
Its funds: 年度资金总额, of it 本年财政拨款, 上年结转资金, 其他资金; of each 年初预算数, 全年预算数, 全年执行数, 执行率.
What is not known is 未评 and counted as coverage, never 0 and never full. Source: 财预〔2020〕10号, 项目支出绩效自评表.
"""

from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

import yaml
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from planwatch import paths
from planwatch.messages import Messages
from planwatch.reporting import self_evaluation_words as words
from planwatch.reporting.sheet_values import shown_value
from planwatch.reporting.workbook_style import (
    HEADING,
    SUM,
    fill_cell,
    fill_line,
    fill_note,
    row_height,
    set_up_print,
)
from planwatch.warehouse import queries
from planwatch.warehouse.connection import Connection

COLUMNS = ("level1", "level2", "level3", "target", "actual", "weight", "score", "deviation")
FUNDS = ("initial_budget_amount", "adjusted_budget_amount", "executed_amount", "weight", "execution_ratio", "score")
KINDS = ("total", "appropriation", "carried_over", "other")
EXECUTION = "execution"


@cache
def described_form() -> dict[str, Any]:
    """The unit in charge and the widths of the form's columns: include/self_evaluation.yaml."""
    form: dict[str, Any] = yaml.safe_load((paths.INCLUDE / "self_evaluation.yaml").read_text(encoding="utf-8"))
    return form


def write_self_evaluation(
    connection: Connection, sheet: Worksheet, as_of_date: date, mark: str, messages: Messages
) -> None:
    """Fill the sheet with the form of the programme and of every project whose window has begun, each on its page."""
    heads = queries.rows(
        connection,
        "workbook/self_evaluation_heads.sql",
        as_of_date=as_of_date,
        authority_code=described_form()["authority"],
    )
    indicators = queries.rows(connection, "workbook/self_evaluation.sql", as_of_date=as_of_date)
    funds = queries.rows(connection, "workbook/self_evaluation_funds.sql", as_of_date=as_of_date)
    for position, name in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = described_form()["widths"][name]
    page = _Page(sheet, mark, messages)
    for head in heads:
        code = head["project_code"]
        page.write(
            head,
            [row for row in indicators if row["project_code"] == code],
            [row for row in funds if row["project_code"] == code],
        )
        sheet.row_breaks.append(Break(id=page.row - 1))
    set_up_print(sheet, messages)


class _Page:
    """Writes one form below the other."""

    def __init__(self, sheet: Worksheet, mark: str, messages: Messages):
        self.sheet, self.mark, self.messages = sheet, mark, messages
        self.row = 1

    def write(self, head: dict[str, Any], indicators: list[dict[str, Any]], funds: list[dict[str, Any]]) -> None:
        """The form of one extent, from its title to its signatures."""
        said = self.messages.say
        fill_line(self.sheet, self.row, len(COLUMNS), said("workbook.self_evaluation.title", **head), 16, 30)
        fill_line(self.sheet, self.row + 1, len(COLUMNS), self.mark, 9, 28)
        self.row += 2
        name = words.name_of(head, self.messages)
        self._spread(("name", 1, 3, name), ("authority", 4, 8, head["authority_name"] or ""))
        self._spread(("implementer", 1, 3, head["implementer_name"] or ""), ("year", 4, 8, str(head["budget_year"])))
        executions = [row for row in indicators if row["formula"] == EXECUTION]
        self._funds(funds, executions)
        self._spread(
            ("expected", 1, 3, words.expected(head, self.messages)),
            ("reached", 4, 8, words.reached(head, self.messages)),
        )
        if any(row["is_deviation_reason_required"] for row in executions):
            reason = head["deviation_reason"] or said("workbook.self_evaluation.reason_required")
            self._spread(("execution_reason", 1, 8, reason))
        self._line([(said(f"workbook.self_evaluation.heading.{column}"), "label") for column in COLUMNS], HEADING)
        self._indicators([row for row in indicators if row["formula"] != EXECUTION])
        self._total(head)
        fill_note(self.sheet, self.row, len(COLUMNS), said("workbook.self_evaluation.note"), 22)
        fill_note(self.sheet, self.row + 1, len(COLUMNS), said("workbook.signature"))
        self.row += 2

    def _spread(self, *parts: tuple[str, int, int, str]) -> None:
        """Pairs of a label and a text; each from its first to its last column, the label taking the first of them."""
        texts = []
        for key, first, last, said in parts:
            label = self.messages.say(f"workbook.self_evaluation.label.{key}")
            fill_cell(self.sheet.cell(self.row, first), label, "label", is_bold=True, fill=HEADING)
            for position in range(first + 1, last + 1):
                fill_cell(self.sheet.cell(self.row, position), said if position == first + 1 else None)
            self.sheet.merge_cells(start_row=self.row, start_column=first + 1, end_row=self.row, end_column=last)
            texts += [(label, self._width(first, first)), (said, self._width(first + 1, last))]
        self.sheet.row_dimensions[self.row].height = row_height(texts)
        self.row += 1

    def _funds(self, funds: list[dict[str, Any]], executions: list[dict[str, Any]]) -> None:
        said = self.messages.say
        heads = [said(f"workbook.self_evaluation.funds.{name}") for name in ("money", *FUNDS)]
        self._money_line(heads, ["label"] * len(heads), HEADING)
        execution = executions[0] if executions else None
        by_kind = {row["kind"]: row for row in funds}
        for kind in KINDS:
            row, is_sum = by_kind.get(kind, {}), kind == KINDS[0]
            shown = [
                words.fund(kind, row, self.messages),
                *(shown_value("money", "", row.get(name), self.messages) for name in FUNDS[:2]),
                words.executed(row, self.messages),
            ]
            weight = words.weight(execution, self.messages) if is_sum else ""
            score = words.score(execution, self.messages) if is_sum else ""
            rate = shown_value("ratio", "", row.get("execution_ratio"), self.messages)
            self._money_line(
                [*shown, weight, rate, score], ["text", "money", "money", "money", "score", "ratio", "score"]
            )

    def _money_line(self, values: list[Any], kinds: list[str], fill: Any = None) -> None:
        """A line of the funds block: its name over two columns, then a figure in each."""
        self._line([(values[0], kinds[0]), (None, "text"), *zip(values[1:], kinds[1:], strict=True)], fill, merged=2)

    def _indicators(self, indicators: list[dict[str, Any]]) -> None:
        for _, group in groupby(indicators, key=lambda row: row["level1"]):
            rows = list(group)
            first = self.row
            for number, row in enumerate(rows):
                self._line(words.indicator_line(row, is_first=number == 0, messages=self.messages))
            if len(rows) > 1:
                self.sheet.merge_cells(start_row=first, start_column=1, end_row=self.row - 1, end_column=1)

    def _total(self, head: dict[str, Any]) -> None:
        labels: list[tuple[Any, str]] = [(self.messages.say("workbook.self_evaluation.total"), "label")]
        blanks: list[tuple[Any, str]] = [(None, "text")] * 4
        score = shown_value("score", "", head["total_score"], self.messages)
        self._line(
            [*labels, *blanks, (100, "score"), (score, "score"), (words.grade(head, self.messages), "text")], SUM, 5
        )

    def _line(self, cells: list[tuple[Any, str]], fill: Any = None, merged: int = 1) -> None:
        for position, (value, kind) in enumerate(cells, start=1):
            fill_cell(self.sheet.cell(self.row, position), value, kind, is_bold=fill is not None, fill=fill)
        if merged > 1:
            self.sheet.merge_cells(start_row=self.row, start_column=1, end_row=self.row, end_column=merged)
        texts = [(value, self._width(position, position)) for position, (value, _) in enumerate(cells, start=1)]
        if merged > 1:
            texts[0] = (cells[0][0], self._width(1, merged))
        self.sheet.row_dimensions[self.row].height = row_height(texts)
        self.row += 1

    def _width(self, first: int, last: int) -> float:
        return sum(described_form()["widths"][name] for name in COLUMNS[first - 1 : last])
