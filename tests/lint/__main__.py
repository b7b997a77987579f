"""Prints every finding and fails if there is one."""

import sys
from pathlib import Path

from tests.lint.rules import findings

found = list(findings(Path(__file__).resolve().parents[2]))
print("\n".join(map(str, found)) or "no findings of the house's own lint")
sys.exit(bool(found))
