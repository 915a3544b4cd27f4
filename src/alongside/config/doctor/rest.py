"""The checks that need Django, in the order in which one would mend things."""

from __future__ import annotations

from pathlib import Path

from alongside.config.doctor.deliveries import about_deliveries
from alongside.config.doctor.disk import about_disk
from alongside.config.doctor.erasures import about_erasures
from alongside.config.doctor.events import about_events
from alongside.config.doctor.files import about_files
from alongside.config.doctor.finding import Finding
from alongside.config.doctor.mail import about_mail
from alongside.config.doctor.run import report
from alongside.config.doctor.tables import about_database
from alongside.config.schema import Settings


def examine_rest(settings: Settings, mail_to: str | None) -> list[Finding]:
    data_dir = Path(settings.data_dir).absolute()
    found = report("Disk", about_disk(data_dir, sqlite=not settings.database))
    database = report("Database", about_database())
    found += database
    if all(finding.level == "ok" for finding in database):
        found += report("Background work", about_events())
        found += report("Deleted accounts", about_erasures())
        found += report("Deliveries", about_deliveries())
    found += report("Mail", about_mail(settings, mail_to))
    return found + report("Files", about_files(settings))
