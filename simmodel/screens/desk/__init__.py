"""Long work of the app: asked for once, watched by many, stopped when nobody waits; never in the thread of a page."""
