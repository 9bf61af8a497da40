"""The app in a real browser: `uv run pytest -m browser`."""
