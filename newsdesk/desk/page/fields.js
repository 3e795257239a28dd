// The form of front matter beside the page: each field with what the build says of it while it is typed; only what was changed is saved.
import { article, blocks, followArticle, onArticle } from "./edit-article.js";
import { addFile } from "./edit-files.js";
import { button, loadStyles, makeHost } from "./edit-frame.js";
import { makeControl } from "./fields-controls.js";
import { ask, describeError, element, keepHere, listKept, openSession, word } from "./session.js";

const PAUSE = 250;
const ALSO = { lead: "lead_group", withdrawn: "withdrawn_group" };
const HELP = new Set(["title", "summary", "lead_alt", "credit", "consent", "withdrawn", "attachments"]);
const beside = new CSSStyleSheet();
let panel = null;

// Opens the form of the article that is edited, at the field `name`.
export async function openFields(name = "title") {
  if (!article) return;
  await openSession();
  // Where there is room, the page stands beside the form and not under it.
  beside.replaceSync("@media (min-width: 64rem) { body { margin-inline-end: 30rem; } }");
  await loadStyles("fields.css");
  if (panel && panel.file !== article.file) close();
  if (!panel) {
    const back = document.activeElement;
    panel = await build(article.file, back);
  }
  reach(name === "authors" ? "author" : name);
}

async function build(file, back) {
  const form = await ask("fields?file=" + encodeURIComponent(file));
  const { host, root } = makeHost("fields", "fields.css");
  const frame = element("section", { className: "panel" });
  frame.setAttribute("role", "dialog");
  frame.setAttribute("aria-label", word("fields.heading"));
  const said = element("p", { className: "said" });
  said.setAttribute("role", "status");
  const made = { file, form, host, root, frame, said, back, rows: new Map(), confirmed: new Set(), checking: 0, busy: false };
  document.documentElement.append(host);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, beside];
  root.append(frame);
  const bar = document.querySelector("[data-newsdesk=bar]")?.shadowRoot.querySelector(".bar");
  if (bar) frame.style.setProperty("--foot", bar.offsetHeight + "px");
  fill(made);
  frame.addEventListener("input", () => typed(made));
  frame.addEventListener("newsdesk-lead", () => typed(made));
  frame.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) close();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save(made);
    if ((event.key === "Escape" || event.ctrlKey || event.metaKey) && event.key.length > 1) event.stopPropagation();
  });
  return made;
}

function fill(made) {
  const { form, frame, rows, said } = made;
  rows.clear();
  const head = element("div", { className: "head" }, element("h2", {}, word("fields.heading")), button("×", close, { class: "close", "aria-label": word("fields.close"), title: "Esc" }));
  made.general = element("ul", { className: "findings" });
  const body = element("div", { className: "body" }, made.general);
  if (form.locked) body.append(element("p", { className: "trouble" }, word("fields.locked")));
  else body.append(...groups(made));
  made.saver = button(word("fields.save"), () => save(made), { class: "primary", "aria-keyshortcuts": "Control+Enter", title: "Ctrl+Enter" });
  made.discard = button(word("fields.discard"), () => refill(made), {});
  made.trouble = element("div", { className: "trouble", hidden: true });
  frame.replaceChildren(head, body, element("div", { className: "foot" }, made.trouble, said, element("span", { className: "row" }, made.saver, made.discard)));
  show(made, form);
  recall(made);
  state(made);
}

function groups(made) {
  const grouped = new Map();
  for (const field of made.form.fields) {
    if (!grouped.has(field.group)) grouped.set(field.group, []);
    grouped.get(field.group).push(field);
  }
  const given = (field) => field.value.length > 0;
  const sections = [...grouped].map(([group, fields]) => {
    const rows = fields.map((field) => row(made, field));
    if (group === "main") return element("div", {}, ...rows);
    const label = word("fields." + (ALSO[group] || group));
    const details = element("details", { open: group === "lead" || fields.some((each) => given(each) && each.name !== "slug") }, element("summary", {}, label), ...rows);
    return details;
  });
  const unknown = made.form.unknown.map(({ name, value }) => element("li", {}, element("code", {}, name + ": " + value), button("×", (event) => {
    made.rows.set(name, { gone: true, value: () => null, was: "" });
    event.target.closest("li").remove();
    typed(made);
  }, { "aria-label": word("fields.remove", { name }) })));
  if (made.form.unnamed.length) sections.push(unnamed(made));
  if (unknown.length) sections.push(element("div", {}, element("h3", {}, word("fields.unknown")), element("ul", { className: "chips" }, ...unknown)));
  return sections;
}

// Files beside the article that no text names: readers never get them.
function unnamed(made) {
  const remove = async (name) => {
    try {
      await ask("photos/save", { method: "POST", body: { file: made.file, remove: [name] } });
      made.form.unnamed = made.form.unnamed.filter((each) => each !== name);
      made.form.files = made.form.files.filter((each) => each.name !== name);
      node.replaceWith((node = unnamed(made)));
      await followArticle();
      made.said.textContent = word("fields.trashed", { name });
    } catch (error) {
      made.said.textContent = describeError(error);
    }
  };
  const item = (name) => element("li", {}, name, button("×", () => remove(name), { "aria-label": word("fields.trash", { name }), title: word("fields.trash", { name }) }));
  let node = element("details", { hidden: !made.form.unnamed.length }, element("summary", {}, word("fields.unnamed")), element("ul", { className: "chips" }, ...made.form.unnamed.map(item)));
  return node;
}

function row(made, field) {
  const control = makeControl(field, made.form, (files, as) => add(made, files, as));
  const id = "field-" + field.name;
  const { input } = control;
  const native = ["INPUT", "TEXTAREA", "SELECT"].includes(input.tagName);
  const label = element(native ? "label" : "span", { className: "label", id: id + "-label" }, word("fields." + field.name));
  input.id = id;
  if (native) label.htmlFor = id;
  else input.setAttribute("aria-labelledby", label.id);
  if (field.required) {
    label.append(" ", element("small", {}, word("fields.required")));
    if (native) input.required = true;
  }
  const help = HELP.has(field.name) ? word("fields.help_" + field.name) : field.shape === "focus" ? word("fields.focus_help") : "";
  const about = element("p", { className: "help", id: id + "-help" }, help);
  about.hidden = !help;
  const problems = element("ul", { className: "findings", id: id + "-problems" });
  if (native || input.getAttribute("role")) input.setAttribute("aria-describedby", about.id + " " + problems.id);
  const more = [];
  if (field.shape === "slug") more.push((made.address = element("p", { className: "help" })));
  const node = element("div", { className: "entry" }, label, control.node, about, ...more, problems);
  if (field.likely) node.append(doubt(made, field, node));
  made.rows.set(field.name, { ...control, node, problems, was: JSON.stringify(control.value()) });
  return node;
}

// What an import was not sure of: its words, until a person says that it is right, or types something else.
function doubt(made, field, node) {
  const sure = button(word("fields.confirm"), () => {
    made.confirmed.add(field.name);
    mark.remove();
    node.classList.remove("likely");
    made.rows.get(field.name).focus();
    typed(made);
  });
  node.classList.add("likely");
  const mark = element("p", { className: "doubt" }, word("fields.likely", { quote: field.likely }), " ", sure);
  return mark;
}

const changes = (made) => [...made.rows].filter(([, each]) => each.gone || JSON.stringify(each.value()) !== each.was);

function values(made) {
  return Object.fromEntries(changes(made).map(([name, each]) => [name, each.gone || !each.value().length ? null : each.value()]));
}

function typed(made) {
  made.stands = "";
  clearTimeout(made.checking);
  made.checking = setTimeout(() => check(made), PAUSE);
  const lead = made.rows.get("lead");
  if (lead) made.rows.get("lead_focus")?.follow(lead.value());
  state(made);
  remember(made);
}

// Says what the build would say of it; nothing is written.
async function check(made) {
  const asked = values(made);
  try {
    const found = await ask("fields/check", { method: "POST", body: { file: made.file, set: asked } });
    if (JSON.stringify(asked) === JSON.stringify(values(made))) show(made, found);
  } catch (error) {
    const at = made.rows.get(error.body?.field);
    if (at?.problems) at.problems.replaceChildren(element("li", { className: "error" }, error.said));
    else made.said.textContent = error.said;
  }
}

function show(made, { findings, address }) {
  for (const { problems, input } of made.rows.values()) {
    problems?.replaceChildren();
    input?.removeAttribute("aria-invalid");
  }
  made.general.replaceChildren();
  for (const each of findings) {
    const at = made.rows.get(each.field);
    const item = element("li", { className: each.severity === "error" ? "error" : "" }, each.message);
    // The field has its name already.
    if (each.fix) item.append(element("br"), element("small", {}, each.fix.replace(each.field + ": ", "")));
    (at?.problems || made.general).append(item);
    if (at?.input && each.severity === "error" && at.input.tagName !== "UL" && at.input.tagName !== "OL") at.input.setAttribute("aria-invalid", "true");
    at?.node?.closest("details")?.setAttribute("open", "");
  }
  if (made.address) made.address.textContent = address ? word("fields.address_is", { address }) : "";
  const lead = made.rows.get("lead");
  if (!lead) return;
  made.rows.get("lead_focus")?.follow(lead.value());
  const twice = lead.value() && blocks.some((each) => each.text.includes(`](${lead.value()}`));
  if (twice) lead.problems.append(element("li", {}, word("fields.lead_twice")));
}

function state(made) {
  const names = [...changes(made).map(([name]) => word("fields." + name)), ...made.confirmed].length;
  const fields = changes(made).map(([name, each]) => (each.gone ? name : word("fields." + name)));
  made.saver.setAttribute("aria-disabled", String(!names || made.busy));
  made.discard.hidden = !names;
  if (fields.length) made.said.textContent = word("fields.unsaved", { fields: fields.join(", ") });
  else made.said.textContent = made.stands || "";
}

async function save(made, digest = made.form.digest) {
  const set = values(made);
  const confirmed = [...made.confirmed];
  if (made.busy || (!Object.keys(set).length && !confirmed.length)) return;
  made.busy = true;
  made.trouble.hidden = true;
  made.said.textContent = word("fields.saving");
  try {
    const found = await ask("article/fields", { method: "POST", body: { file: made.file, digest, set, confirmed } });
    forget(made);
    const name = [...made.rows].find(([, each]) => each.node?.contains(made.root.activeElement))?.[0];
    const top = made.frame.querySelector(".body").scrollTop;
    made.form = found.form;
    made.confirmed.clear();
    fill(made);
    made.frame.querySelector(".body").scrollTop = top;
    if (name) made.rows.get(name)?.focus();
    made.stands = saved(found.form);
    made.said.textContent = made.stands;
    await followArticle();
  } catch (error) {
    made.said.textContent = "";
    made.trouble.hidden = false;
    made.trouble.replaceChildren(element("p", {}, describeError(error)));
    if (error.body?.conflict) clash(made, error.body.conflict);
    made.rows.get(error.body?.field)?.focus();
  } finally {
    made.busy = false;
    state(made);
  }
}

// What was saved may be nothing that can be published.
function saved({ findings }) {
  const wrong = new Set(findings.filter((each) => each.severity === "error" && each.field).map((each) => word("fields." + each.field)));
  return wrong.size ? word("fields.saved_wrong", { fields: [...wrong].join(", ") }) : word("fields.saved");
}

function clash(made, { theirs, yours, digest }) {
  const version = (name, text) => element("div", {}, element("h3", {}, word("fields." + name)), element("p", { className: "version" }, text));
  const keep = button(word("fields.keep_yours"), () => save(made, digest), { class: "primary" });
  const take = button(word("fields.take_theirs"), () => refill(made));
  made.trouble.append(element("div", { className: "both" }, version("theirs", theirs), version("yours", yours)), element("span", { className: "row" }, keep, take));
  keep.focus();
}

// Something else was saved: a form in which nothing is typed shows it.
onArticle(() => {
  if (!panel || panel.busy || panel.file !== article.file || panel.form.digest === article.digest) return;
  if (!changes(panel).length && !panel.confirmed.size) refill(panel);
});

// Fills the form with what is in the file.
async function refill(made) {
  forget(made);
  made.confirmed.clear();
  try {
    const form = await ask("fields?file=" + encodeURIComponent(made.file));
    const focused = made.root.activeElement;
    const top = made.frame.querySelector(".body").scrollTop;
    made.form = form;
    fill(made);
    made.frame.querySelector(".body").scrollTop = top;
    if (focused) (made.root.getElementById(focused.id || "-") || made.frame.querySelector("textarea, input, button")).focus({ preventScroll: true });
  } catch (error) {
    made.said.textContent = describeError(error);
  }
}

// Puts files beside the article; returns those that were taken.
async function add(made, files, as = "") {
  const added = [];
  const refused = [];
  for (const each of files) {
    made.said.textContent = each.name;
    try {
      const found = await addFile(made.file, each, as ? { as } : {});
      added.push(found);
      if (!made.form.files.some((other) => other.name === found.name)) made.form.files.push(found);
    } catch (error) {
      refused.push(describeError(error));
    }
  }
  state(made);
  made.trouble.hidden = !refused.length;
  made.trouble.replaceChildren(...refused.map((each) => element("p", {}, each)));
  return added;
}

function reach(name) {
  let at = panel.rows.get(name) || panel.rows.get("title");
  if (at?.node?.hidden) at = panel.rows.get("lead");
  if (!at?.node) return panel.frame.querySelector("button").focus();
  at.node.closest("details")?.setAttribute("open", "");
  at.focus();
  at.node.scrollIntoView({ block: "nearest" });
}

function close() {
  if (!panel) return;
  const { host, back } = panel;
  host.remove();
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== beside);
  panel = null;
  back?.isConnected && back.focus({ preventScroll: true });
}

// What is typed and not saved is kept in this browser, and is in the fields when the form is opened again.
const key = (made) => "newsdesk-fields:" + made.file;

function remember(made) {
  const set = values(made);
  keepHere(key(made), Object.keys(set).length ? JSON.stringify({ set, digest: made.form.digest }) : "");
}

const forget = (made) => keepHere(key(made), "");

function recall(made) {
  const [kept] = listKept(key(made));
  if (!kept || made.recalled) return;
  made.recalled = true;
  for (const field of made.form.fields) {
    const value = kept.set[field.name];
    if (value === undefined) continue;
    const old = made.rows.get(field.name);
    const again = row(made, { ...field, value: value ?? "" });
    old.node.replaceWith(again);
    made.rows.get(field.name).was = old.was;
  }
  typed(made);
  made.said.textContent = word("fields.restored");
}

document.addEventListener("newsdesk:fields", ({ detail }) => openFields(detail.name));
