"""What people and mail servers do: one verb, one transaction."""
