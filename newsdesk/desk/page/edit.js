// Editing in place: turns it on and off, and leads what happens on the page to the part that it is for. The preview is the editor: each block
// opens its own lines in a plain field, and only these are saved. What other rooms of the newsdesk share with it, events of the document:
//   newsdesk:fields { name }         the form of front matter, at this field
//   newsdesk:photo { line, files, many }   photos before this line; without files, whoever listens asks for them
//   newsdesk:figure { block, elements, photo }    cancelable: whoever takes it shows the fields of these photos
//   newsdesk:saved { article }       somebody else saved: an answer's `article`, to be shown
//   newsdesk:reload                  cancelable: the preview has a newer page; newsdesk:renewed { server, version }: this one is of that state now
import { article, blocks, followArticle, lineOf, onArticle, openArticle, show } from "./edit-article.js";
import { offer, openFields, say, showBar, stepped } from "./edit-bar.js";
import { focusAgain, focusBlock, focusedBlock, hideDrop, openMore, openPlace, photoAt, placeOf, showBlocks, showDrop } from "./edit-blocks.js";
import { fields, keepFields, openBlock, openNew } from "./edit-field.js";
import { loadStyles, stylePage } from "./edit-frame.js";
import { pasteAt } from "./edit-paste.js";
import { forget, keepAllNow, listUnsaved } from "./edit-unsaved.js";
import "./fields.js";
import "./photos.js";
import { ask, describeError, keepHere, openSession, word } from "./session.js";

const MEMORY = "newsdesk-editing";
let on = false;

// Begins editing this page. Called by the preview's own script.
export async function begin() {
  if (on) return;
  on = true;
  remember(true);
  try {
    await Promise.all([openSession(), loadStyles()]);
    stylePage();
    document.documentElement.setAttribute("data-newsdesk-editing", "");
    document.querySelector("#ban-tin-preview")?.setAttribute("data-editing", "");
    if (!(await openArticle())) {
      showBar(end, look, () => null);
      return say(word("editing.no-text"));
    }
  } catch (error) {
    showBar(end, () => null, () => null);
    say(describeError(error));
    remember(false);
    return;
  }
  showBar(end, look, focusAgain);
  showBlocks();
  untab();
  for (const [target, name, act, capture] of LISTENERS) target.addEventListener(name, act, capture);
  say(word("editing.begun"));
  offerUnsaved();
  ask("article/pasted", { method: "PUT" }).catch(() => null);
  // A link from a list of findings names the line.
  const line = Number(new URLSearchParams(location.search).get("line"));
  if (location.hash === "#sua" || location.search) history.replaceState(null, "", location.pathname);
  if (line) return look({ line });
  // A new article begins with writing.
  blocks.length || article.fields.withdrawn ? focusBlock(-1) : openNew(0);
}

// Ends it; what is open is saved first. The page is loaded anew, with its scripts.
export async function end() {
  const closed = await Promise.all([...fields].map((each) => each.save()));
  if (closed.includes(false)) return;
  remember(false);
  history.replaceState(null, "", location.pathname);
  location.reload();
}

export const isOn = () => on;

// -- presses

// Leaving a field saves it: a press elsewhere, or the Tab key.
function leave(path) {
  // What was refused is not asked for again before something else is typed, or the button is pressed.
  const left = [...fields].filter((each) => !each.stay && !path.includes(each.host) && each.area.value !== each.refused);
  return Promise.all(left.map((each) => each.save()));
}

async function pressed(event) {
  const path = event.composedPath();
  if (!path.includes(document.body)) return;
  const own = path.some((each) => each instanceof Element && each.hasAttribute("data-newsdesk"));
  const place = own ? null : placeOf(event.target);
  const asLink = event.ctrlKey || event.metaKey || event.shiftKey || event.button;
  const selecting = !getSelection().isCollapsed && path.some((each) => each instanceof Element && each.matches("[data-block]"));
  const opens = place && !asLink && !selecting;
  // A photo that is pressed while its place is not known never opens large.
  if (opens || (!own && !asLink && event.target.closest("a.enlarge"))) {
    event.preventDefault();
    event.stopPropagation();
  }
  const photo = opens ? photoAt(event.target) : 0;
  const leaving = leave(path);
  if (!opens) return;
  if (fields.size) await leaving;
  // What was saved may have moved it.
  const now = place.block ? blocks.find((each) => each.text === place.block.text && each.elements.length) : null;
  openPlace(now ? { block: now, elements: now.elements } : place, { x: event.clientX, y: event.clientY }, photo);
}

function focused(event) {
  const path = event.composedPath();
  if (path.includes(document.body)) leave(path);
}

// -- keys

function isTyping(event) {
  const target = event.composedPath()[0];
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

function key(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event)) return;
  const way = { z: event.shiftKey ? "redo" : "undo", y: "redo" }[event.key.toLowerCase()];
  if (!way) return;
  event.preventDefault();
  stepped(way);
}

function paste(event) {
  if (isTyping(event)) return;
  const block = focusedBlock();
  pasteAt(block ? block.index + 1 : blocks.length, event);
}

// -- files that are dropped

function dragged(event) {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "copy";
  showDrop(event.clientY);
}

function dropped(event) {
  if (!event.dataTransfer?.files.length) return;
  event.preventDefault();
  const { index } = showDrop(event.clientY);
  hideDrop();
  document.dispatchEvent(new CustomEvent("newsdesk:photo", { detail: { line: lineOf(index), files: [...event.dataTransfer.files] } }));
}

// -- what others did

async function reload(event) {
  event.preventDefault();
  try {
    // What is being saved comes back with its answer.
    await Promise.all([...fields].map((each) => each.saving));
    if (await followArticle()) return;
  } catch (error) {
    say(describeError(error));
  }
  // The preview is away, or begins anew: its events are waited for.
  const { server, version } = document.querySelector('script[src="/__preview/client.js"]').dataset;
  setTimeout(() => document.dispatchEvent(new CustomEvent("newsdesk:renewed", { detail: { server, version } })), 1000);
}

function closed({ detail }) {
  if (!detail.focused) return;
  const seen = blocks.filter((each) => each.elements.length);
  const at = seen.findIndex((each) => each.first >= detail.first);
  const block = seen[Math.max(0, (at < 0 ? seen.length - 1 : at) + (detail.by || 0))];
  focusBlock(block ? block.index : blocks.length)?.elements[0].scrollIntoView({ block: "nearest" });
}

function more({ detail: field }) {
  const { block } = field;
  openMore(field.more, { block, elements: block.elements }, async (act) => {
    const text = field.changed ? field.text : block.text;
    if (!(await field.save())) return;
    const near = (each) => Math.abs(each.first - block.first);
    const now = blocks.filter((each) => each.text === text).sort((one, other) => near(one) - near(other))[0];
    if (now) act(now);
  });
}

function look(finding) {
  // A link tells the line only.
  const { field } = finding.kind ? finding : article.findings.find((each) => each.line === finding.line) || finding;
  const block = blocks.find((each) => finding.line >= each.first && finding.line <= each.last);
  if (field || !block) return openFields(field || "title");
  block.elements[0]?.scrollIntoView({ block: "center" });
  // Of photos, the one whose lines these are.
  const photo = block.text.split("\n").slice(0, finding.line - block.first + 1).join("\n").split("![").length - 2;
  openPlace({ block, elements: block.elements }, undefined, Math.max(0, photo));
}

function offerUnsaved() {
  const kept = listUnsaved();
  offer(kept.map((each) => ({ ...each, open: () => takeUp(each), drop: () => forget(each.place) })));
}

function takeUp({ place, text, digest }) {
  const [kind, first, last] = place.split(":");
  const line = Number(first) || article.body_first;
  const block = blocks.find((each) => each.first === line && each.last === Number(last));
  forget(place);
  if (kind === "block" && block && digest === article.digest) return openBlock(block, { text });
  // The file is another one by now: beside what is there, nothing is lost.
  const index = blocks.findIndex((each) => each.first >= line);
  openNew(index < 0 ? blocks.length : index, { text });
  say(word("editing.other-file"));
}

// Links within blocks are no stops of the Tab key while a press edits them.
function untab() {
  const links = document.querySelectorAll(":is([data-block], [data-field]) :is(a, button, summary, [tabindex]), a:is([data-block], [data-field])");
  for (const each of links) each.tabIndex = -1;
}

function remember(value) {
  keepHere(MEMORY, value ? "1" : "", true);
}

const LISTENERS = [
  [document, "click", pressed, true],
  [document, "focusin", focused],
  [document, "keydown", key],
  [document, "paste", paste],
  [document, "dragover", dragged],
  [document, "dragleave", (event) => event.relatedTarget || hideDrop()],
  [document, "drop", dropped],
  [document, "newsdesk:reload", reload],
  [document, "newsdesk:saved", ({ detail }) => show(detail.article)],
  [document, "newsdesk:closed", closed],
  [document, "newsdesk:more", more],
  [document, "visibilitychange", () => document.hidden && keepAllNow()],
  [window, "pagehide", keepAllNow],
];
onArticle(() => (keepFields(), untab()));
