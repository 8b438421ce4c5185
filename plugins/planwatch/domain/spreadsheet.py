"""Names of spreadsheet cells."""


def column_letter(position: int) -> str:
    """The letter of a 0-based column: 0 → A, 26 → AA."""
    letters = ""
    position += 1
    while position:
        position, remainder = divmod(position - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters


def cell_name(position: int, row_number: int) -> str:
    """The name of a cell by its 0-based column and 1-based row: 2, 7 → C7."""
    return f"{column_letter(position)}{row_number}"


def column_number(letters: str) -> int:
    """The 1-based column of a spreadsheet letter: A → 1, AA → 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
