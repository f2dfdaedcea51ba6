"""./run and ./test on machines where something is missing: one clear sentence, and exit code 2."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.project_files import PROJECT

NEEDED = ("run", "test", "scripts/environment.sh", "pyproject.toml")
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-assets.lock")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the scripts in a folder whose name has a space, with nothing installed."""
    folder = tmp_path / "mon projet"
    (folder / "scripts").mkdir(parents=True)
    for name in (*NEEDED, *LOCKS):
        shutil.copy(PROJECT / name, folder / name)
    return folder


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """The only folder of PATH: the usual commands, and no Python but what a test puts there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    usual = ("awk", "cat", "cksum", "dirname", "mkdir", "readlink", "rm", "sleep", "tail", "tr")
    for name in usual:
        (folder / name).symlink_to(shutil.which(name))
    return folder


def test_a_python_too_old_is_named_with_what_to_install(project, programs):
    _write(programs / "python3", 'case "$*" in *--version*) echo Python 3.9.2 ;; *) exit 1 ;; esac')
    done = _start(project / "run", programs)
    assert done.returncode == 2
    assert "Il faut Python 3.11 ou plus récent (python3 : Python 3.9.2)." in done.stderr
    assert "sudo apt-get install python3 python3-venv" in done.stderr


def test_no_python_at_all_is_said_too(project, programs):
    done = _start(project / "run", programs)
    assert done.returncode == 2
    assert "Il faut Python 3.11 ou plus récent (python3 : absent)." in done.stderr


def test_a_python_without_ensurepip_gives_the_package_to_install(project, programs):
    _write(
        programs / "python3",
        f'case "$*" in *ensurepip*) exit 1 ;; *) exec "{sys.executable}" "$@" ;; esac',
    )
    done = _start(project / "run", programs)
    assert done.returncode == 2
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert f"sudo apt-get install python{version}-venv" in done.stderr


def test_a_later_python_is_found_behind_an_old_one(project, programs):
    _write(programs / "python3", "exit 1")
    _write(programs / "python3.12", f'exec "{sys.executable}" "$@"')
    done = _in_shell(project, "find_python; echo found $python", programs)
    assert done.stdout == "found python3.12\n"


def test_without_a_network_the_set_up_says_how_to_go_on_and_can_be_resumed(project, programs):
    # A Python whose `-m venv` fails as pip does when the index cannot be reached.
    _write(
        programs / "python3",
        'case "$*" in *"-m venv"*) echo "no route to host" >&2; exit 1 ;; '
        f'*) exec "{sys.executable}" "$@" ;; esac',
    )
    done = _start(project / "run", programs)
    assert done.returncode == 2
    assert "no route to host" in done.stderr
    assert "faute d'accès à internet" in done.stderr
    assert "Relancez la même commande pour reprendre." in done.stderr
    assert not (project / ".venv" / ".stamp").exists()
    assert not (project / ".venv.lock").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write in a read-only folder")
def test_a_read_only_folder_is_refused_before_anything_is_written(project, programs):
    project.chmod(0o555)
    done = _start(project / "run", programs)
    project.chmod(0o755)
    assert done.returncode == 2
    assert "est en lecture seule" in done.stderr


@pytest.mark.parametrize(
    ("installed", "asked", "ready"),
    [
        ("runtime", "runtime", True),
        ("dev", "runtime", True),
        ("dev", "dev", True),
        ("runtime", "dev", False),
    ],
)
def test_run_is_content_with_what_test_installed_but_not_the_reverse(
    project, programs, installed, asked, ready
):
    _pretend_installed(project, installed)
    done = _in_shell(project, f"install_all() {{ echo installing; }}; set_up {asked}", programs)
    assert done.stdout == ("" if ready else "installing\n")


def test_an_environment_moved_to_another_folder_is_made_anew(project, programs):
    _pretend_installed(project, "dev")
    moved = project.rename(project.with_name("ailleurs"))
    done = _in_shell(moved, "install_all() { echo installing; }; set_up runtime", programs)
    assert done.stdout == "installing\n"


def test_a_changed_lock_asks_for_an_installation(project, programs):
    _pretend_installed(project, "dev")
    with (project / "requirements.lock").open("a") as lock:
        lock.write("\n")
    done = _in_shell(project, "install_all() { echo installing; }; set_up runtime", programs)
    assert done.stdout == "installing\n"


def test_the_scripts_find_their_project_through_a_link_from_another_folder(
    project, programs, tmp_path
):
    (tmp_path / "lien").symlink_to("mon projet/run")
    _pretend_installed(project, "runtime")
    _write(project / ".venv" / "bin" / "matrice", 'echo "$PWD: $*"')
    done = _start(tmp_path / "lien", programs, "--setup", cwd="/")
    assert done.stdout.splitlines()[0] == f"{project}: init --demonstration"


def _start(
    script: Path, programs: Path, *arguments: str, cwd: Path | str | None = None
) -> subprocess.CompletedProcess[str]:
    return _shell([str(script), *arguments], programs, cwd or script.parent)


def _in_shell(project: Path, code: str, programs: Path) -> subprocess.CompletedProcess[str]:
    return _shell(["-euc", f". scripts/environment.sh; {code}"], programs, project)


def _shell(
    arguments: list[str], programs: Path, cwd: Path | str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", *arguments],
        cwd=cwd,
        env={"PATH": str(programs)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


def _write(program: Path, code: str) -> None:
    program.write_text(f"#!/bin/sh\n{code}\n")
    program.chmod(0o755)


def _pretend_installed(project: Path, kind: str) -> None:
    """Write the stamp that a finished set-up leaves, and a Python that runs."""
    (project / ".venv" / "bin").mkdir(parents=True)
    _write(project / ".venv" / "bin" / "python", f'exec "{sys.executable}" "$@"')
    checksum = subprocess.run(
        "cat requirements*.lock pyproject.toml | cksum | tr ' ' '-'",
        shell=True,
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    stamp = f"{kind} {checksum} {version} {project.resolve()}\n"
    (project / ".venv" / ".stamp").write_text(stamp)
