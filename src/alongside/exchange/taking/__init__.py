"""Taking one's data along: everything somebody wrote and gave, and nobody else's words."""
