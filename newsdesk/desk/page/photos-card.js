// The fields of the photos of one place: caption, credit, description; their order, another file, leaving. Leaving the card saves it.
import { article, blocks, followArticle, insertion, onArticle } from "./edit-article.js";
import { say } from "./edit-bar.js";
import { fields, openBlock } from "./edit-field.js";
import { addFile, chooseFiles, PHOTOS } from "./edit-files.js";
import { button, loadStyles, makeHost } from "./edit-frame.js";
import { makeField } from "./photos-field.js";
import { keepProse, save } from "./photos-saving.js";
import { ask, describeError, element, word } from "./session.js";

let card = null;

export async function openCard({ block, elements, photo = 0 }, anchor = null) {
  if (card && !(await shut())) return;
  await loadStyles("photos.css");
  let read;
  try {
    read = await ask("figures/read", { method: "POST", body: { file: article.file, text: block.text } });
  } catch (error) {
    // Of a form that has no fields.
    return openBlock(block);
  }
  const { host: place, root } = makeHost("photos", "photos.css");
  const frame = element("section", { className: "card" });
  frame.setAttribute("aria-label", word("photos.heading"));
  root.append(frame);
  // The page may not show the photos yet.
  if (elements.length) elements[elements.length - 1].after(place);
  else if (anchor) anchor.after(place);
  else document.querySelector("main .prose").append(place);
  const lead = article.fields.lead || "";
  card = { block, place, root, frame, figures: read.figures, was: JSON.stringify(read.figures), remove: new Set(), gone: [], lead, digest: article.digest };
  // As any field that is open: leaving it saves it.
  card.open = { host: place, area: {}, refused: null, save: shut };
  fields.add(card.open);
  frame.addEventListener("keydown", keys);
  draw(photo);
  const shown = frame.querySelectorAll(".photo")[photo];
  if (shown && shown.getBoundingClientRect().bottom > innerHeight - 100) shown.scrollIntoView({ block: "center" });
}

function keys(event) {
  if (event.isComposing) return;
  const enter = event.key === "Enter" && (event.ctrlKey || event.metaKey);
  if (enter) shut();
  if (event.key === "Escape") shut();
  if (enter || event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
  }
}

// Closes the card; what was typed is saved first. Resolves to false where that was not possible.
async function shut() {
  if (!card) return true;
  while (card && dirty()) if (!(await store())) return false;
  if (!card) return true;
  const { block, root } = card;
  const focused = Boolean(root.activeElement);
  dispose();
  document.dispatchEvent(new CustomEvent("newsdesk:closed", { detail: { first: block.first, focused } }));
  return true;
}

function dispose() {
  fields.delete(card.open);
  card.place.remove();
  card = null;
}

// The lines of these photos may have moved.
onArticle(() => {
  if (!card) return;
  const near = (each) => Math.abs(each.first - card.block.first);
  const same = blocks.filter((each) => each.text === card.block.text).sort((one, other) => near(one) - near(other))[0];
  if (same) card.block = same;
  if (!card.place.isConnected) same?.elements[same.elements.length - 1]?.after(card.place);
});

const plain = (figures) => JSON.stringify(figures);
const dirty = () => plain(card.figures) !== card.was;

function draw(focus = -1, what = "textarea") {
  const all = card.figures.reduce((sum, each) => sum + each.photos.length, 0);
  let number = 0;
  const list = element("div", { className: "photos" });
  card.figures.forEach((figure, at) => {
    const shared = figure.photos.length > 1;
    figure.photos.forEach((photo, within) => list.append(item(photo, figure, at, within, (number += 1), all)));
    if (shared) {
      const caption = makeField(word("photos.shared_caption", { all: figure.photos.length }), figure, "caption", word("photos.caption_help"));
      list.append(element("div", { className: "shared" }, caption, makeField(word("photos.credit"), figure, "credit", word("photos.credit_help"))));
    }
  });
  const gone = card.gone.map((each) => departed(each));
  const more = button(word("photos.add"), () => chooseFiles((files) => takeMore(files), { accept: PHOTOS }));
  const done = button(word("photos.save"), () => store().then((saved) => saved && shut()), { class: "primary", "aria-keyshortcuts": "Control+Enter", title: "Ctrl+Enter" });
  const text = button(word("photos.as_text"), async () => {
    const { block } = card;
    if (await shut()) openBlock(blocks.find((each) => each.first === block.first) || block);
  });
  const drop = button(word("fields.discard"), () => {
    card.figures = JSON.parse(card.was);
    card.gone = [];
    card.remove.clear();
    shut();
  });
  const mark = () => (drop.hidden = !dirty());
  list.addEventListener("input", mark);
  mark();
  card.said = element("p", { className: "status" });
  card.said.setAttribute("role", "status");
  card.trouble = element("p", { className: "trouble", hidden: true });
  card.frame.replaceChildren(list, ...gone, card.trouble, element("div", { className: "row" }, done, more, text, drop), card.said);
  if (focus < 0) return;
  const row = list.querySelectorAll(".photo")[Math.min(focus, all - 1)];
  (row?.querySelector(what + ":not(:disabled)") || row?.querySelector("button:not(:disabled), textarea") || more).focus({ preventScroll: focus === 0 && what !== "textarea" });
}

function item(photo, figure, at, within, number, all) {
  const shared = figure.photos.length > 1;
  const picture = photo.shown ? element("img", { src: photo.shown, alt: "", draggable: false }) : element("span", { className: "blank" });
  const grip = element("span", { className: "grip", title: word("photos.drag") }, "⋮⋮");
  const tool = (sign, name, act, off, label = word("photos." + name, { number, all })) => button(sign, act, { class: name, "aria-label": label, title: label, ...(off ? { disabled: "" } : {}) });
  const order = [
    tool("↑", "up", () => move(at, within, -1, number), number === 1),
    tool("↓", "down", () => move(at, within, 1, number), number === all),
  ];
  const tools = [
    button(word("photos.lead"), () => makeLead(photo), photo.file === card.lead || !photo.shown ? { hidden: "" } : {}),
    button(word("photos.replace"), () => chooseFiles((files) => replace(photo, files, number), { accept: PHOTOS, multiple: false })),
    ...(shared ? [button(word("photos.apart"), () => apart(at, within, number))] : []),
    ...(behind() && all > 1 && !shared ? [button(word("photos.past"), () => past(at))] : []),
    button(word("photos.delete"), () => leave(at, within, number), { class: "delete" }),
  ];
  const head = element("div", { className: "look" }, picture, element("span", { className: "name" }, photo.file));
  if (all > 1) head.append(element("span", { className: "row" }, grip, ...order));
  const fields = element("div", { className: "fields" });
  if (!photo.there) fields.append(element("p", { className: "trouble" }, word("photos.missing")));
  if (!shared || photo.caption) fields.append(makeField(word("photos.caption"), photo, "caption", word("photos.caption_help")));
  fields.append(makeField(word("photos.credit"), photo, "credit", word("photos.credit_help"), true), makeField(word("photos.alt"), photo, "alt", word("photos.alt_help"), false, figure), element("div", { className: "row" }, ...tools));
  const node = element("div", { className: "photo" }, head, fields);
  node.setAttribute("role", "group");
  node.setAttribute("aria-label", word("photos.photo", { number, all }));
  drag(node, grip, picture, at);
  return node;
}

// -- order

// Every photo and its place, in a row: moving goes from one to the next, out of a group and into the next.
function move(at, within, by, number) {
  const figure = card.figures[at];
  const inner = figure.photos[within + by];
  if (inner) {
    [figure.photos[within], figure.photos[within + by]] = [inner, figure.photos[within]];
  } else {
    const [one] = card.figures.splice(at, 1);
    card.figures.splice(at + by, 0, one);
  }
  draw(number - 1 + by, by < 0 ? ".up" : ".down");
}

function apart(at, within, number) {
  const figure = card.figures[at];
  const [photo] = figure.photos.splice(within, 1);
  if (figure.photos.length === 1) Object.assign(figure.photos[0], { caption: figure.caption, credit: figure.photos[0].credit || figure.credit });
  card.figures.splice(at + 1, 0, { photos: [photo], caption: "", credit: "" });
  draw(number - 1);
}

function drag(node, grip, picture, at) {
  for (const handle of [grip, picture]) {
    handle.addEventListener("pointerdown", (event) => {
      if (event.button || card.figures.length < 2) return;
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      let target = at;
      const nodes = () => [...card.frame.querySelectorAll(".photo")];
      const owner = card.figures.flatMap((each, number) => each.photos.map(() => number));
      const over = (moved) => {
        node.classList.add("dragged");
        const found = nodes().findIndex((each) => moved.clientY < each.getBoundingClientRect().bottom);
        target = owner[found < 0 ? owner.length - 1 : found];
        nodes().forEach((each, number) => each.classList.toggle("target", owner[number] === target && target !== at));
      };
      const end = (done) => {
        handle.removeEventListener("pointermove", over);
        handle.removeEventListener("pointerup", end);
        handle.removeEventListener("pointercancel", end);
        if (done.type === "pointerup" && target !== at) {
          const [moved] = card.figures.splice(at, 1);
          card.figures.splice(target, 0, moved);
        }
        draw();
      };
      handle.addEventListener("pointermove", over);
      handle.addEventListener("pointerup", end);
      handle.addEventListener("pointercancel", end);
    });
  }
}

// -- leaving, replacing, adding

function leave(at, within, number) {
  const figure = card.figures[at];
  const [photo] = figure.photos.splice(within, 1);
  card.gone.push({ photo, at, within, figure });
  card.remove.add(photo.file);
  if (!figure.photos.length) card.figures.splice(at, 1);
  draw(number - 1, ".delete");
}

function departed(gone) {
  const { photo, at, within, figure } = gone;
  const box = element("input", { type: "checkbox", checked: card.remove.has(photo.file) });
  box.addEventListener("change", () => (box.checked ? card.remove.add(photo.file) : card.remove.delete(photo.file)));
  const back = button(word("photos.undelete"), () => {
    if (!card.figures.includes(figure)) card.figures.splice(at, 0, figure);
    figure.photos.splice(within, 0, photo);
    card.gone.splice(card.gone.indexOf(gone), 1);
    card.remove.delete(photo.file);
    draw(at);
  });
  return element("div", { className: "gone" }, element("p", {}, word("photos.deleted", { name: photo.file })), element("label", {}, box, " ", word("photos.with_file")), back);
}

async function takeMore(files, onto = null) {
  const taken = [];
  for (const file of files) {
    card.said.textContent = word("photos.adding", { done: taken.length, all: files.length });
    try {
      taken.push(await addFile(article.file, file));
    } catch (error) {
      complain(error);
    }
  }
  card.said.textContent = "";
  const made = taken.filter((each) => each.kind !== "file").map((each) => ({ file: each.name, alt: "", caption: "", credit: "", origin: -1, there: true, shown: each.shown }));
  if (onto) return made[0];
  card.figures.push(...made.map((photo) => ({ photos: [photo], caption: "", credit: "" })));
  if (made.length) draw(card.figures.reduce((sum, each) => sum + each.photos.length, 0) - made.length);
  return null;
}

async function replace(photo, files, number) {
  const other = await takeMore(files, photo);
  if (!other) return;
  card.remove.add(photo.file);
  Object.assign(photo, { file: other.file, shown: other.shown, there: true });
  draw(number - 1);
}

async function makeLead(photo) {
  try {
    const set = { lead: photo.file, ...(photo.alt ? { lead_alt: photo.alt } : {}), ...(photo.caption ? { lead_caption: photo.caption } : {}), ...(photo.credit ? { lead_credit: photo.credit } : {}), lead_focus: null };
    if (dirty() && !(await store())) return;
    await ask("article/fields", { method: "POST", body: { file: article.file, digest: article.digest, set } });
    card.lead = photo.file;
    await followArticle();
    say(word("photos.lead_done", { name: photo.file }));
    document.dispatchEvent(new CustomEvent("newsdesk:fields", { detail: { name: "lead_focus" } }));
  } catch (error) {
    complain(error);
  }
}

// The next block that readers see behind these photos.
function behind() {
  const now = blocks.findIndex((each) => each.first === card.block.first);
  return blocks.slice(now + 1).find((each) => each.text.trim());
}

// Moves a photo behind the paragraph that follows.
async function past(at) {
  const [figure] = card.figures.splice(at, 1);
  const next = behind();
  const index = blocks.indexOf(next) + 1;
  try {
    const text = await written([{ ...figure, photos: figure.photos.map((each) => ({ ...each, origin: -1 })) }], "");
    await store([insertion(index, text)]);
    await shut();
  } catch (error) {
    card.figures.splice(at, 0, figure);
    complain(error);
  }
}

// -- saving

async function written(figures, base) {
  const next = behind();
  const found = await ask("figures/write", { method: "POST", body: { text: base, figures, following: next ? next.text : "" } });
  card.prose = found.prose;
  return found.text;
}

function store(more = []) {
  if (!dirty() && !more.length) return Promise.resolve(true);
  if (card.saving) return card.saving;
  const done = storeNow(more);
  card.saving = done;
  done.finally(() => card && (card.saving = null));
  return done;
}

async function storeNow(more) {
  const { block } = card;
  const sent = plain(card.figures);
  const left = [...card.gone];
  card.trouble.hidden = true;
  try {
    const text = await written(card.figures, block.text);
    const change = { first: block.first, last: block.last, was: block.text, text, apart: !text.trim() };
    const prose = more.length ? [] : keepProse(card.prose && text.trim(), behind());
    const found = await save([change, ...prose, ...more], [...card.remove]);
    say(found.removed.length ? word("photos.removed", { names: found.removed.join(", ") }) : word("photos.saved"));
    const now = blocks.find((each) => each.kind === "figure" && each.text === text) || blocks.find((each) => each.first === block.first && each.kind === "figure");
    if (!card) return true;
    if (!card.figures.length || !now) {
      dispose();
      return true;
    }
    const read = await ask("figures/read", { method: "POST", body: { file: article.file, text: now.text } });
    const focused = [...card.frame.querySelectorAll("textarea, input, button")].indexOf(card.root.activeElement);
    card.gone = card.gone.filter((each) => !left.includes(each));
    card.remove = new Set(card.gone.map((each) => each.photo.file).filter((each) => card.remove.has(each)));
    Object.assign(card, { block: now, was: plain(read.figures) });
    // What was typed or done meanwhile stays, to be saved next.
    if (plain(card.figures) !== sent) {
      settle(read.figures);
      return true;
    }
    card.figures = read.figures;
    now.elements[now.elements.length - 1]?.after(card.place);
    draw();
    card.frame.querySelectorAll("textarea, input, button")[focused]?.focus({ preventScroll: true });
    return true;
  } catch (error) {
    complain(error);
    if (error.status === 409) await rebase();
    return false;
  }
}

// Tells the photos of the card which of `figures`, those of the file, they are.
function settle(figures) {
  const there = figures.flatMap((each) => each.photos);
  for (const photo of card.figures.flatMap((each) => each.photos)) photo.origin = there.find((each) => each.file === photo.file)?.origin ?? -1;
}

// Somebody else changed the same lines: what was typed here stays, over what is there now.
async function rebase() {
  await followArticle();
  const files = card.figures.flatMap((each) => each.photos.map((photo) => photo.file));
  const shared = (block) => files.filter((each) => block.text.includes(each)).length;
  const [now] = blocks.filter((each) => each.kind === "figure" && shared(each)).sort((one, other) => shared(other) - shared(one));
  if (!now) return;
  const { figures } = await ask("figures/read", { method: "POST", body: { file: article.file, text: now.text } });
  settle(figures);
  Object.assign(card, { block: now, was: plain(figures) });
  card.trouble.textContent = word("photos.conflict");
}

function complain(error) {
  card.trouble.hidden = false;
  card.trouble.textContent = describeError(error);
}

document.addEventListener("newsdesk:figure", (event) => {
  event.preventDefault();
  const row = card && card.block === event.detail.block && card.frame.querySelectorAll(".photo")[event.detail.photo || 0];
  if (row) return row.querySelector("textarea, input").focus();
  openCard(event.detail);
});
