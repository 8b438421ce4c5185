"""What random programmes file besides progress and spending: one form per file.

Each has `lines(projects, as_of_date, known_at)`, a strategy of lists of `Line`.
"""
