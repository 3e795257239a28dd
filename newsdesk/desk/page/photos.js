// Photos that are dropped, pasted or chosen: the server takes them in, and they are put where they were dropped.
import { article, blocks, followArticle, insertion } from "./edit-article.js";
import { say } from "./edit-bar.js";
import { addFile, chooseFiles, PHOTOS } from "./edit-files.js";
import { button, loadStyles, makeHost } from "./edit-frame.js";
import { openCard } from "./photos-card.js";
import { keepProse, save } from "./photos-saving.js";
import { ask, describeError, element, word } from "./session.js";

// As many are sent at a time: the server gives each a process of its own.
const AT_ONCE = 2;

// Asks for photos where none are given, takes them in, and puts them before `line`.
function takeIn({ line, files, many = true }) {
  if (files?.length) return add(line, [...files]);
  chooseFiles((chosen) => add(line, chosen), { accept: PHOTOS + ",video/mp4,video/webm", multiple: many });
}

async function add(line, files) {
  await loadStyles("photos.css");
  const at = blocks.findIndex((each) => each.first >= line);
  const index = at < 0 ? blocks.length : at;
  const next = blocks.slice(index).find((each) => each.elements.length);
  const { host: place, root } = makeHost("photos", "photos.css");
  const list = element("ul", { className: "taken" });
  const said = element("p", { className: "status" });
  said.setAttribute("role", "status");
  const stop = button(word("photos.cancel"), () => end.abort());
  const frame = element("section", { className: "card" }, said, list, stop);
  frame.setAttribute("aria-label", word("photos.add"));
  root.append(frame);
  if (next) next.elements[0].before(place);
  else document.querySelector("main .prose").append(place);
  place.scrollIntoView({ block: "center" });
  const end = new AbortController();
  const rows = files.map((file, number) => {
    const name = element("span", { className: "name" }, file.name);
    const state = element("span", { className: "state" }, word("photos.waiting"));
    const node = element("li", {}, element("span", { className: "blank" }), name, state);
    list.append(node);
    return { file, node, state, number: number + 1 };
  });
  const tell = () => (said.textContent = word("photos.adding", { done: rows.filter((each) => each.done).length, all: rows.length }));
  tell();
  await eachOf(rows, async (row) => {
    if (end.signal.aborted) return;
    row.state.textContent = word("photos.working");
    try {
      row.found = await addFile(article.file, row.file, { number: row.number }, end.signal);
      if (row.found.shown) row.node.firstChild.replaceWith(element("img", { src: row.found.shown, alt: "" }));
      row.state.textContent = word("photos.ready");
    } catch (error) {
      if (error.name === "AbortError") return;
      row.state.textContent = describeError(error);
      row.node.className = "error";
      row.failed = true;
    }
    row.done = true;
    tell();
  });
  const taken = rows.filter((each) => each.found).map((each) => each.found);
  const failed = rows.filter((each) => each.failed);
  if (end.signal.aborted) return place.remove();
  try {
    const shown = taken.filter((each) => each.kind !== "file");
    const others = taken.filter((each) => each.kind === "file");
    if (others.length) await attach(others);
    if (shown.length) await insert(index, shown, place);
  } catch (error) {
    failed.push(null);
    said.textContent = describeError(error);
  }
  if (!failed.length) return place.remove();
  // What could not be taken stays to be read.
  list.replaceChildren(...failed.filter(Boolean).map((each) => each.node));
  if (taken.length && failed.every(Boolean)) said.textContent = word("photos.failed");
  frame.classList.add("trouble");
  stop.replaceWith(button(word("fields.close"), () => place.remove()));
  place.scrollIntoView({ block: "nearest" });
}

async function eachOf(rows, work) {
  const left = [...rows];
  const one = async () => {
    while (left.length) await work(left.shift());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

// Puts the photos before the block `index`, and opens their fields.
async function insert(index, taken, place) {
  const behind = blocks.slice(index).find((each) => each.text.trim());
  const figures = taken.map((each) => ({ photos: [{ file: each.name, alt: "", caption: "", credit: "", origin: -1 }], caption: "", credit: "" }));
  const { text, prose } = await ask("figures/write", { method: "POST", body: { text: "", figures, following: behind ? behind.text : "" } });
  const changes = [insertion(index, text), ...keepProse(prose, behind)];
  const first = taken[0].name;
  await save(changes, []);
  const block = blocks.find((each) => each.kind === "figure" && each.text.includes(first));
  if (block) await openCard({ block, elements: block.elements }, place);
}

async function attach(taken) {
  const form = await ask("fields?file=" + encodeURIComponent(article.file));
  const { value } = form.fields.find((each) => each.name === "attachments");
  const given = Array.isArray(value) ? value.map((each) => (typeof each === "string" ? { file: each, title: "" } : each)) : [];
  const set = { attachments: [...given, ...taken.map((each) => ({ file: each.name, title: each.title }))] };
  await ask("article/fields", { method: "POST", body: { file: article.file, digest: form.digest, set } });
  await followArticle();
  say(word("photos.attached", { name: taken.map((each) => each.name).join(", ") }));
}

document.addEventListener("newsdesk:photo", ({ detail }) => takeIn(detail));
