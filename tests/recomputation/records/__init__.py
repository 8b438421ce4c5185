"""What random programmes have on record besides returns: one table of `raw` per file, named after it.

Each has `rows(projects, as_of_date, known_at)`, a strategy of lists of rows by column. A row of a table of the plan is
of the random plan's version.
"""
