"""No arguments: the window; otherwise the command line."""

import sys


def main() -> None:
    """The `deskhand` program."""
    from app.cli.main import run_command_line

    sys.exit(run_command_line(sys.argv[1:]))


if __name__ == "__main__":
    main()
