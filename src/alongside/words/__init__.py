"""The word rules of this community: those that ship with Alongside, less what was taken back, and
what staff here added. The room `language` reads texts by them and knows of no database.
"""
