// Pasting: the plain words stand there at once; then, where they were formatted, the same as Markdown. Undo brings the plain words back.
import { openNew } from "./edit-field.js";
import { showGrid } from "./edit-grid.js";
import { lineOf } from "./edit-article.js";
import { button } from "./edit-frame.js";
import { say } from "./edit-bar.js";
import { ask, word } from "./session.js";

// What is on the clipboard: { files, html, text }. Of words that are there as a picture too, as Excel gives them, the words count.
function read(data) {
  const files = [...data.files];
  const html = data.getData("text/html");
  const text = data.getData("text/plain").replace(/\r\n?/g, "\n");
  return { files: text.trim() ? [] : files, html, text };
}

export function pasteInto(field, event) {
  const { files, html, text } = read(event.clipboardData);
  if (files.length) {
    event.preventDefault();
    return hand(files, field.base.last + 1);
  }
  if (!text && !html) return;
  event.preventDefault();
  let { selectionStart: from, selectionEnd: to } = field.area;
  // Into what only shows how it begins, a table comes as a whole.
  if (field.template && field.area.value === field.template) [from, to] = [0, field.area.value.length];
  field.put({ from, to, text, select: [from + text.length, from + text.length] });
  if (field.kind !== "code" && field.kind !== "html") format(field, from, html, text);
}

// Pastes where no field is open: before the block `index`.
export function pasteAt(index, event) {
  const { files, html, text } = read(event.clipboardData);
  if (!files.length && !text && !html) return;
  event.preventDefault();
  if (files.length) return hand(files, lineOf(index));
  const field = openNew(index, { text });
  format(field, 0, html, text);
}

// Photos on the clipboard are taken in as those that are dropped.
function hand(files, line) {
  document.dispatchEvent(new CustomEvent("newsdesk:photo", { detail: { line, files } }));
}

async function format(field, from, html, text) {
  let found;
  try {
    found = await ask("article/pasted", { method: "POST", body: { html, text } });
  } catch (error) {
    field.note.textContent = error.said;
    return;
  }
  // A word that is being composed is not touched.
  while (field.composing) await new Promise((done) => field.area.addEventListener("compositionend", () => setTimeout(done), { once: true }));
  const { markdown, kept, pictures, notes } = found;
  const told = [...notes];
  if (pictures && !markdown.trim()) told.push(word("editing.pictures"));
  else if (pictures) told.push(word("editing.pictures-apart"));
  field.note.textContent = told.join(" ");
  const same = (one, other) => one.replace(/\s+/g, " ").trim() === other.replace(/\s+/g, " ").trim();
  const area = field.area;
  if (!markdown || same(markdown, text) || area.value.slice(from, from + text.length) !== text) return;
  const replace = () => {
    // The words may stand elsewhere by now.
    const at = area.value.slice(from, from + text.length) === text ? from : area.value.indexOf(text);
    if (at < 0) return;
    const block = /\n/.test(markdown) || kept.some((each) => each === "table" || each === "list" || each === "heading");
    const before = block && area.value.slice(0, at).trim() ? area.value.slice(0, at).match(/\n*$/)[0].length : 2;
    const made = "\n".repeat(Math.max(0, 2 - before)) + markdown;
    field.put({ from: at, to: at + text.length, text: made, select: [at + made.length, at + made.length] });
  };
  if (html.trim()) {
    replace();
    if (kept.includes("table")) showGrid(field);
    told.push(word(field.grid?.isConnected ? "editing.pasted-cells" : kept.includes("table") ? "editing.pasted-table" : "editing.pasted"));
    field.note.textContent = told.join(" ");
    say(field.note.textContent);
    return;
  }
  // Plain text stays as it was typed, unless one wants the list or the table that it looks like.
  const offer = button(word(kept.includes("table") ? "editing.make-table" : "editing.make-list"), () => (replace(), offer.remove()));
  field.note.append(" ", offer);
}
