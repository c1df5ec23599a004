"""The prompt of `anslag sql`: what is typed, completed, remembered and answered on a terminal.

Belongs here: the conversation. The form of an answer belongs to `console.sql` and `console.sheet`, asking
to `store`.
"""
