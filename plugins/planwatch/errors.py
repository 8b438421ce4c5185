"""What can go wrong for an operator: each error says what was found, what would do, and what to do next."""


class PlanwatchError(Exception):
    """The base of every error that planwatch raises on purpose."""
