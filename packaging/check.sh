#!/usr/bin/env bash
# Sets up what Deskhand and its tests need on Debian or Ubuntu and runs every check. Safe to run again.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/setup.sh
[ -n "${DESKHAND_SKIP_SYSTEM:-}" ] || install_system_parts "${SYSTEM_PARTS[@]}" "${TEST_PARTS[@]}" ${DESKHAND_BENCH_PARTS:+"${BENCH_PARTS[@]}"}
install_python_parts packaging/requirements-dev.lock
exec .venv/bin/poe check "$@"
