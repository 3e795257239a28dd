// The list of articles: it is found while it is typed, and acted on by mouse, touch and keyboard. Without this script it still reads, searches and leads on.
import { renewBeside, showBeside } from "./list-beside.js";
import { addressOf, foldSearch, keepState } from "./list-search.js";
import { goTo, isShortcut, switchKeys } from "./page-keys.js";
import { askFor } from "./page-question.js";
import { ask, dayInWords, describeError, element, openSession, Refused, word } from "./session.js";

const results = document.getElementById("results");
const search = document.getElementById("search");
const did = document.getElementById("did");
const say = (name, values) => word("list." + name, values);
const FOLDER = "/__newsdesk/";
let undoing = "";

// -- the list

let asking = null;

function rows() {
  return [...results.querySelectorAll(".row")];
}

function titleOf(row) {
  return row.dataset.title;
}

// Shows what lies at `address`; `focus` is a selector of what gets the focus then.
async function show(address, { push = false, focus = "" } = {}) {
  if (asking) asking.abort();
  const mine = (asking = new AbortController());
  const url = new URL(address, location.href);
  const state = url.searchParams.get("state") || "";
  history[push ? "pushState" : "replaceState"](null, "", url.pathname + url.search);
  url.searchParams.set("part", "1");
  let text;
  try {
    const answer = await fetch(url, { signal: mine.signal, cache: "no-store" });
    if (!answer.ok) throw new Refused(answer.status, await answer.json().catch(() => ({})));
    text = await answer.text();
  } catch (error) {
    if (error.name === "AbortError") return;
    tell(error.said || word("editing.unreachable"), { bad: true });
    return;
  }
  const kept = new Set(chosen().map((row) => row.dataset.file));
  const made = new DOMParser().parseFromString(text, "text/html");
  const held = heldPlace();
  const opened = menu && { file: menu.button.closest(".row").dataset.file, at: menuItems().indexOf(document.activeElement) };
  closeMenu();
  results.replaceChildren(...made.body.childNodes);
  keepState(search, state);
  equip(kept);
  const wanted = (focus && document.querySelector(focus)) || (held && held());
  if (wanted) wanted.focus({ preventScroll: !focus });
  const again = opened && rows().find((row) => row.dataset.file === opened.file);
  if (again) {
    openMenu(again);
    menuItems()[Math.max(0, opened.at)].focus();
  }
}

// Returns what finds the place again that has the focus, in a list that was made anew; null where it is elsewhere.
function heldPlace() {
  const active = document.activeElement;
  const row = active && active.closest(".row");
  if (!row) return null;
  const part = [".choose", ".edit", ".more", ".findings summary"].find((each) => active.matches(each)) || "h2 a";
  return () => {
    const same = rows().find((each) => each.dataset.file === row.dataset.file);
    return same && (same.querySelector(part) || same.querySelector(".choose"));
  };
}

function refresh() {
  return show(location.pathname + location.search);
}

search.addEventListener("input", () => show(addressOf(search)));
search.addEventListener("submit", (event) => {
  event.preventDefault();
  show(addressOf(search));
});
addEventListener("popstate", () => location.reload());
// Other states and pages without loading the page anew.
results.addEventListener("click", (event) => {
  const link = event.target.closest(".states a, .pages a, .empty a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const paging = Boolean(link.closest(".pages"));
  if (link.closest(".empty")) search.reset();
  show(link.href, { push: true, focus: paging ? ".rows h2 a" : ".states a[aria-current]" }).then(() => paging && results.scrollIntoView());
});

// -- what is chosen

const bar = element("div", { className: "chosen", hidden: true, role: "group" });
const count = element("span", { role: "status" });

function chosen() {
  return rows().filter((row) => row.querySelector(".choose").checked);
}

function equip(kept = new Set()) {
  for (const row of rows()) {
    const box = row.querySelector(".choose");
    box.hidden = false;
    box.checked = kept.has(row.dataset.file);
    row.querySelector(".more").hidden = false;
  }
  showChosen();
}

function showChosen() {
  const all = chosen();
  bar.hidden = !all.length;
  count.textContent = all.length ? say("chosen", { number: all.length }) : "";
  for (const row of rows()) row.classList.toggle("is-chosen", row.querySelector(".choose").checked);
}

results.addEventListener("change", (event) => event.target.matches(".choose") && showChosen());

function buildBar() {
  const button = (name, run, kind = "") =>
    element("button", { type: "button", className: "button quiet " + kind, textContent: say(name), onclick: run });
  const files = (action, values) => () => act(action, chosen(), values);
  bar.setAttribute("aria-label", say("actions"));
  bar.append(
    count,
    button("publish", files("publish-state", { published: true })),
    button("draft", files("publish-state", { published: false })),
    button("schedule", () => askSchedule(chosen())),
    button("withdraw", () => askReason(chosen())),
    button("duplicate", files("duplicate")),
    button("delete", files("delete"), "danger"),
    button("choose_all", () => chooseAll(true)),
    button("choose_none", () => chooseAll(false)),
  );
  results.after(bar);
}

function chooseAll(checked) {
  for (const row of rows()) row.querySelector(".choose").checked = checked;
  showChosen();
  if (!checked) results.querySelector(".choose")?.focus();
}

// -- what is done

function tell(text, { undo = "", link = "", bad = false, focus = false } = {}) {
  undoing = undo;
  const line = element("div", { className: "outcome" + (bad ? " bad" : "") }, element("p", {}, text));
  if (undo) line.append(element("button", { type: "button", className: "button quiet", textContent: say("undo"), onclick: undoLast }));
  if (link) line.append(element("a", { className: "button quiet", href: link, textContent: say("open") }));
  did.replaceChildren(line);
  if (focus) (line.querySelector("button, a") || did).focus();
}

async function act(action, some, values = {}) {
  const files = some.map((row) => row.dataset.file);
  await run(() => ask("articles/" + action, { method: "POST", body: { files, ...values } }));
}

async function run(asked) {
  try {
    const answer = await asked();
    const failed = (answer.failed || []).map((each) => each.title + ": " + each.said);
    tell([answer.said, ...failed].join("\n"), { undo: answer.undo, bad: failed.length > 0 });
    await refresh();
    renewBeside();
    (did.querySelector("button") || did).focus({ preventScroll: true });
    did.scrollIntoView({ block: "nearest" });
    return answer;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    tell(describeError(error), { bad: true });
    did.focus();
    return null;
  }
}

async function undoLast() {
  if (!undoing) return;
  const undo = undoing;
  undoing = "";
  await run(() => ask("articles/undo", { method: "POST", body: { undo } }));
}

// -- the actions of one article

let menu = null;

function closeMenu(back = false) {
  if (!menu) return;
  const { button, list } = menu;
  menu = null;
  list.remove();
  button.setAttribute("aria-expanded", "false");
  if (back && button.isConnected) button.focus();
}

function openMenu(row) {
  const button = row.querySelector(".more");
  const same = menu && menu.button === button;
  closeMenu();
  if (same) return;
  const is = row.dataset.is.split(" ");
  const list = element("ul", { className: "menu" });
  const add = (name, run, kind = "") =>
    list.append(element("li", {}, element("button", { type: "button", className: kind, textContent: say(name), onclick: () => (closeMenu(true), run()) })));
  const lead = (name, href) => list.append(element("li", {}, element("a", { href, textContent: say(name) })));
  const file = encodeURIComponent(row.dataset.file);
  if (row.dataset.url) lead("view", row.dataset.url);
  lead("history", FOLDER + "history?file=" + file);
  add("check", () => check(row));
  if (row.dataset.url) {
    add("duplicate", () => act("duplicate", [row]));
    if (is.includes("draft")) add("publish", () => act("publish-state", [row], { published: true }));
    else add("draft", () => act("publish-state", [row], { published: false }));
    if (is.includes("article")) {
      add("schedule", () => askSchedule([row]));
      if (is.includes("withdrawn")) add("put_back", () => act("put-back", [row]));
      else add("withdraw", () => askReason([row]));
    }
  }
  add("delete", () => act("delete", [row]), "danger");
  button.setAttribute("aria-expanded", "true");
  button.after(list);
  menu = { button, list };
  list.scrollIntoView({ block: "nearest" });
  list.querySelector("a, button").focus();
}

function check(row) {
  const found = row.querySelector(".findings");
  if (!found) return tell(say("nothing_wrong", { title: titleOf(row) }), { focus: true });
  found.open = true;
  found.querySelector("summary").focus();
}

results.addEventListener("click", (event) => {
  const button = event.target.closest(".more");
  if (button) openMenu(button.closest(".row"));
});
document.addEventListener("click", (event) => menu && !event.target.closest(".menu, .more") && closeMenu());

function menuItems() {
  return [...menu.list.querySelectorAll("a, button")];
}

function walkMenu(event) {
  const items = menuItems();
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined) items[(to + items.length) % items.length].focus();
  else if (event.key === "Escape") closeMenu(true);
  else return false;
  return true;
}

// -- questions
async function askReason(some) {
  const title = some.length === 1 ? say("withdraw_title", { title: titleOf(some[0]) }) : say("withdraw_many", { number: some.length });
  const control = element("textarea", { rows: 3, maxLength: 1900 });
  const fields = [{ name: "reason", text: say("withdraw_reason"), help: say("withdraw_help"), control }];
  const given = await askFor(title, fields, say("withdraw_do"), ({ reason }) => (reason ? "" : say("no_reason")));
  if (given) await act("withdraw", some, given);
}

async function askSchedule(some) {
  const title = some.length === 1 ? say("schedule_title", { title: titleOf(some[0]) }) : say("schedule_many", { number: some.length });
  const fields = [{ name: "date", text: say("schedule_date"), help: say("schedule_help"), control: element("input", { type: "datetime-local" }), echo: dayInWords }];
  const given = await askFor(title, fields, say("schedule_do"), ({ date }) => (date ? "" : say("no_date")));
  if (given) await act("schedule", some, { date: given.date.replace("T", " ") });
}

async function askNew() {
  const sections = [...document.querySelectorAll("#sections option")].map((each) => each.value || each.textContent);
  const section = element("select", {}, ...sections.map((name) => element("option", { textContent: name, value: name })));
  const here = search.elements.section.value;
  if (sections.includes(here)) section.value = here;
  const fields = [
    { name: "title", text: say("new_title"), help: say("new_help"), control: element("input", { maxLength: 500, autocomplete: "off" }) },
    { name: "category", text: say("new_category"), control: section },
  ];
  let made = null;
  await askFor(say("new"), fields, say("new_begin"), async (values) => {
    if (!values.title) return say("no_title");
    try {
      made = await ask("articles/new", { method: "POST", body: values });
      return "";
    } catch (error) {
      if (error instanceof Refused) return error.said;
      throw error;
    }
  });
  if (!made) return;
  if (made.url) return location.assign(encodeURI(made.url) + "?edit=1");
  tell(made.said, { undo: made.undo, focus: true });
  await refresh();
}

// -- keys

const keys = document.getElementById("keys");

function go(row) {
  if (row) goTo(row, row.querySelector("h2 a") || row.querySelector(".choose"));
}

document.addEventListener("keydown", (event) => {
  const active = document.activeElement || document.body;
  if (menu && menu.list.contains(active)) {
    if (walkMenu(event)) event.preventDefault();
    return;
  }
  if (event.key === "Escape" && active === search.elements.q && active.value) {
    active.value = "";
    event.preventDefault();
    return show(addressOf(search));
  }
  if (event.key === "ArrowDown" && active === search.elements.q) {
    event.preventDefault();
    return go(rows()[0]);
  }
  if (!keys.checked || !isShortcut(event, active) || document.querySelector("dialog[open]")) return;
  const all = rows();
  const row = active.closest(".row");
  const at = all.indexOf(row);
  if (event.key === "/") search.elements.q.select();
  else if (event.key === "n") askNew();
  else if (event.key === "z") undoLast();
  else if (event.key === "j") go(all[Math.min(at + 1, all.length - 1)]);
  else if (event.key === "k") go(all[Math.max(at - 1, 0)]);
  else if (!row) return;
  else if (event.key === "e") row.querySelector(".edit")?.click();
  else if (event.key === "o") row.querySelector("h2 a")?.click();
  else if (event.key === "m") openMenu(row);
  else if (event.key === "x") {
    const box = row.querySelector(".choose");
    box.checked = !box.checked;
    showChosen();
  } else return;
  event.preventDefault();
});

// -- dropping files anywhere on the list, where the page of importing knows how

async function takeDrops() {
  try {
    const { acceptDrops } = await import("./import.js");
    acceptDrops(document.getElementById("main"));
    document.getElementById("drops").hidden = false;
  } catch (error) {
    // There is the link.
  }
}

async function begin() {
  await openSession().catch((error) => tell(describeError(error), { bad: true }));
  buildBar();
  foldSearch(search);
  equip();
  const fresh = document.getElementById("new");
  fresh.hidden = false;
  fresh.addEventListener("click", askNew);
  document.getElementById("keyboard").hidden = false;
  switchKeys(keys);
  showBeside();
}

if (search) {
  takeDrops();
  begin();
}
