"""Two people, a clone each and one shared repository, doing anything in any order: no merge, nothing lost, and in the end both have the same."""

import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsdesk.history.committing import commit_paths, message_of
from newsdesk.history.git import Git, GitError
from newsdesk.history.syncing import ConflictsError, pull, push
from tests.newsdesk.history.conftest import FILE, TEXT, Person, article, run
from tests.shared_files import SOAK

HOST = "so.example"
EXAMPLES, STEPS = (80, 14) if SOAK else (1, 7)
NEW = "tin/2026/11/moi-{}/index.md"
#: Who, what, and with which number of line, article or side.
STEP = st.tuples(st.booleans(), st.sampled_from(["edit", "edit", "new", "delete", "pull", "push"]), st.integers(0, 3))


class Two:
    """The clones, and every text that was ever committed."""

    def __init__(self, folder: Path) -> None:
        run(folder, "init", "-q", "--bare", "-b", "main", "chung.git")
        run(folder, "init", "-q", "-b", "main", "lan")
        self.people = Person(folder / "lan"), Person(folder / "minh")
        lan = self.people[0]
        lan.write("site.toml", "")
        lan.write(FILE, TEXT)
        run(lan.folder, "remote", "add", "origin", str(folder / "chung.git"))
        lan.commit("Bắt đầu")
        run(lan.folder, "push", "-q", "-u", "origin", "main")
        run(folder, "clone", "-q", "chung.git", "minh")
        self.written = [0]
        #: The objects of committed texts, by who committed them.
        self.committed: list[set[str]] = [set(), set()]

    def step(self, who: int, what: str, number: int) -> None:
        person = self.people[who]
        if what in ("pull", "push"):
            with suppress(GitError):
                self.get(person, number) if what == "pull" else push(person.git)
            return
        self.written[0] += 1
        file = NEW.format(number) if what == "new" else FILE
        path = person.site / file
        if what == "delete":
            path.unlink(missing_ok=True)
        elif what == "new" or not path.exists():
            person.write(file, article(f"Bài {number}", f"Lần {self.written[0]}."))
        else:
            lines = path.read_text("utf-8").split("\n")
            place = min(5 + 2 * number, len(lines) - 1)
            lines[place] = f"{lines[place]} {self.written[0]}"
            person.write(file, "\n".join(lines))
        if commit_paths(person.git, [file], message_of("save", f"Lần {self.written[0]}"), "", HOST) and path.exists():
            self.committed[who].add(run(person.site, "rev-parse", f"HEAD:./{file}"))

    def get(self, person: Person, side: int) -> None:
        """Get what the other one sent; of conflicts, one side is chosen."""
        try:
            pull(person.git, HOST)
        except ConflictsError as error:
            chosen = {each.path: each.ours if side % 2 else each.theirs for each in error.conflicts}
            pull(person.git, HOST, (error.head, error.there), chosen)

    def check(self) -> None:
        for who, person in enumerate(self.people):
            assert run(person.folder, "status", "--porcelain") == ""
            assert run(person.folder, "log", "--all", "--merges", "--format=%h") == ""
            # What was committed is reached from the branch, or from where it stood before a move.
            kept = run(person.folder, "rev-list", "--objects", "--all")
            assert all(name in kept for name in self.committed[who])
            run(person.folder, "fsck", "--connectivity-only")

    def meet(self) -> None:
        lan, minh = (person.git for person in self.people)
        self.get(self.people[0], 1)
        push(lan)
        self.get(self.people[1], 0)
        push(minh)
        self.get(self.people[0], 0)
        assert tree(lan) == tree(minh)


def tree(git: Git) -> str:
    return git.text("rev-parse", "HEAD^{tree}")


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=st.lists(STEP, min_size=STEPS, max_size=STEPS))
def test_whatever_two_people_do_nothing_is_lost(steps: list[tuple[bool, str, int]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        two = Two(Path(name))
        for who, what, number in steps:
            two.step(int(who), what, number)
            two.check()
        two.meet()
        two.check()
