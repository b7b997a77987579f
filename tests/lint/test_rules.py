from pathlib import Path

import pytest

from tests.lint.rules import findings, no_generic_keys, no_index_address, no_manager_in_pages, one_clock


def test_a_view_may_not_use_a_manager() -> None:
    found = list(
        no_manager_in_pages(Path("rock/doors/family/views.py"), "def show():\n    return Person.objects.all()\n")
    )
    assert [(finding.line, "call a query" in finding.text) for finding in found] == [(2, True)]


@pytest.mark.parametrize("path", ["rock/a/views/child.py", "rock/a/presenters.py", "rock/a/presenters/card.py"])
def test_folders_of_views_and_presenters_count_too(path: str) -> None:
    assert list(no_manager_in_pages(Path(path), "x = M._default_manager.count()\n"))


@pytest.mark.parametrize("path", ["rock/a/queries.py", "rock/a/services.py", "rock/a/previews.py"])
def test_queries_and_services_may_use_managers(path: str) -> None:
    assert not list(no_manager_in_pages(Path(path), "x = M.objects.count()\n"))


def test_words_in_a_comment_or_text_are_no_finding() -> None:
    assert not list(no_manager_in_pages(Path("rock/a/views.py"), '"""Never M.objects."""\n# M.objects\n'))


def test_a_line_that_says_why_it_is_reached_is_let_through() -> None:
    text = "roles = Role.objects.all()  # reached: role names are about nobody\nall = Person.objects.all()  # reached\n"
    assert [finding.line for finding in no_manager_in_pages(Path("rock/a/views.py"), text)] == [2]


def test_a_generic_foreign_key_is_refused() -> None:
    assert list(no_generic_keys(Path("rock/a/models.py"), "about = GenericForeignKey('kind', 'number')\n"))


@pytest.mark.parametrize("call", ["datetime.now(UTC)", "timezone.now()", "date.today()", "datetime.datetime.now()"])
def test_another_clock_is_refused(call: str) -> None:
    assert list(one_clock(Path("rock/a/services.py"), f"at = {call}\n"))


def test_the_clock_itself_may_read_the_clock() -> None:
    assert not list(one_clock(Path("rock/core/time.py"), "at = datetime.now(UTC)\n"))


@pytest.mark.parametrize(
    "parts", [("--extra", "index", "url elsewhere"), ("--find", "links elsewhere"), ("", "i elsewhere")]
)
def test_an_option_that_names_an_index_is_refused(parts: tuple[str, ...]) -> None:
    assert refused("-".join(parts))


def test_an_address_in_a_requirement_is_refused() -> None:
    assert refused("thing @ " + "://".join(["https", "elsewhere/thing.whl"]))


def refused(line: str) -> bool:
    return bool(list(no_index_address(Path("requirements/base.txt"), f"django==5.2\n{line}\n")))


def test_a_requirement_with_its_hash_is_no_finding() -> None:
    assert not list(
        no_index_address(Path("requirements/base.txt"), "django==5.2 \\\n    --hash=sha256:12\n    # via -r base.in\n")
    )


def test_findings_name_the_file_from_the_root(tmp_path: Path) -> None:
    (tmp_path / "rock").mkdir()
    (tmp_path / "rock" / "views.py").write_text("x = M.objects\n")
    assert [str(finding).split(": ")[0] for finding in findings(tmp_path)] == ["rock/views.py:1"]
