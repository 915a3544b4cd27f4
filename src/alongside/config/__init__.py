"""The top room: settings, URLs, the command line, and which event wakes which handler."""
