"""Signing in with an outside service (OpenID Connect), where the operator named one."""
