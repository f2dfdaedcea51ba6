# Sourced by ./run, ./test and .ci/run, from the project's folder. `set_up runtime` or `set_up dev`
# makes .venv fit the locks; it does nothing when it already does. One folder serves both: what
# `dev` installs holds all of `runtime`, so that ./run and ./test never undo each other's work.
#
# .venv/.stamp, written last: KIND SUM VERSION FOLDER. Without it the set-up was interrupted, and a
# virtual environment works neither under another Python nor in another folder: start again.

# Compiled modules halve every later start, and live in ignored folders: a machine that is told to
# write none (many containers are) would pay four seconds each time.
unset PYTHONDONTWRITEBYTECODE

say() { printf '%s\n' "$*"; }

stop() { # one line per argument
    printf '%s\n' "$@" >&2
    exit 2
}

python_version() { # COMMAND -> "3.11", or nothing where the command cannot run
    "$1" -I -S -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || true
}

recent_enough() { # COMMAND: is it Python 3.11 or later?
    "$1" -I -S -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() { # -> $python; leaves with the package to install where there is none
    incomplete=
    for python in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        recent_enough "$python" || continue
        # Debian and Ubuntu ship Python without what makes virtual environments.
        "$python" -I -c 'import ensurepip, venv' 2>/dev/null && return
        incomplete=${incomplete:-$python}
    done
    if [ -n "$incomplete" ]; then
        package=python$(python_version "$incomplete")-venv
        stop "Python ($incomplete) est là, mais pas de quoi préparer un environnement (ensurepip)." \
            "Sous Debian ou Ubuntu : sudo apt-get install $package" \
            "Puis relancez la même commande."
    fi
    found=$("${PYTHON:-python3}" --version 2>/dev/null) || found="absent"
    stop "Il faut Python 3.11 ou plus récent (${PYTHON:-python3} : $found)." \
        "Sous Debian 12 ou Ubuntu 24.04 : sudo apt-get install python3 python3-venv" \
        "Ailleurs : installez Python 3.11+, puis relancez avec PYTHON=/chemin/de/python3.11"
}

set_up() { # runtime | dev
    kind=$1
    sum=$(cat requirements*.lock pyproject.toml | cksum | tr ' ' '-')
    folder=$(pwd -P)
    if is_ready; then
        return
    fi
    [ -w . ] || stop "Le dossier $folder est en lecture seule : rien ne peut y être installé." \
        "Copiez le projet dans un dossier à vous, puis relancez la même commande."
    take_turn
    # Another set-up may have done the work while this one was waiting for its turn.
    is_ready || install_all
    end_turn
}

is_ready() { # sets what the stamp says: $had_kind, $had_sum, $had_version, $had_folder
    had_kind='' had_sum='' had_version='' had_folder=''
    if [ -r .venv/.stamp ]; then
        read -r had_kind had_sum had_version had_folder <.venv/.stamp || true
    fi
    [ "$had_sum" = "$sum" ] && { [ "$had_kind" = dev ] || [ "$had_kind" = "$kind" ]; } && is_usable
}

is_usable() { # does .venv run here, under the Python that is asked for?
    [ -n "$had_version" ] && [ "$had_folder" = "$folder" ] &&
        [ "$(python_version .venv/bin/python)" = "$had_version" ] &&
        { [ -z "${PYTHON:-}" ] || [ "$(python_version "$PYTHON")" = "$had_version" ]; }
}

install_all() {
    [ "$had_kind" != dev ] || kind=dev
    if is_usable; then
        version=$had_version
        rm -f .venv/.stamp
        say "Les dépendances ont changé : mise à niveau de .venv."
    else
        find_python
        version=$(python_version "$python")
        say "Préparation de Matrice (la première fois seulement)."
        say "  1. environnement Python $version, dans .venv"
        attempt "$python" -m venv --clear .venv
        say "  2. installateur de paquets"
        # uv is pinned in the lock like the rest; pip, which came with venv, fetches it and only it.
        awk '/^uv==/ { on = 1 } on { print } on && !/\\$/ { exit }' requirements.lock \
            >.venv/uv.lock
        attempt .venv/bin/python -m pip install -q --disable-pip-version-check --no-input \
            --retries 1 --timeout 30 --require-hashes --only-binary :all: -r .venv/uv.lock
    fi
    lock=requirements.lock
    [ "$kind" = runtime ] || lock=requirements-dev.lock
    say "  3. dépendances ($lock)"
    attempt .venv/bin/uv pip sync -q --require-hashes --python .venv/bin/python \
        "$lock" requirements-assets.lock
    say "  4. Matrice"
    attempt .venv/bin/uv pip install -q --no-deps --no-build-isolation \
        --python .venv/bin/python -e .
    printf '%s\n' "$kind $sum $version $folder" >.venv/.stamp
}

attempt() { # COMMAND...: run it silently; where it fails, show its last words and say what to do
    if "$@" >.setup.log 2>&1; then
        rm -f .setup.log
        return
    fi
    tail -n 8 .setup.log >&2
    rm -f .setup.log
    stop "L'installation s'est arrêtée là, le plus souvent faute d'accès à internet :" \
        "la première fois, les paquets Python sont téléchargés." \
        "(Derrière un mandataire ou un miroir : HTTPS_PROXY, PIP_INDEX_URL, UV_DEFAULT_INDEX.)" \
        "Relancez la même commande pour reprendre."
}

take_turn() { # two set-ups in the same folder would break each other
    waited=0
    until mkdir .venv.lock 2>/dev/null; do
        holder=$(cat .venv.lock/pid 2>/dev/null || true)
        if [ "$waited" -gt 2 ] && ! kill -0 "${holder:-none}" 2>/dev/null; then
            rm -rf .venv.lock # left behind by a set-up that was killed
            continue
        fi
        [ "$waited" -ne 0 ] || say "Une autre préparation est en cours dans ce dossier : attente."
        waited=$((waited + 1))
        sleep 1
    done
    echo $$ >.venv.lock/pid
    trap 'rm -rf .venv.lock .setup.log' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
}

end_turn() {
    rm -rf .venv.lock
    trap - EXIT INT TERM HUP
}
