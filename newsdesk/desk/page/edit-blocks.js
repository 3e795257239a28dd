// The blocks of the page as buttons: each can be reached by the Tab key, the arrow keys, a mouse or a finger; moved, copied, deleted, and something
// new put between two of them. The page's own elements stay as they are: the buttons lie over them.
import { blocks, findingsOf, insertion, onArticle, save } from "./edit-article.js";
import { openFields, say, stepped } from "./edit-bar.js";
import { openBlock } from "./edit-field.js";
import { button, makeHost, openMenu } from "./edit-frame.js";
import { openInsert } from "./edit-insert.js";
import { body } from "./edit-page.js";
import { describeError, element, word } from "./session.js";

// What on the page comes from the head of the file, and which of its fields.
const HEAD = [
  [".article__title", "title"],
  [".article__meta time", "date"],
  [".article__standfirst", "summary"],
  [".article__lead", "lead"],
  [".document-facts", "document_number"],
  [".byline", "author"],
  [".attachments", "attachments"],
  [".tags", "tags"],
];
const SHOWN = 40;

let host = null;
let layer = null;
let places = [];
let seen = [];
let current = null;
let last = 0;
let handle, plus, drop, watcher;

export function showBlocks() {
  const made = makeHost("blocks");
  host = made.host;
  layer = element("div", { className: "layer", role: "group" });
  layer.setAttribute("aria-label", word("editing.blocks"));
  handle = button("", () => openMore(handle, current), { class: "handle", "aria-haspopup": "menu", "aria-expanded": "false" });
  handle.append(element("span", { className: "dots" }));
  plus = button("+", () => openInsert(plus, plus.index), { class: "plus", "aria-haspopup": "menu", "aria-expanded": "false" });
  plus.setAttribute("aria-label", word("editing.insert"));
  plus.title = word("editing.insert");
  drop = element("div", { className: "drop", hidden: true });
  made.root.append(layer, drop);
  handle.addEventListener("pointerdown", startDrag);
  document.querySelector("main article").after(host);
  const main = document.querySelector("main");
  main.addEventListener("pointermove", hover);
  layer.addEventListener("focusin", (event) => event.target.place && choose(event.target.place, true));
  layer.addEventListener("keydown", key);
  watcher = new ResizeObserver(() => measure());
  watcher.observe(main);
  watcher.observe(body());
  update();
}

function update() {
  if (!host) return;
  const focused = host.shadowRoot.activeElement;
  const kept = focused && focused.place;
  const had = kept ? [places.indexOf(kept), kept.block && kept.block.text] : null;
  const head = HEAD.flatMap(([selector, name]) => {
    const found = document.querySelector("main article " + selector);
    if (found) found.setAttribute("data-field", name);
    return found ? [{ name, elements: [found] }] : [];
  });
  const text = blocks.filter((block) => block.elements.length).map((block) => ({ block, elements: block.elements }));
  const order = (one, other) => (one.elements[0].compareDocumentPosition(other.elements[0]) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
  const hidden = blocks.filter((block) => !block.elements.length && block.text.trim());
  const fresh = [...head, ...text].sort(order);
  const looks = [...fresh, ...hidden.map((block) => ({ block, elements: [] }))].map(({ block, name, elements }) => [
    JSON.stringify(block ? [block.kind, block.text, findingsOf(block).map((each) => each.message)] : [name, elements[0].textContent]),
    ...elements,
  ]);
  const same = seen.length === looks.length && looks.every((each, at) => each.length === seen[at].length && each.every((part, number) => part === seen[at][number]));
  seen = looks;
  // Nothing that is seen is another one: buttons, the focus and an open menu stay.
  if (same) {
    places.forEach((each, at) => (each.block = fresh[at].block));
    return measure();
  }
  // A button is made anew only where it says something else.
  const old = new Map(places.map((each) => [each.button.look, each.button]));
  places = fresh;
  places.forEach((place, at) => {
    const look = looks[at][0];
    place.button = old.get(look) || cover(place);
    old.delete(look);
    Object.assign(place.button, { place, look });
  });
  const end = button(word("editing.insert-end"), () => openInsert(end, blocks.length), { class: "end-plus", "aria-haspopup": "menu", "aria-expanded": "false" });
  const unseen = hidden.map((block) => button(word("editing.unseen", { words: short(block.text) }), () => openBlock(blocks[block.index]), { class: "unseen" }));
  const more = element("div", { className: "more" }, end, ...unseen);
  layer.replaceChildren(...places.map((each) => each.button), handle, plus, more);
  layer.more = more;
  current = null;
  handle.hidden = plus.hidden = true;
  measure();
  if (!had || had[0] < 0) return;
  const again = places.find((each) => had[1] && each.block && each.block.text === had[1]) || places[Math.min(had[0], places.length - 1)];
  again?.button.focus({ preventScroll: true });
}

function cover({ block, name, elements }) {
  const kind = block ? word("editing.kind-" + block.kind) : word("editing.field-" + name);
  const words = short(elements.map((each) => each.textContent).join(" "));
  const found = block ? findingsOf(block) : [];
  const number = found.length;
  const said = number ? word(number === 1 ? "editing.found-one" : "editing.found", { number }) : "";
  const made = button("", () => openPlace(made.place), { class: "block", "aria-label": [word("editing.edit-words", { what: kind, words }), said].filter(Boolean).join(". ") });
  const worst = found.some((each) => each.severity === "error") ? "error" : "warning";
  if (said) made.append(element("span", { className: "mark " + worst }, said));
  return made;
}

const short = (text) => {
  const words = text.replace(/\s+/g, " ").trim();
  return words.length > SHOWN ? words.slice(0, SHOWN) + "…" : words;
};

// Opens what an editor pressed: the lines of a block, at `point`, or the form at the field that it comes from; of photos, the one with this number.
export function openPlace(place, point, photo = 0) {
  if (!place.block) return openFields(place.name);
  const { block, elements } = place;
  // Photos have fields of their own, where the room for them is there.
  if (block.kind === "figure" && !document.dispatchEvent(new CustomEvent("newsdesk:figure", { cancelable: true, detail: { block, elements, photo } }))) return;
  const cells = [...(elements[0]?.querySelectorAll("td, th") || [])];
  const cell = point && cells.findIndex((each) => document.elementsFromPoint(point.x, point.y).includes(each));
  openBlock(block, { caret: point ? caretAt(block, point) : undefined, cell: Math.max(cell, 0) || 0 });
}

export function placeOf(node) {
  const found = node.closest("[data-block], [data-field]");
  return found && places.find((each) => each.elements.includes(found));
}

// Which photo of its place, counted from 0, is at `node` or has its caption there.
export function photoAt(node) {
  const all = placeOf(node).elements.flatMap((each) => [...each.querySelectorAll("img")]);
  const one = node.closest("picture") || node.closest("figure");
  return Math.max(0, all.indexOf(one && one.querySelector("img")));
}

// Where in the lines of `block` the words stand that were pressed.
function caretAt(block, { x, y }) {
  const found = document.caretPositionFromPoint ? document.caretPositionFromPoint(x, y) : document.caretRangeFromPoint?.(x, y);
  const [node, offset] = found ? [found.offsetNode || found.startContainer, found.offset ?? found.startOffset] : [];
  if (!node || node.nodeType !== Node.TEXT_NODE || !block.elements.some((each) => each.contains(node))) return undefined;
  const range = document.createRange();
  range.setStart(block.elements[0], 0);
  range.setEnd(node, offset);
  // The signs of Markdown are not on the page: the last words before the point are looked for.
  const before = range.toString();
  for (const length of [16, 8, 4]) {
    const words = before.slice(-length);
    const at = words ? block.text.indexOf(words, Math.max(0, before.length - length - 2)) : -1;
    if (at >= 0) return at + words.length;
  }
  return before.trim() ? Math.min(block.text.length, before.length) : 0;
}

function measure() {
  if (!host) return;
  // All is read before anything is written: the browser lays the page out once.
  const base = host.getBoundingClientRect();
  const text = body().getBoundingClientRect();
  for (const place of places) {
    const boxes = place.elements.map((each) => each.getBoundingClientRect()).filter((box) => box.height);
    place.hidden = !boxes.length;
    const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
    const [right, bottom] = [Math.max(...boxes.map((box) => box.right)), Math.max(...boxes.map((box) => box.bottom))];
    place.box = { left: left - base.left, top: top - base.top, width: right - left, height: bottom - top };
  }
  for (const { button: over, box, hidden } of places) {
    over.hidden = hidden;
    if (!hidden) set(over, box);
  }
  set(layer.more, { left: text.left - base.left, top: text.bottom - base.top, width: text.width });
  if (current && current.block && !current.hidden) show(current, plus.below);
  else handle.hidden = plus.hidden = true;
  body().style.marginBottom = layer.more.offsetHeight + 16 + "px";
}

function set(node, box) {
  for (const name of ["left", "top", "width", "height"]) if (name in box) node.style[name] = box[name] + "px";
}

// -- the place that is looked at

function hover(event) {
  if (event.pointerType === "touch" || event.buttons || layer.querySelector(".menu")) return;
  const place = placeOf(event.target);
  if (place && place.block) choose(place, false, event.clientY);
}

function choose(place, focused, y) {
  const box = place.box;
  if (focused) last = places.indexOf(place);
  if (focused && place.block) place.button.after(handle, plus);
  const below = y === undefined || y > host.getBoundingClientRect().top + box.top + box.height / 2;
  if (current === place && plus.below === below) return;
  current = place;
  if (place.block && !place.hidden) show(place, below);
  else handle.hidden = plus.hidden = true;
}

function show(place, below) {
  const { box, block } = place;
  const own = places.filter((each) => each.block && !each.hidden);
  const next = own[own.indexOf(place) + (below ? 1 : -1)];
  const edge = below ? box.top + box.height : box.top;
  const far = next ? (below ? next.box.top : next.box.top + next.box.height) : edge + (below ? 20 : -20);
  handle.hidden = plus.hidden = false;
  handle.setAttribute("aria-label", word("editing.more-of", { what: word("editing.kind-" + block.kind) }));
  handle.title = word("editing.drag");
  plus.below = below;
  plus.index = below ? block.index + 1 : block.index;
  const edgeOfPage = -host.getBoundingClientRect().left + 4;
  set(handle, { left: Math.max(edgeOfPage, box.left - 40), top: box.left - 40 < edgeOfPage ? box.top - 36 : box.top });
  // In the middle of the gap, but at the block where a field is open between.
  const half = Math.min(Math.abs(far - edge) / 2, 20);
  set(plus, { left: box.left + box.width / 2 - 14, top: edge + (below ? half : -half) - 14 });
  plus.hidden = covers(plus);
}

// Whether `node` stands on a field, or a card of photos, that is open.
function covers(node) {
  const { top, bottom } = node.getBoundingClientRect();
  return [...document.querySelectorAll("[data-newsdesk=field], [data-newsdesk=photos]")].some((each) => {
    const open = each.getBoundingClientRect();
    return open.height && top < open.bottom && bottom > open.top;
  });
}

function key(event) {
  const place = event.target.place;
  if (!place) return;
  const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const seen = places.filter((each) => !each.hidden);
  const at = seen.indexOf(place);
  if (move && event.altKey && place.block) moveBlock(place.block, move);
  else if (move) seen[at + move]?.button.focus();
  else if (event.key === "Home" || event.key === "End") seen.at(event.key === "Home" ? 0 : -1).button.focus();
  else if (event.key === "Delete" && place.block) deleteBlock(place.block);
  else if ((event.key === "Insert" || event.key === "+") && place.block) openInsert(place.button, place.block.index + 1);
  else return;
  event.preventDefault();
}

// Gives the focus to the block `index`, or the next that is seen; to the first place of all for -1.
export function focusBlock(index) {
  measure();
  const found = places.find((each) => !each.hidden && (index < 0 || (each.block && each.block.index >= index))) || places.filter((each) => !each.hidden).at(-1);
  found?.button.focus({ preventScroll: true });
  return found;
}

// Gives the focus back to the place that had it last.
export function focusAgain() {
  const place = places[Math.min(last, places.length - 1)];
  place?.button.focus({ preventScroll: true });
}

export function focusedBlock() {
  return host?.shadowRoot.activeElement?.place?.block;
}

// -- what can be done with a block

// Opens the menu of `place` under `anchor`; `ready` calls what was chosen with the block as it is then.
export function openMore(anchor, place, ready = (act) => act(place.block)) {
  const what = word("editing.kind-" + place.block.kind);
  const item = (name, act, keys) => [word("editing." + name), () => ready(act), keys];
  openMenu(anchor, word("editing.more-of", { what }), [
    ...(anchor === handle ? [item("open", () => openPlace(place), "Enter")] : []),
    item("insert-above", (block) => openInsert(seenAnchor(anchor, block), block.index)),
    item("insert-below", (block) => openInsert(seenAnchor(anchor, block), block.index + 1), "Insert"),
    item("up", (block) => moveBlock(block, -1), "Alt+↑"),
    item("down", (block) => moveBlock(block, 1), "Alt+↓"),
    item("copy", copyBlock),
    item("delete", deleteBlock, "Delete"),
  ]);
}

// A field that was saved is gone, and its button with it.
function seenAnchor(anchor, block) {
  return anchor.isConnected ? anchor : (focusBlock(block.index) || {}).button || anchor;
}

async function changed(changes, said) {
  try {
    await save(changes);
    say(word(said), word("editing.undo"), () => stepped("undo"));
    return true;
  } catch (error) {
    say(error.body?.conflict ? word("editing.meanwhile") : describeError(error));
    return false;
  }
}

async function deleteBlock(block) {
  const { first, last, text, index } = block;
  if (await changed([{ first, last, was: text, text: "", apart: true }], "editing.deleted")) focusBlock(index);
}

async function copyBlock(block) {
  if (await changed([insertion(block.index + 1, block.text)], "editing.copied")) focusBlock(block.index + 1);
}

function moveBlock(block, by) {
  const seen = blocks.filter((each) => each.elements.length);
  const at = seen.indexOf(block);
  return moveTo(block, by < 0 ? at - 1 : at + 2);
}

// Moves `block` before the one that is the `to`th that is seen: the texts change places, the empty lines between them stay.
async function moveTo(block, to) {
  const seen = blocks.filter((each) => each.elements.length);
  const from = seen.indexOf(block);
  if (to < 0 || to > seen.length || to === from || to === from + 1) return;
  const texts = seen.map((each) => each.text);
  texts.splice(from, 1);
  const at = to > from ? to - 1 : to;
  texts.splice(at, 0, block.text);
  const changes = [];
  seen.forEach(({ first, last, text: was }, number) => {
    if (was !== texts[number]) changes.push({ first, last, was, text: texts[number], apart: true });
  });
  if (!(await changed(changes, "editing.moved"))) return;
  const now = blocks.filter((each) => each.elements.length)[at];
  if (now) focusBlock(now.index)?.elements[0].scrollIntoView({ block: "nearest" });
}

// -- dragging

// Returns the block before which something that is dropped at the height `y` of the window stands, and shows it.
export function showDrop(y) {
  const base = host.getBoundingClientRect().top;
  const seen = places.filter((each) => each.block && !each.hidden);
  const at = seen.findIndex((each) => y < base + each.box.top + each.box.height / 2);
  const next = at < 0 ? null : seen[at];
  const before = at < 0 ? seen[seen.length - 1] : seen[at - 1];
  const text = body().getBoundingClientRect();
  const left = text.left - host.getBoundingClientRect().left;
  const top = next ? (before ? (before.box.top + before.box.height + next.box.top) / 2 : next.box.top - 8) : before ? before.box.top + before.box.height + 8 : text.top - base;
  drop.hidden = false;
  set(drop, { left, top, width: text.width });
  return { seen: at < 0 ? seen.length : at, index: next ? next.block.index : blocks.length };
}

export function hideDrop() {
  drop.hidden = true;
}

function startDrag(event) {
  if (event.button) return;
  const { pointerId, clientY } = event;
  const place = current;
  let to = null;
  let frame = 0;
  let y = clientY;
  const move = (now) => {
    if (now.pointerId !== pointerId) return;
    y = now.clientY;
    if (to === null && Math.abs(y - clientY) < 6) return;
    to = showDrop(y).seen;
    place.elements.forEach((each) => each.classList.add("newsdesk-dragged"));
    frame ||= requestAnimationFrame(roll);
  };
  // Near an edge of the window, the page goes on.
  const roll = () => {
    const by = y < 60 ? -8 : y > innerHeight - 100 ? 8 : 0;
    if (by) {
      scrollBy(0, by);
      to = showDrop(y).seen;
    }
    frame = requestAnimationFrame(roll);
  };
  const end = (now) => {
    cancelAnimationFrame(frame);
    for (const [name, act] of listeners) removeEventListener(name, act, true);
    place.elements.forEach((each) => each.classList.remove("newsdesk-dragged"));
    hideDrop();
    if (to === null) return;
    // The click that follows is none.
    const none = (click) => (click.preventDefault(), click.stopPropagation());
    addEventListener("click", none, true);
    setTimeout(() => removeEventListener("click", none, true));
    if (now.type === "pointerup") moveTo(place.block, to);
  };
  const stop = (now) => now.key === "Escape" && end(now);
  const listeners = [["pointermove", move], ["pointerup", end], ["pointercancel", end], ["keydown", stop]];
  for (const [name, act] of listeners) addEventListener(name, act, true);
  handle.setPointerCapture(pointerId);
}

onArticle(update);
