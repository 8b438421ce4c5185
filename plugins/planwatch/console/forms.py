"""`make forms CUTOFF=2021-07-31`: a workbook for every unit to fill in, into `outbox/<unit code>/forms/`.

Without a cut-off date it is the one after the last accepted; without a moment (KNOWN_AT) everything received is known;
UNIT=U12 makes one unit's only.
"""

import sys
from datetime import date

from planwatch.console.command import finish, refuse
from planwatch.console.query import NoWarehouseError, last_warehouse_url
from planwatch.console.stage import is_example, settings_of
from planwatch.domain.period import moment_written
from planwatch.messages import load_messages
from planwatch.reporting.form_workbook import newest_moment, next_cutoff_date, write_forms
from planwatch.warehouse.connection import rehearse


def main() -> int:
    """Arguments: cut-off date, known-at moment, unit code; each may be empty. 2 for a value that cannot be read.

    Raises PlanwatchError in a person's words where there is nothing to make.
    """
    messages = load_messages("zh")
    url = last_warehouse_url()
    cutoff_text, known_at_text, unit_code = [*sys.argv[1:], "", "", ""][:3]
    try:
        cutoff_date = date.fromisoformat(cutoff_text) if cutoff_text else None
        known_at = moment_written(known_at_text) if known_at_text else None
    except ValueError:
        return refuse("console.bad_cutoff", value=f"{cutoff_text} {known_at_text}".strip())
    settings, is_sample = settings_of(url), is_example(url)
    with rehearse(url) as connection:
        moment = known_at or newest_moment(connection)
        if moment is None:
            raise NoWarehouseError
        day = cutoff_date or next_cutoff_date(connection, moment)
        paths = write_forms(connection, settings.outbox_folder, day, moment, messages, unit_code or None, is_sample)
    for language in ("zh", "en"):
        words = load_messages(language)
        print(words.say("forms.written", count=len(paths), cutoff_date=day, outbox=settings.outbox_folder))
    return 0


if __name__ == "__main__":
    finish(main)
