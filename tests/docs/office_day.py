"""What an editor does on the newsdesk of an office, over https as a browser does it; run on the server itself, with Python alone.

``office_day.py DOCX PHOTO`` prints, as JSON, what came of it; ``office_day.py restart`` starts the service anew while something is published,
and prints how the next try ends.
"""

import base64
import http.client
import json
import ssl
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

NAME, USER, PASSWORD = "tin.donvi.gov.vn", "minh-ha", "mat-khau"
API = "/__newsdesk/api/"


class Editor:
    """Somebody who knows the password."""

    def __init__(self) -> None:
        self._trusting = ssl.create_default_context(cafile="/etc/ssl/ban-tin-newsdesk/fullchain.pem")
        self._token = ""
        self._token = self.ask("session")["token"]

    def send(self, method: str, path: str, body: bytes | None = None, password: str = PASSWORD) -> tuple[int, bytes]:
        """Return the status and the body of an answer."""
        connection = http.client.HTTPSConnection(NAME, 443, context=self._trusting, timeout=60)
        headers = {"Origin": f"https://{NAME}", "X-Newsdesk-Token": self._token, "Content-Type": "application/json"}
        headers["Authorization"] = "Basic " + base64.b64encode(f"{USER}:{password}".encode()).decode()
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()

    def ask(self, what: str, given: dict[str, Any] | bytes | None = None) -> Any:
        """Return what the newsdesk answers; it has to be a success."""
        body = given if isinstance(given, bytes) or given is None else json.dumps(given).encode()
        status, said = self.send("GET" if given is None else "POST", API + what, body)
        if status != 200:
            raise SystemExit(f"{what}: {status} {said[:600].decode(errors='replace')}")
        return json.loads(said)

    def job(self, what: str, **given: Any) -> Any:
        """Return how a job of publishing ended."""
        self.ask(f"publish/{what}", given)
        while (found := self.ask("publish/progress?after=0"))["running"]:
            time.sleep(0.2)
        return found["end"]


def change(editor: Editor, file: str, was: str, becomes: str) -> int:
    """Change a line of an article, and return how many lines it has then."""
    article = editor.ask(f"article?file={quote(file)}")
    lines = Path("/srv/trang", file).read_text("utf-8").split("\n")
    number = next(number for number, line in enumerate(lines, 1) if was in line)
    changed = {"first": number, "last": number, "was": lines[number - 1], "text": becomes}
    return int(editor.ask("article/save", {"file": file, "digest": article["digest"], "changes": [changed]})["article"]["lines"])  # fmt: skip


def take_in(editor: Editor, document: Path) -> Any:
    """Drop a document, and return the article that was made of it."""
    editor.ask(f"import/drop?name={quote(document.name)}", document.read_bytes())
    for _ in range(200):
        found = editor.ask("import")
        if ready := [each["id"] for each in found["imports"] if each["state"] == "ready"]:
            return editor.ask(f"import/{ready[0]}/accept", {"set": {"category": "Tin hoạt động"}})
        time.sleep(0.2)
    raise SystemExit(f"nothing was read: {found}")


def main(document: str, photo: str) -> None:
    """Do all of it."""
    editor = Editor()
    done: dict[str, Any] = {"stranger": editor.send("GET", "/__newsdesk/", password="sai")[0]}
    done["greeting"] = f"Đang dùng: {USER}" in editor.send("GET", "/__newsdesk/")[1].decode()
    file = next(Path("/srv/trang").glob("tin/*/*/khai-giang/index.md")).relative_to("/srv/trang").as_posix()
    done["lines"] = change(editor, file, "Sáng nay", "Sáng 5/9, học sinh cả tỉnh tựu trường.")
    done["photo"] = editor.ask(f"article/add-file?file={quote(file)}&name=san-truong.jpg", Path(photo).read_bytes())
    done["import"] = take_in(editor, Path(document))
    done["seen"] = editor.job("prepare")
    done["live"] = editor.job("start", seen=done["seen"].get("seen", ""))
    done["back"] = editor.job("rollback", release="")
    done["again"] = editor.job("prepare")
    done["forth"] = editor.job("start", seen=done["again"].get("seen", ""))
    print(json.dumps(done, ensure_ascii=False))


def restart() -> None:
    """Have the service started anew in the middle of a publish, and publish again."""
    editor = Editor()
    seen = editor.job("prepare")
    editor.ask("publish/start", {"seen": seen["seen"]})
    subprocess.run(["systemctl", "restart", "ban-tin-newsdesk"], check=True)
    editor = Editor()
    seen = editor.job("prepare")
    print(json.dumps(editor.job("start", seen=seen["seen"]), ensure_ascii=False))


if __name__ == "__main__":
    restart() if sys.argv[1:] == ["restart"] else main(*sys.argv[1:])
