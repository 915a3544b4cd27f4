"""Mail on its way: owed as a row, checked again, sent, and its end written down."""
