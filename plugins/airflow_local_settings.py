"""Loads the heavy libraries once, in the parents of all task processes, which then inherit them."""

import sys

if {"scheduler", "worker"} & set(sys.argv):
    import great_expectations  # noqa: F401
    import pandas  # noqa: F401
