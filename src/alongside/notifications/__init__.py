"""Who hears of what, by which channel, and what became of each delivery."""
