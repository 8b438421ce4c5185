"""The published marts once more, from plan and accepted lines: one mart per file, named after it, and none of the SQL.

Each has KEYS (the columns that name a row besides the day), LEFT (numbers that others prove, each with where) and
`figures(programme)`, every other number, date, status and reason of each row by its keys.
"""
