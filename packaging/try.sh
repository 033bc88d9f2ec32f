#!/usr/bin/env bash
# Sets up what Deskhand needs on Debian or Ubuntu and runs its demo. Safe to run again.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/setup.sh
[ -n "${DESKHAND_SKIP_SYSTEM:-}" ] || install_system_parts "${SYSTEM_PARTS[@]}"
install_python_parts packaging/requirements.lock
exec .venv/bin/deskhand demo "$@"
