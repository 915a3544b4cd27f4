"""How well `alongside.language` reads: each bar, its figure, and the file it was measured on."""
