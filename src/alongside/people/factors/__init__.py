"""Second steps at sign-in: passkeys, codes of an app, recovery codes. allauth does the checking."""
