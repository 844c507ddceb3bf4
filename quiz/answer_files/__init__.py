"""Reads answer files as survey tools write them: bytes → rows of text → columns of statements → values on the scale.

`source` determines the kind of file; `delimited_text`, `workbook` and `journal_export` read rows of text. `headings`
recognizes the columns, `notation` reads a cell, and `doubts` finds what would be scored wrongly. `answer_file`
combines them.
"""
