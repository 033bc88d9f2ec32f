#!/usr/bin/env bash
# Writes the lock files anew: exact versions with hashes, no download addresses. Run it after changing pyproject.toml.
set -euo pipefail
cd "$(dirname "$0")/.."
options=(--universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet)
uv pip compile "${options[@]}" --group build -o packaging/requirements-build.lock
uv pip compile "${options[@]}" pyproject.toml -o packaging/requirements.lock
uv pip compile "${options[@]}" pyproject.toml --group dev -c packaging/requirements.lock -o packaging/requirements-dev.lock
uv pip compile "${options[@]}" --group chores -o packaging/requirements-chores.lock
