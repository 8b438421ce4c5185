"""`make demo-weeks`: eight weeks on a fast clock; alerts open, worsen, escalate, are acknowledged and close."""

import time
from datetime import date
from typing import Any

from planwatch.alerts.letter_content import SPELL_KEY
from planwatch.alerts.spell_words import event_in_words
from planwatch.alerts.week import read_week
from planwatch.console import acknowledge
from planwatch.console.command import ended, finish
from planwatch.console.stage import all_succeed, as_parameter, example_settings, log_file, say, set_up
from planwatch.example.returns import write_example_returns
from planwatch.example.story import load_story
from planwatch.example.weeks import WORKS_COMPANY, load_weeks, received_at, told_at, write_week
from planwatch.messages import load_messages
from planwatch.settings import Settings, read_settings
from planwatch.warehouse.connection import connect


def main() -> int:
    """Play the weeks through the real scheduler; 0 when every DAG run succeeded. Raises TakenPortError."""
    began = time.monotonic()
    settings = example_settings(read_settings())
    with set_up(settings, "demo_starting") as warehouse_url:
        is_good = _play(settings, warehouse_url)
    if is_good:
        say("demo_places", letters=settings.digest_folder, mail=settings.data_folder / "mail")
        say("done", seconds=round(time.monotonic() - began))
    return 0 if is_good else 1


def _play(settings: Settings, warehouse_url: str) -> bool:
    from planwatch.orchestration.launcher import launched

    story, log = load_story(), log_file(settings)
    with launched(settings.execution_port, log) as run:
        opening = load_weeks()["opening_month"]
        write_example_returns(settings.inbox_folder, opening)
        steps: list[tuple[str, dict[str, Any]]] = [
            ("load_plan", {"recorded_at": as_parameter(story["recorded_at"])}),
            ("ingest_returns", {"received_at": as_parameter(story["months"][opening]["received_at"])}),
        ]
        if not all_succeed(run, steps, log, is_quiet=True):
            return False
        for number, week in enumerate(load_weeks()["weeks"], start=1):
            say("demo_week", number=number, as_of_date=week["as_of_date"])
            write_week(settings.inbox_folder, week)
            if not all(_acknowledged(answer, week) for answer in week.get("acknowledges", [])):
                return False
            point = {"as_of_date": as_parameter(week["as_of_date"]), "known_at": as_parameter(told_at(week))}
            steps = [("ingest_returns", {"received_at": as_parameter(received_at(week))}), ("alert_weekly", point)]
            if not all_succeed(run, steps, log, is_quiet=True):
                return False
            _tell(warehouse_url, week["as_of_date"])
    return True


def _acknowledged(answer: dict[str, Any], week: dict[str, Any]) -> bool:
    """What the owner would type, one command, and whether it was taken."""
    typed = [
        *("--project", answer["project"], "--by", WORKS_COMPANY, "--reason", answer["reason"]),
        *("--recovery", as_parameter(answer["recovery_date"]), "--at", as_parameter(received_at(week))),
    ]
    return ended(lambda: acknowledge.main(typed)) == 0


def _tell(warehouse_url: str, as_of_date: date) -> None:
    """What the owners heard this week: each change of a project in words, items and returns as counts."""
    messages = load_messages("zh")
    with connect(warehouse_url) as connection:
        week = read_week(connection, as_of_date)
    spells = {tuple(spell[name] for name in SPELL_KEY): spell for spell in week.spells}
    told = [event for event in week.events if event["kind"] in ("project", "money")]
    items = sum(event["kind"] == "item" for event in week.events)
    for event in told:
        said = event_in_words(event, spells[tuple(event[name] for name in SPELL_KEY)], messages)
        say("demo_event", **{name: said[name] for name in ("subject", "event_word", "level_word", "sentence")})
    say("demo_data", items=items, changes=len(week.events) - len(told) - items, letters=len(week.owner_codes()))


if __name__ == "__main__":
    finish(main)
