"""Money: yuan inside, 万元 on paper, rounded half up and once."""

from decimal import ROUND_HALF_UP, Decimal

YUAN_IN_TEN_THOUSAND = Decimal(10_000)
FEN = Decimal("0.01")


def to_yuan(ten_thousand_yuan: Decimal) -> Decimal:
    """万元 → yuan, exactly; nothing is rounded."""
    return ten_thousand_yuan * YUAN_IN_TEN_THOUSAND


def in_ten_thousand_yuan(yuan: Decimal, decimals: int = 2) -> str:
    """Yuan → 万元 as people read it, half up, with thousands separators: 27312585.50 → `2,731.26`."""
    return f"{round_half_up(yuan / YUAN_IN_TEN_THOUSAND, decimals):,}"


def round_half_up(value: Decimal, decimals: int = 2) -> Decimal:
    """四舍五入 to so many decimals."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
