// What can stand between two blocks, and how it begins.
import { article, lineOf } from "./edit-article.js";
import { addFile, chooseFiles } from "./edit-files.js";
import { openMenu } from "./edit-frame.js";
import { openNew } from "./edit-field.js";
import { say } from "./edit-bar.js";
import { chooseLink } from "./edit-link.js";
import { makeLink } from "./edit-marks.js";
import { describeError, word } from "./session.js";

// Opens the menu of what can be put before the block `index`.
export function openInsert(anchor, index) {
  const begin = (kind, text = "", selected) => () => {
    const field = openNew(index, { kind, text, selected, template: text });
    if (kind === "table") field.note.textContent = word("editing.table-hint");
  };
  const photo = (many) => () => document.dispatchEvent(new CustomEvent("newsdesk:photo", { detail: { line: lineOf(index), many } }));
  const columns = [1, 2, 3].map((number) => word("editing.column", { number }));
  const table = `| ${columns.join(" | ")} |\n|---|---|---|\n|  |  |  |`;
  openMenu(anchor, word("editing.insert"), [
    [word("editing.kind-paragraph"), begin("paragraph")],
    [word("editing.kind-heading"), begin("heading", "## ")],
    [word("editing.kind-list"), begin("list", "- ")],
    [word("editing.kind-table"), begin("table", table, [2, 2 + columns[0].length])],
    [word("editing.kind-figure"), photo(false)],
    [word("editing.gallery"), photo(true)],
    [word("editing.attachment"), () => attach(index)],
    [word("editing.link-article"), () => linkArticle(index)],
  ]);
}

async function linkArticle(index) {
  const chosen = await chooseLink("", true);
  if (!chosen) return;
  const made = makeLink(0, 0, chosen.title, chosen.address);
  const text = word("editing.see-also", { link: made.text });
  openNew(index, { text, selected: [text.length] });
}

function attach(index) {
  chooseFiles(async (files) => {
    const lines = [];
    const photos = [];
    for (const file of files) {
      if (file.type.startsWith("image/") || /\.hei[cf]$/i.test(file.name)) {
        photos.push(file);
        continue;
      }
      say(word("editing.sending", { file: file.name }));
      try {
        const found = await addFile(article.file, file);
        const title = file.name.replace(/\.[^.]+$/, "").replace(/[_-]+/g, " ");
        lines.push(makeLink(0, 0, title, found.name).text);
        say(word("editing.sent", { file: file.name }));
      } catch (error) {
        say(file.name + ": " + describeError(error));
      }
    }
    if (photos.length) document.dispatchEvent(new CustomEvent("newsdesk:photo", { detail: { line: lineOf(index), files: photos } }));
    const text = lines.length > 1 ? lines.map((line) => "- " + line).join("\n") : lines.join("");
    const begin = text.indexOf("[") + 1;
    if (text) openNew(index, { text, kind: lines.length > 1 ? "list" : "paragraph", selected: [begin, text.indexOf("](")] });
  });
}
