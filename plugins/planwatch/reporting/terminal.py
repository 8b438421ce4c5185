"""The evaluation as a table on a terminal, Chinese columns aligned, lights as symbols with words."""

from datetime import date
from decimal import Decimal
from typing import Any

from planwatch.domain.display import display_width, padded
from planwatch.domain.money import in_ten_thousand_yuan, round_half_up
from planwatch.domain.period import SHANGHAI
from planwatch.messages import Messages
from planwatch.phrasing import reason_in_words
from planwatch.warehouse import queries
from planwatch.warehouse.connection import Connection

COLUMNS = ("name", "light", "progress", "change", "gap", "planned", "earned", "spi", "spit", "finish", "use", "rank")
LEFT = ("name", "light")
NOT_KNOWN = "—"


def evaluation_table(connection: Connection, as_of_date: date, messages: Messages, schema: str = "marts") -> str:
    """The rows of one day, the programme's row last; below, why each light, versions and what the programme will cost.

    `change` is that of the cumulative progress in four weeks; the programme's row has none. The title names the moment
    to its last digit, for two moments of one day may differ.
    `schema` is marts for what is published, candidate for what was computed and is seen by nobody yet.
    """
    marks = {"schema": schema}
    projects = queries.rows_filled(connection, "reporting/project_evaluation.sql", marks, as_of_date=as_of_date)
    [programme] = queries.rows_filled(connection, "reporting/programme_evaluation.sql", marks, as_of_date=as_of_date)
    heads = {name: messages.say(f"evaluation.columns.{name}") for name in COLUMNS}
    lines = [*(_project(row, messages) for row in projects), _programme(programme, messages)]
    known_at = programme["known_at"].astimezone(SHANGHAI).replace(tzinfo=None).isoformat(" ")
    title = messages.say("evaluation.title", as_of_date=as_of_date, known_at=known_at)
    reasons = [_reasons(row, messages) for row in projects if row["light_reasons"]]
    table = [title, *ruled(heads, lines, LEFT), *reasons]
    return "\n".join([*table, _footer(programme, messages), _estimates(programme, messages)])


def ruled(heads: dict[str, str], lines: list[dict[str, str]], left: tuple[str, ...]) -> list[str]:
    """Headings, lines and a last line of sums, ruled off from each other; the columns of `left` begin at the left."""
    widths = {name: max(display_width(line[name]) for line in (heads, *lines)) for name in heads}
    rule = "─" * (sum(widths.values()) + 2 * (len(heads) - 1))
    head, *table = [
        "  ".join(padded(line[name], widths[name], name not in left) for name in heads) for line in (heads, *lines)
    ]
    return [rule, head, rule, *table[:-1], rule, table[-1], rule]


def _project(row: dict[str, Any], messages: Messages) -> dict[str, str]:
    return {
        "name": row["project_name"],
        "light": _light(row, messages),
        "rank": str(row["lag_rank"] or NOT_KNOWN),
        "change": _points(row["four_week_change_ratio"]),
        "gap": _points(row["progress_gap_ratio"]),
    } | _shared(row)


def _light(row: dict[str, Any], messages: Messages) -> str:
    is_early = any(reason["rule"] == "T0" for reason in row["light_reasons"])
    return messages.say(f"evaluation.light.{'not_due' if is_early else row['light']}")


def _reasons(row: dict[str, Any], messages: Messages) -> str:
    """Every reason of a project's light, in a line of its own under the table, which a narrow terminal may break."""
    said = [reason_in_words(reason, messages) for reason in row["light_reasons"]]
    words = {"project_name": row["project_name"], "light": _light(row, messages)}
    return messages.say("evaluation.reasons", **words, reasons=messages.say("evaluation.separator").join(said))


def _programme(row: dict[str, Any], messages: Messages) -> dict[str, str]:
    empty = dict.fromkeys(("light", "rank", "change", "gap"), "")
    return {"name": messages.say("evaluation.programme")} | empty | _shared(row)


def _shared(row: dict[str, Any]) -> dict[str, str]:
    return {
        "progress": _percent(row["physical_progress_ratio"]),
        "planned": in_ten_thousand_yuan(row["planned_value_amount"]),
        "earned": NOT_KNOWN if row["earned_value_amount"] is None else in_ten_thousand_yuan(row["earned_value_amount"]),
        "spi": _index(row["schedule_performance_index"]),
        "spit": _index(row["time_schedule_performance_index"]),
        "finish": str(row["forecast_finish_date"] or NOT_KNOWN),
        "use": _percent(row["funding_use_ratio"]),
    }


def _points(ratio: Decimal | None) -> str:
    """A difference of shares, in percentage points."""
    return NOT_KNOWN if ratio is None else str(round_half_up(ratio * 100))


def _percent(ratio: Decimal | None) -> str:
    return NOT_KNOWN if ratio is None else f"{round_half_up(ratio * 100)}%"


def _index(value: Decimal | None) -> str:
    return NOT_KNOWN if value is None else str(round_half_up(value, 3))


def _footer(programme: dict[str, Any], messages: Messages) -> str:
    return messages.say(
        "evaluation.footer",
        plan_version=programme["plan_version"],
        policy_version=programme["policy_version"],
        light_profile=programme["light_profile"],
        received=programme["returns_received_count"],
        due=programme["returns_due_count"],
        **{light: programme[f"{light}_projects_count"] for light in ("red", "yellow", "green", "grey")},
    )


def _estimates(programme: dict[str, Any], messages: Messages) -> str:
    """What the programme will have cost in the end; where an estimate cannot be told, why."""
    amounts = {name: programme[f"estimate_at_completion_{name}_amount"] for name in ("trend", "one_off", "both")}
    reason = programme["estimate_at_completion_reason"]
    if reason:
        return messages.say("evaluation.not_estimated", reason=messages.say(f"figures.reason.{reason}"), **amounts)
    return messages.say(
        "evaluation.estimates",
        projects=programme["compared_projects_count"],
        budget=programme["compared_budget_amount"],
        variance=programme["cost_variance_amount"],
        at_completion=programme["variance_at_completion_amount"],
        to_complete=programme["to_complete_performance_index"],
        **amounts,
    )
