"""How the app is served: what is done before the first reader comes and after the last, what every answer carries."""

from simmodel.screens.serve.door import served

__all__ = ["served"]
