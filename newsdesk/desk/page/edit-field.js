// A field: the lines of one block, or of a new one, in a plain text area in its place. What is typed is never touched by a script, but where a
// button or a key asks for it; and then the browser's own undo takes it back.
import { article, blocks, findingsOf, insertion, save } from "./edit-article.js";
import { arrowKeys, button, makeHost } from "./edit-frame.js";
import { body } from "./edit-page.js";
import { say } from "./edit-bar.js";
import { chooseLink } from "./edit-link.js";
import { showConflict } from "./edit-conflict.js";
import { makeLink, nextLine, toggleHeading, toggleList, toggleMark } from "./edit-marks.js";
import { pasteInto } from "./edit-paste.js";
import { showGrid } from "./edit-grid.js";
import { forget, keepSoon } from "./edit-unsaved.js";
import { element, word } from "./session.js";

// All that are open.
export const fields = new Set();
const SIGNS = ["code", "html", "table", "remark", "reference", "other"];

// Opens `block`; `caret` is where in its text. `text` is what was typed before, if it is not what the file has.
export function openBlock(block, { caret, cell, text } = {}) {
  const open = [...fields].find((each) => each.block === block);
  if (open) return open.focus();
  const field = new Field({ digest: article.digest, first: block.first, last: block.last, was: block.text }, block.kind, text);
  field.block = block;
  field.more.hidden = false;
  field.place = `block:${block.first}:${block.last}`;
  field.keepGiven();
  field.stand(block.elements[0] || elementBehind(block.index));
  field.hideBlock(true);
  field.showFindings(findingsOf(block));
  field.focus(caret ?? field.area.value.length);
  showGrid(field, cell);
  return field;
}

// Opens a field for a new block before the block `index`, with `text` in it and `selected` ([from, to]) of it.
export function openNew(index, { text = "", selected, kind = "paragraph", template = "" } = {}) {
  const { first, last } = insertion(index, "");
  const field = new Field({ digest: article.digest, first, last, was: "", apart: true }, kind, text);
  field.place = `new:${first}`;
  field.template = template;
  field.keepGiven();
  field.at = index;
  field.stand(elementBehind(index));
  field.focus(...(selected || [text.length]));
  return field;
}

function elementBehind(index) {
  return blocks.slice(index).find((each) => each.elements.length)?.elements[0] || null;
}

class Field {
  constructor(base, kind, text) {
    Object.assign(this, { base, kind, block: null, place: "", at: null, template: "", stay: false, covered: [], saving: null });
    const { host, root } = makeHost("field");
    this.host = host;
    const name = word("editing.kind-" + kind);
    this.area = element("textarea", { value: text ?? base.was, rows: 1, spellcheck: !SIGNS.includes(kind), lang: document.documentElement.lang });
    this.area.setAttribute("aria-label", base.was ? word("editing.edit", { what: name }) : word("editing.new", { what: name }));
    this.area.setAttribute("aria-describedby", "hint");
    if (!base.was) this.area.placeholder = word("editing.placeholder");
    this.grow = element("div", { className: "grow" }, this.area);
    this.trouble = element("div", { className: "trouble", role: "alert" });
    this.note = element("p", { className: "note", role: "status" });
    this.found = element("ul", { className: "findings", hidden: true });
    const hint = element("p", { id: "hint", className: "hint", textContent: word("editing.hint") });
    this.done = button(word("editing.save"), () => this.save(), { class: "primary", "aria-keyshortcuts": "Control+Enter" });
    const end = element("div", { className: "end" }, this.done, button(word("editing.cancel"), () => this.cancel(), { "aria-keyshortcuts": "Escape" }));
    this.more = button(word("editing.more"), () => document.dispatchEvent(new CustomEvent("newsdesk:more", { detail: this })), { "aria-haspopup": "menu", "aria-expanded": "false", hidden: "" });
    end.append(this.more);
    this.frame = element("section", { className: "field " + (SIGNS.includes(kind) ? "signs" : kind) }, this.tools(), this.grow, this.trouble, this.note, this.found, end, hint);
    this.foot = [end, hint];
    this.frame.addEventListener("keydown", (event) => (event.key === "Escape" && event.target !== this.area ? this.cancel() : this.pass(event)));
    this.frame.setAttribute("aria-label", this.area.getAttribute("aria-label"));
    root.append(this.frame);
    this.area.addEventListener("input", () => this.typed());
    this.area.addEventListener("compositionstart", () => (this.composing = true));
    this.area.addEventListener("compositionend", () => (this.composing = false));
    this.area.addEventListener("keydown", (event) => this.key(event));
    this.area.addEventListener("paste", (event) => pasteInto(this, event));
    this.mirror();
    fields.add(this);
    showOpen();
  }

  tools() {
    const bar = element("div", { className: "tools", role: "toolbar" });
    bar.setAttribute("aria-label", word("editing.tools"));
    const add = (name, act, keys) => {
      // A press must not take the focus, and the selection, from the text.
      const made = button(word("editing." + name), act, keys ? { "aria-keyshortcuts": keys.replace("Ctrl", "Control"), title: keys } : {});
      made.addEventListener("mousedown", (event) => event.preventDefault());
      made.className = name;
      bar.append(made);
    };
    if (!SIGNS.includes(this.kind) || this.kind === "table") {
      add("bold", () => this.change(toggleMark, "**"), "Ctrl+B");
      add("italic", () => this.change(toggleMark, "*"), "Ctrl+I");
      add("link", () => this.link(), "Ctrl+K");
    }
    if (!SIGNS.includes(this.kind)) {
      add("heading", () => this.change(toggleHeading));
      add("list", () => this.change(toggleList));
    }
    add("undo", () => (this.area.focus(), document.execCommand("undo")), "Ctrl+Z");
    arrowKeys(bar);
    return bar;
  }

  // Stands before `next`, or at the end of the text, in the letters of what it stands for.
  stand(next) {
    const text = body();
    if (next) text.insertBefore(this.host, next);
    else text.append(this.host);
    const model = this.block && this.block.elements[0];
    if (!model || this.kind !== "heading") return;
    const style = getComputedStyle(model);
    for (const name of ["fontFamily", "fontSize", "fontWeight", "lineHeight"]) this.grow.style[name] = style[name];
  }

  // Hides what the field stands for; what it stood for before is seen again.
  hideBlock(hidden) {
    this.covered.forEach((each) => each.classList.remove("newsdesk-open"));
    this.covered = (hidden && this.block?.elements) || [];
    this.covered.forEach((each) => each.classList.add("newsdesk-open"));
  }

  focus(from, to = from) {
    this.area.focus({ preventScroll: true });
    if (from !== undefined) this.area.setSelectionRange(from, to);
    this.host.scrollIntoView({ block: "nearest" });
  }

  get text() {
    return this.area.value.replace(/[ \t]+$/gm, (space) => (space === "  " ? space : "")).replace(/^(?:[ \t]*\n)+|\s+$/g, "");
  }

  get changed() {
    return this.text !== this.base.was;
  }

  // Words that came from elsewhere are kept as if they had been typed; how something begins is not.
  keepGiven() {
    const text = this.area.value;
    if (text !== this.base.was && text !== this.template) keepSoon(this.place, text, this.base.digest);
  }

  mirror() {
    this.grow.dataset.text = this.area.value + "\n";
  }

  typed() {
    this.mirror();
    if (!this.stay) this.trouble.replaceChildren();
    keepSoon(this.place, this.area.value, this.base.digest);
  }

  // Puts text where `made` says, as if it had been typed.
  put({ from, to, text, select }) {
    const area = this.area;
    area.focus({ preventScroll: true });
    area.setSelectionRange(from, to);
    const kept = area.value.slice(0, from) + text + area.value.slice(to);
    if (kept !== area.value && !(document.execCommand(text ? "insertText" : "delete", false, text) && area.value === kept)) {
      area.setRangeText(text, from, to, "end");
      area.dispatchEvent(new Event("input"));
    }
    area.setSelectionRange(...select);
  }

  change(way, sign) {
    if (!this.composing) this.put(way(this.area.value, this.area.selectionStart, this.area.selectionEnd, sign));
  }

  async link() {
    if (this.composing) return;
    const { selectionStart: from, selectionEnd: to, value } = this.area;
    const chosen = await chooseLink(value.slice(from, to));
    this.area.focus({ preventScroll: true });
    if (chosen) this.put(makeLink(from, to, chosen.title, chosen.address));
  }

  key(event) {
    // Keys of an input method are its own.
    if (event.isComposing || event.keyCode === 229) return;
    const control = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    const act = control && !event.altKey && { b: () => this.change(toggleMark, "**"), i: () => this.change(toggleMark, "*"), k: () => this.link(), enter: () => this.save(), s: () => this.save() }[key];
    if (act && !(SIGNS.includes(this.kind) && "bik".includes(key))) act();
    else if (event.key === "Escape") this.cancel();
    else if (event.key === "Enter" && !control && !event.altKey && !event.shiftKey) {
      const made = nextLine(this.area.value, this.area.selectionStart, this.area.selectionEnd, this.kind);
      if (!made) return;
      this.put(made);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // The Tab key at one of its ends leads to the block before or behind it.
  pass(event) {
    if (event.key !== "Tab" || event.ctrlKey || event.altKey || this.stay) return;
    const stops = [...this.frame.querySelectorAll("button, textarea")].filter((each) => each.offsetParent && each.tabIndex >= 0);
    if (event.target !== (event.shiftKey ? stops[0] : stops[stops.length - 1])) return;
    event.preventDefault();
    const { first } = this.base;
    this.save().then((closed) => closed && document.dispatchEvent(new CustomEvent("newsdesk:closed", { detail: { first, by: event.shiftKey ? -1 : 1, focused: true } })));
  }

  // `all`: the buttons of the field too, which a conflict has of its own.
  showFoot(all) {
    this.foot.forEach((each) => (each.hidden = !all));
  }

  showFindings(found) {
    this.found.replaceChildren(...found.map((each) => element("li", { className: each.severity }, each.message, each.fix ? element("span", {}, " " + word("editing.fix", { fix: each.fix })) : "")));
    this.found.hidden = !found.length;
  }

  // Tells why it can't be saved, beside the text, which stays.
  refuse(error) {
    const said = error.status === 404 ? word("editing.gone") : error.said || String(error);
    this.trouble.replaceChildren(element("p", {}, element("b", {}, said), error.fix ? " " + error.fix : ""));
    this.host.scrollIntoView({ block: "nearest" });
  }

  // Saves, and closes; what can't be saved stays open. Resolves to whether it is closed.
  save() {
    this.saving ||= this.saveNow().finally(() => (this.saving = null));
    return this.saving;
  }

  async saveNow() {
    const text = this.text;
    const begun = this.template && text === this.template.trim();
    if (!this.changed || begun) {
      if (begun) forget(this.place);
      return this.close();
    }
    const typed = this.area.value;
    this.trouble.replaceChildren();
    this.showFoot(true);
    this.done.setAttribute("aria-disabled", "true");
    this.stay = true;
    try {
      const { first, last, was, digest, apart } = this.base;
      // Without any text the block is gone, and the empty line behind it.
      await save([{ first, last, was, text, apart: Boolean(apart || !text) }], { place: this.place, digest });
    } catch (error) {
      if (error.body?.conflict) showConflict(this, error.body.conflict);
      else {
        this.refuse(error);
        this.stay = false;
        this.refused = typed;
      }
      return false;
    } finally {
      this.done.removeAttribute("aria-disabled");
    }
    this.stay = false;
    // What was typed while it was being saved stays: it is the next change.
    if (this.area.value !== typed) return this.goOn(text);
    forget(this.place, true);
    // An article with an error is shown as it was before.
    say(word(article.placed ? "editing.saved" : "editing.saved-error"));
    return this.close();
  }

  goOn(text) {
    const block = blocks.find((each) => each.text === text);
    if (!block) return false;
    this.base = { digest: article.digest, first: block.first, last: block.last, was: block.text };
    this.block = block;
    this.hideBlock(true);
    return false;
  }

  // Leaves everything as it was; what was typed is kept, and can be brought back.
  cancel() {
    const { area, block, at, place } = this;
    const value = area.value;
    const changed = this.changed;
    this.close();
    if (!changed) return;
    const back = () => {
      const now = block && blocks.find((each) => each.first === block.first && each.text === block.text);
      forget(place);
      if (now) openBlock(now, { text: value });
      else openNew(Math.min(at ?? block.index, blocks.length), { text: value });
    };
    say(word("editing.put-back"), word("editing.bring-back"), back);
  }

  close() {
    const focused = this.host.matches(":focus-within") || document.activeElement === this.host;
    this.hideBlock(false);
    this.host.remove();
    fields.delete(this);
    showOpen();
    document.dispatchEvent(new CustomEvent("newsdesk:closed", { detail: { first: this.base.first, focused } }));
    return true;
  }
}

// On a phone, a field that is open has the window for itself, but for what is said.
function showOpen() {
  document.querySelector("[data-newsdesk=bar]")?.toggleAttribute("data-open", fields.size > 0);
}

// Finds the block of each open field again after the article was shown anew.
export function keepFields() {
  for (const field of fields) {
    if (!field.block) continue;
    const { was } = field.base;
    const alike = blocks.filter((each) => each.text === was);
    const near = (each) => Math.abs(each.first - field.base.first);
    const block = alike.sort((one, other) => near(one) - near(other))[0];
    field.block = block || null;
    // Else the server finds out what became of its lines.
    if (block) field.base = { digest: article.digest, first: block.first, last: block.last, was };
    field.hideBlock(true);
    if (block) field.showFindings(findingsOf(block));
  }
}

