"""What stands in the cells of the self-evaluation form: targets and actuals with their units, 未评, reasons, grades."""

from decimal import Decimal
from typing import Any

from planwatch.domain.money import round_half_up
from planwatch.messages import Messages
from planwatch.reporting.sheet_values import shown_value

KEY = "workbook.self_evaluation"
PROGRAMME = "ALL"


def name_of(head: dict[str, Any], messages: Messages) -> str:
    """The programme's name, with the community's where the form is a project's."""
    if head["extent"] == "programme":
        return str(head["programme_name"])
    return messages.say(f"{KEY}.project_name", **head)


def expected(head: dict[str, Any], messages: Messages) -> str:
    """The goal: quantities of the plan, its window, its money."""
    return messages.say(f"{KEY}.expected.{head['extent']}", **head)


def reached(head: dict[str, Any], messages: Messages) -> str:
    """What has been reached: progress, investment and whether it is finished."""
    if head["physical_progress_ratio"] is None:
        return messages.say(f"{KEY}.nothing_reported")
    finished = f"{KEY}.finished.{head['extent']}" if head["extent"] == "programme" or head["finished_date"] else None
    return messages.say(f"{KEY}.reached", **head) + (messages.say(finished, **head) if finished else "")


def indicator_line(row: dict[str, Any], *, is_first: bool, messages: Messages) -> list[tuple[Any, str]]:
    """An indicator's cells with their kinds, in the order of the form; its first level only on the first of a group."""
    return [
        (row["level1"] if is_first else None, "label"),
        (row["level2"], "label"),
        (row["level3"], "text"),
        (_quantity("target", row, row["target_quantity"], messages), "text"),
        (_actual(row, messages), "text"),
        (weight(row, messages), "score"),
        (score(row, messages), "score"),
        (_deviation(row, messages), "text"),
    ]


def fund(kind: str, row: dict[str, Any], messages: Messages) -> str:
    """The name of a line of funds; the year's sum of the programme says how many communities have a budget."""
    if kind == "total" and row.get("project_code") == PROGRAMME:
        return messages.say(f"{KEY}.funds.total_of_some", **row)
    return messages.say(f"{KEY}.funds.{kind}")


def executed(row: dict[str, Any], messages: Messages) -> Any:
    """What was executed of a line of funds, or that the returns do not tell it apart."""
    if row.get("adjusted_budget_amount") is not None and row["executed_amount"] is None:
        return messages.say(f"{KEY}.funds.not_told_apart")
    return shown_value("money", "", row.get("executed_amount"), messages)


def weight(row: dict[str, Any] | None, messages: Messages) -> Any:
    """The weight that counts, after what does not apply was shared out."""
    return shown_value("score", "", row["effective_weight"] if row else None, messages)


def score(row: dict[str, Any] | None, messages: Messages) -> Any:
    """The score, or that it is not assessed or does not apply."""
    if row is None or row["state"] in ("not_assessed", "inapplicable"):
        return messages.say(f"{KEY}.state.{row['state'] if row else 'not_assessed'}")
    return shown_value("score", "", row["score"], messages)


def grade(head: dict[str, Any], messages: Messages) -> str:
    """How much is assessed, and the grade with its scheme, or that there is none yet."""
    key = "grade" if head["grade"] else "no_grade"
    rate = messages.say(f"{KEY}.score_ratio", **head) if head["score_ratio"] is not None else ""
    return messages.say(f"{KEY}.coverage", **head) + rate + "\n" + messages.say(f"{KEY}.{key}", **head)


def _actual(row: dict[str, Any], messages: Messages) -> str:
    if row["state"] in ("not_assessed", "inapplicable"):
        return messages.say(f"{KEY}.state.{row['state']}")
    if row["formula"] == "satisfaction" and row["valid_answers_count"] is not None:
        key = "satisfaction_of_some" if row["extent"] == "programme" else "satisfaction"
        return messages.say(f"{KEY}.actual.{key}", **row | {"quantity": row["actual_quantity"]})
    return _quantity("actual", row, row["actual_quantity"], messages)


def _quantity(side: str, row: dict[str, Any], quantity: Decimal | None, messages: Messages) -> str:
    if quantity is None:
        return messages.say("workbook.not_known")
    if row["formula"] == "on_time" and row["extent"] == "project":
        return messages.say(f"{KEY}.{side}.on_time_project.{int(quantity)}")
    if row["formula"] == "assessed" and row["band"]:
        return messages.say(f"{KEY}.{side}.band", quantity=quantity, band=row["band"])
    return messages.say(f"{KEY}.{side}.{row['formula']}", quantity=quantity)


def _deviation(row: dict[str, Any], messages: Messages) -> str:
    if row["state"] == "inapplicable":
        return messages.say(f"{KEY}.why.{'not_due_year' if row['assessed_by'] is None else 'judged_inapplicable'}")
    said = []
    if row["reason"]:
        said.append(messages.say(f"{KEY}.why.{row['reason']}", **row))
    if row["state"] == "partly_assessed":
        share = round_half_up(row["assessed_weight"])
        said.append(messages.say(f"{KEY}.partly", assessed=share))
    if row["basis"]:
        said.append(
            messages.say(f"{KEY}.judged", basis=row["basis"], unit=row["assessed_by_name"], on=row["assessed_date"])
        )
    return "；".join(said) if messages.language == "zh" else "; ".join(said)
