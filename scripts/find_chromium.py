"""Finds a Chromium that Playwright can drive, prints its path; with --install gets one if need be.

The one place that knows where Chromium lives: `make test` and the browser tests both ask here.
A path counts only once the browser there has opened a page, since a name on PATH may be a
placeholder (Ubuntu's `chromium-browser` is one wherever snap does not run).

Run it with the Python of .venv. Exit code 0: the path is the only line on standard output.
Exit code 1: the reasons are on standard error.
"""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPS = (
    "Applications/Chromium.app/Contents/MacOS/Chromium",
    "Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def candidates() -> Iterator[str]:
    """Paths to try, best first. ALONGSIDE_CHROMIUM, where set, is the only one."""
    if chosen := os.environ.get("ALONGSIDE_CHROMIUM"):
        yield chosen
        return
    yield from filter(None, map(shutil.which, NAMES))
    if sys.platform == "darwin":
        yield from (str(top / app) for top in (Path("/"), Path.home()) for app in MAC_APPS)
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    yield own


def opens_a_page(path: str) -> bool:
    """Whether the browser at `path` runs; says why not."""
    if not Path(path).is_file():
        return False
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=options)
            browser.new_page().goto("about:blank")
            browser.close()
    except Error as problem:
        say(f"{path} is there but did not open a page: {problem.message.splitlines()[0]}")
        return False
    return True


def find() -> str | None:
    return next(filter(opens_a_page, candidates()), None)


def administrator() -> list[str] | None:
    """What to put before a command that needs root: nothing or sudo; None where we may not."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if (
        sudo
        and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return [sudo, "-n"]
    return None


def run(*command: str) -> bool:
    """Runs a command with its output on standard error, which keeps ours to one line."""
    say(f"    $ {' '.join(command)}")
    return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0


def distribution() -> str:
    """The ID of os-release, such as "debian"; empty where there is no such file."""
    try:
        return platform.freedesktop_os_release().get("ID", "")
    except OSError:
        return ""


def install_from_system() -> None:
    """Debian's and Fedora's packages. Ubuntu has none: its package only points to a snap."""
    root = administrator()
    if root is None:
        return
    if distribution() == "debian":
        say("No Chromium was found: installing Debian's own.")
        quiet = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
        run(*quiet, "update")
        run(*quiet, "install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core")
    elif shutil.which("dnf"):
        say("No Chromium was found: installing the system's own.")
        run(*root, "dnf", "install", "-y", "--quiet", "chromium")


def install_from_playwright() -> None:
    """Into Playwright's cache in the home folder; with the libraries it needs where we may."""
    say("No Chromium was found: fetching the one that Playwright offers.")
    libraries = ["--with-deps"] if administrator() is not None and shutil.which("apt-get") else []
    run(sys.executable, "-m", "playwright", "install", *libraries, "chromium")


def find_or_install() -> str | None:
    path = find()
    if path or os.environ.get("ALONGSIDE_CHROMIUM"):
        return path
    for install in (install_from_system, install_from_playwright):
        install()
        if path := find():
            return path
    return None


def main() -> int:
    path = find_or_install() if "--install" in sys.argv[1:] else find()
    if path is None:
        say(
            "The browser tests need Chromium, and no Chromium that runs was found. "
            "Install Chromium or Chrome, or set ALONGSIDE_CHROMIUM to the path of one, "
            "and run the same command again."
        )
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
