"""Each rule reads one file and yields the lines that break it."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

MANAGERS = frozenset({"objects", "_default_manager", "_base_manager"})
SHOWING = re.compile(r"(^|/)(views|presenters)(\.py$|/)")
REACHED = "# reached: "  # and why: what the line reads is not about a person, or the page has asked reach before
ADDRESS = re.compile(r"https?://|--(extra-)?index-url|--find-links|^-[if]\s", re.MULTILINE)
CLOCKS = frozenset({"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "timezone.now", "time.time"})
CLOCK_KEEPERS = frozenset({"rock/core/time.py"})


@dataclass(frozen=True)
class Finding:
    """A line that breaks a rule, and what to do instead."""

    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


def no_manager_in_pages(path: Path, text: str) -> Iterator[Finding]:
    """Pages read through queries that start from what the person can reach, never from a bare model manager."""
    if not SHOWING.search(path.as_posix()):
        return
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS and REACHED not in lines[node.lineno - 1]:
            yield Finding(path, node.lineno, f"a page may not use .{node.attr}: call a query that starts from reach")


def no_generic_keys(path: Path, text: str) -> Iterator[Finding]:
    """A generic foreign key has no constraint in the database, so it could point at nothing or at the wrong thing."""
    for node in ast.walk(ast.parse(text)):
        name = getattr(node, "id", getattr(node, "attr", None))
        if isinstance(node, ast.Name | ast.Attribute) and name in {"GenericForeignKey", "GenericRelation"}:
            yield Finding(path, node.lineno, "no generic foreign keys: use a foreign key for each kind")


def one_clock(path: Path, text: str) -> Iterator[Finding]:
    """The demo's clock moves, so the time comes from rock.core.time alone."""
    if path.as_posix() in CLOCK_KEEPERS:
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and (name := _last_two(node.func)) in CLOCKS:
            yield Finding(path, node.lineno, f"no {name}(): use now() or today() of rock.core.time")


def no_index_address(path: Path, text: str) -> Iterator[Finding]:
    """A requirements file that names an index would send every council to it."""
    for number, line in enumerate(text.splitlines(), start=1):
        if ADDRESS.search(line.partition("#")[0]):
            yield Finding(path, number, "requirements carry no address of a package index")


def _last_two(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        owner = function.value
        return f"{getattr(owner, 'id', getattr(owner, 'attr', ''))}.{function.attr}"
    return ""


Rule = Callable[[Path, str], Iterator[Finding]]
SOURCE: tuple[Rule, ...] = (no_manager_in_pages, no_generic_keys, one_clock)
REQUIREMENTS: tuple[Rule, ...] = (no_index_address,)


def findings(root: Path) -> Iterator[Finding]:
    """Yield what breaks a rule in the product's source and in its requirements."""
    for paths, rules in ((root.glob("rock/**/*.py"), SOURCE), (root.glob("requirements/*"), REQUIREMENTS)):
        for path in sorted(paths):
            text = path.read_text(encoding="utf-8")
            for rule in rules:
                yield from rule(path.relative_to(root), text)
