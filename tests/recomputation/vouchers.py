"""Each payment once: of what several units say of one voucher the finance bureau's word, else the newest."""

from collections.abc import Iterator
from typing import Any

from tests.recomputation import county_plan
from tests.recomputation.filed import filed, once
from tests.recomputation.programmes import BUREAU, Programme

Voucher = dict[str, Any]


@once
def vouchers(programme: Programme) -> list[Voucher]:
    """One per project, source, document and voucher number, each with whether it lies outside its source's earmark."""
    by_number: dict[tuple[str, ...], Voucher] = {}
    for line in _by_weight(programme):
        by_number[line["project"], line["source_code"], line["document_number"], line["voucher_number"]] = line
    return [voucher | {"is_outside": _is_outside(voucher)} for voucher in by_number.values()]


def _by_weight(programme: Programme) -> Iterator[Voucher]:
    """The lines of others before the bureau's, of older cut-offs before newer: what comes last stands."""
    lines = filed(programme, "payments").to_dict("records")
    yield from sorted(
        lines, key=lambda line: (line["unit"] == BUREAU, line["cutoff"], line["received_at"], line["order"])
    )


def _is_outside(voucher: Voucher) -> bool:
    scope = {
        row["item_code"] for row in county_plan.rows("funding_scopes") if row["source_code"] == voucher["source_code"]
    }
    return bool(scope) and voucher["item_code"] is not None and voucher["item_code"] not in scope
