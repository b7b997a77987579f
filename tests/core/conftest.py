import pytest

from rock.core import navigation


@pytest.fixture
def navigation_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_entries", {})
    navigation.register("Parts", "components", action="See every page component", order=1)
