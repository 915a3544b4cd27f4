"""Pages that join several rooms: the front page, help now, the demo's mail."""
