// The bar at the foot of the window while a page is edited: what was done, what is to be looked at, undo, the form of front matter, the way out.
import { article, onArticle, step } from "./edit-article.js";
import { fields } from "./edit-field.js";
import { button, makeHost, openMenu } from "./edit-frame.js";
import { describeError, element, word } from "./session.js";

let host = null;
let parts = null;
let goTo = null;
let goBack = null;
let stepping = Promise.resolve();

// Shows the bar; `leave` ends editing, `look` shows a finding, `home` takes the focus back to the page.
export function showBar(leave, look, home) {
  [goTo, goBack] = [look, home];
  const made = makeHost("bar");
  host = made.host;
  const said = element("span", {});
  said.setAttribute("role", "status");
  const undo = button(word("editing.undo"), () => stepped("undo"), { "aria-keyshortcuts": "Control+Z", title: "Ctrl+Z" });
  const redo = button(word("editing.redo"), () => stepped("redo"), { "aria-keyshortcuts": "Control+Y", title: "Ctrl+Y" });
  const found = button("", () => list(), { "aria-haspopup": "menu", "aria-expanded": "false" });
  const form = button(word("editing.fields"), () => openFields("title"));
  const past = element("a", { className: "past", textContent: word("editing.history") });
  const publish = element("a", { className: "past", textContent: word("editing.publish") });
  const help = button(word("editing.help"), () => explain(), { class: "help" });
  const end = button(word("editing.leave"), leave, { class: "primary", "aria-keyshortcuts": "Control+E", title: "Ctrl+E" });
  const act = element("span", { className: "act" });
  const message = element("p", { className: "said" }, said, act);
  const offers = element("ul", { className: "offers", hidden: true });
  const frame = element("section", { className: "bar" }, offers, message, element("div", { className: "buttons" }, undo, redo, found, form, past, help, publish, end));
  frame.setAttribute("aria-label", word("editing.bar"));
  made.root.append(frame);
  parts = { said, act, undo, redo, found, past, publish, offers };
  document.documentElement.append(host);
  update();
  // The page has as much room below its end, and what has the focus is never behind it.
  const fit = () => document.documentElement.style.setProperty("--newsdesk-bar", frame.offsetHeight + "px");
  new ResizeObserver(fit).observe(frame);
}

// Says what was done. `act` takes it back or goes on, `label` is what its button says.
export function say(text, label, act) {
  if (!parts) return;
  parts.said.textContent = text;
  const done = async () => {
    parts.act.replaceChildren();
    await act();
    if (document.activeElement === document.body) goBack();
  };
  parts.act.replaceChildren(...(act ? [button(label, done)] : []));
}

// Offers what was typed and never saved: each with `open` and `drop`.
export function offer(kept) {
  const when = (at) => new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
  const row = ({ text, at, open, drop }) => {
    const made = element("li", {}, element("span", {}, word("editing.unsaved", { when: when(at), words: text.trim().slice(0, 60) })));
    const gone = (act) => () => {
      made.remove();
      parts.offers.hidden = !parts.offers.childElementCount;
      act();
      if (document.activeElement === document.body) goBack();
    };
    made.append(button(word("editing.take-up"), gone(open)), button(word("editing.throw-away"), gone(drop)));
    return made;
  };
  parts.offers.replaceChildren(...kept.map(row));
  parts.offers.hidden = !kept.length;
}

// Takes back what was done last, or does it again; one after another, however quickly somebody presses.
export function stepped(way) {
  stepping = stepping.then(() => stepNow(way));
  return stepping;
}

async function stepNow(way) {
  try {
    await Promise.all([...fields].map((each) => each.saving));
    await step(way);
    say(word(way === "undo" ? "editing.undone" : "editing.redone"));
    if (document.activeElement === document.body) goBack();
  } catch (error) {
    say(describeError(error));
  }
}

// Opens the form of front matter at one of its fields.
export function openFields(name) {
  document.dispatchEvent(new CustomEvent("newsdesk:fields", { detail: { name } }));
}

function update() {
  if (!parts || !article) return;
  const number = article.findings.length;
  parts.past.href = "/__newsdesk/history?file=" + encodeURIComponent(article.file);
  parts.publish.href = "/__newsdesk/publish?file=" + encodeURIComponent(article.file);
  parts.undo.hidden = !article.can_undo;
  parts.redo.hidden = !article.can_redo;
  parts.found.hidden = !number;
  parts.found.replaceChildren(number === 1 ? word("editing.found-one") : word("editing.found", { number }));
}

function list() {
  openMenu(parts.found, word("editing.findings"), article.findings.map((each) => [each.message, () => goTo(each)]));
}

function explain() {
  const lines = word("editing.keys").split("\n").map((line) => element("li", {}, line));
  const dialog = element("dialog", { className: "dialog" }, element("h2", { id: "title" }, word("editing.help-title")), element("ul", {}, ...lines));
  dialog.setAttribute("aria-labelledby", "title");
  dialog.append(element("div", { className: "end" }, button(word("editing.close"), () => dialog.close(), { class: "primary" })));
  dialog.addEventListener("close", () => dialog.remove());
  host.shadowRoot.append(dialog);
  dialog.showModal();
}

onArticle(update);
