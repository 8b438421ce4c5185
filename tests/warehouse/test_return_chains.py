"""Which return of a chain took another's place: the next that counts in the order of receipt, whatever its number."""

from datetime import UTC, date, datetime

from sqlalchemy import Connection, text

from planwatch.warehouse import models

DAY, KNOWN = date(2021, 6, 30), datetime(2021, 7, 10, tzinfo=UTC)


def received(connection: Connection, return_id: int, day: int, accepted: int) -> None:
    connection.execute(
        text(
            "insert into raw.returns (return_id, unit_code, channel, file_name, file_sha256, file_bytes, archive_path,"
            " received_at, state, verdict, forms, cutoff_date, lines_count, accepted_lines_count)"
            " overriding system value values (:id, 'U11', 'folder', 'f', :sha256, 1, 'a', :at, 'answered', 'accepted',"
            " '{progress}', :cutoff, 1, :accepted)"
        ),
        {"id": return_id, "sha256": str(return_id) * 64, "at": datetime(2021, 7, day, tzinfo=UTC), "cutoff": DAY,
         "accepted": accepted},
    )  # fmt: skip


def test_the_next_that_counts_in_the_order_of_receipt_takes_the_place(planned: Connection) -> None:
    """1, then 4 that brings nothing, then 3, then 2; 5 came after the moment."""
    for return_id, day, accepted in ((1, 1, 1), (4, 2, 0), (3, 3, 1), (2, 4, 1), (5, 11, 1)):
        received(planned, return_id, day, accepted)
    models.build(
        planned, {"submission_status"}, as_of_date=DAY, known_at=KNOWN, plan_version=1, policy_version=1
    )  # fmt: skip
    found = planned.execute(text("select return_id, return_version, superseded_by_return_id from submission_status"))
    assert {tuple(row) for row in found} == {(1, 1, 3), (4, 2, 3), (3, 3, 2), (2, 4, None)}
