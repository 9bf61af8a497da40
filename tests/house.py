"""The house as tests read it: its modules, their text, what they import, their functions."""

import ast
from functools import cache
from pathlib import Path

import simmodel

HOUSE = Path(simmodel.__file__).parent
RULES = HOUSE / "rules"


@cache
def modules() -> dict[str, Path]:
    """Every module by its name without `simmodel.`; the package itself is left out."""
    found = {}
    for path in sorted(HOUSE.rglob("*.py")):
        name = ".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix("__init__").rstrip(".")
        if name:
            found[name] = path
    return found


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports_of(module: str) -> frozenset[str]:
    """The modules of the house that this one imports, anywhere in its text."""
    found = set()
    for node in ast.walk(tree_of(modules()[module])):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "simmodel":
            base = (node.module or "").partition(".")[2]
            for alias in node.names:
                inner = f"{base}.{alias.name}" if base else alias.name
                found.add(inner if inner in modules() else base)
        elif isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[2] for alias in node.names if alias.name.startswith("simmodel.")}
    return frozenset(found - {""})


@cache
def functions() -> tuple[tuple[str, ast.FunctionDef], ...]:
    """Every function of the house with its module."""
    return tuple(
        (module, node)
        for module, path in modules().items()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef)
    )
