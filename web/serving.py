"""Serve the site on this machine only."""

import socket
import sys
from multiprocessing import get_context

import uvicorn

from web.app import create_app
from web.settings import read_settings
from web.work_cli import keep_working

HOST = "127.0.0.1"


def serve_site(port: int | None, *, demonstration: bool) -> None:
    """Serve until interrupted. A port already taken ends in a sentence and exit code 1."""
    settings = read_settings()
    port = port or settings.port
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError:
        listening.close()
        print(
            f"Le port {port} ne peut pas être ouvert : un autre programme l'occupe sans doute. "
            f"Essayez ./run --port {port % 65535 + 1}.",
            file=sys.stderr,
        )
        sys.exit(1)
    app = create_app(settings, demonstration=demonstration)
    print(f"Matrice : http://{HOST}:{port}", flush=True)
    print(
        "Seule cette machine y a accès. Ctrl+C pour arrêter.",
        flush=True,
    )
    # Spawned, not forked: the site's threads and connections stay its own.
    worker = get_context("spawn").Process(
        target=keep_working, args=(demonstration,), daemon=True, name="matrice-work"
    )
    worker.start()
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        worker.terminate()
        worker.join()
