"""What a mail says: one structure, from which its plain text and its HTML are made."""
