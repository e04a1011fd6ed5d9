"""`python -m handbook` is the `handbook` command."""

from handbook.cli.main import run

if __name__ == "__main__":
    run()
