"""A real server over a demonstration database of its own, and pages with and without JavaScript."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

_PATIENCE = 60  # seconds that a busy machine may take to serve its first page


def free_port() -> int:
    """A port that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the demonstration site."""
    yield from demonstration(tmp_path_factory.mktemp("demonstration"))


def demonstration(folder: Path) -> Iterator[str]:
    """Serve a demonstration of its own; give its address."""
    base = folder / "base.sqlite3"
    environment = os.environ | {"MATRICE_DEMONSTRATION_URL": f"sqlite:///{base}"}
    matrice = str(Path(sys.executable).parent / "matrice")
    subprocess.run([matrice, "init", "--demonstration"], env=environment, check=True)
    port = free_port()
    command = [matrice, "serve", "--demonstration", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/sante", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Wait until a server answers."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except (urllib.error.URLError, OSError):
            continue
    pytest.fail("the server did not start")


@pytest.fixture(scope="session")
def chromium(browser_executable: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_executable,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def page(request: pytest.FixtureRequest, chromium: Browser, server: str) -> Iterator[Page]:
    """A page at phone width; an error on its console fails the test."""
    context = chromium.new_context(
        base_url=server,
        java_script_enabled=request.param == "with JavaScript",
        viewport={"width": 360, "height": 780},
        locale="fr-FR",
    )
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    yield opened
    context.close()
    # A form refused with 422 is shown again; Chromium notes the status, which is no fault.
    assert [text for text in said if "422" not in text] == []


@pytest.fixture
def audit(chromium: Browser, server: str) -> Callable[[str, int], list[str]]:
    """What axe finds on a page of the site at a width, and whether it scrolls sideways."""

    def look(path: str, width: int) -> list[str]:
        context = chromium.new_context(
            base_url=server, viewport={"width": width, "height": 900}, bypass_csp=True
        )
        opened = context.new_page()
        opened.goto(path)
        found = [v["id"] for v in Axe().run(opened).response["violations"]]
        if opened.evaluate("document.documentElement.scrollWidth") > width:
            found.append("scrolls sideways")
        context.close()
        return found

    return look
