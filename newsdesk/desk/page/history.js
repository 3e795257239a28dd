// History: the versions of one article, what differs, its page then; or what was deleted, and the shared repository.
import { ask, describeError, element, openSession, word } from "./session.js";
import { differencesOf } from "./history-differences.js";
import { confirmed, makeButton, outcome, run, say } from "./page-parts.js";
import { showShared } from "./history-shared.js";

const root = document.getElementById("history");
const file = root.dataset.file;

const w = (name, values) => word(`history.${name}`, values);

let history;
let chosen = "";
let way = "now";
let url = root.dataset.url;
const list = element("ol", { className: "versions" });
const panel = element("section", { className: "version", tabIndex: -1 });

function itemOf(version) {
  const press = element("button", { type: "button" });
  press.setAttribute("aria-pressed", String(version.id === chosen));
  press.append(
    element("strong", { textContent: version.date }),
    element("span", { textContent: version.by || w("unknown") }),
    element("span", { className: "what", textContent: version.what }),
  );
  if (version.changed) press.append(element("span", { className: "soft", textContent: version.changed }));
  if (version.current) press.append(element("span", { className: "chip", textContent: w("now") }));
  press.addEventListener("click", () => run(press, () => choose(version.id)));
  return element("li", {}, press);
}

async function choose(id) {
  chosen = id;
  for (const [number, each] of [...list.children].entries())
    each.firstChild.setAttribute("aria-pressed", String(history.versions[number].id === id));
  await showVersion();
  panel.focus();
}

function waysOf() {
  const names = { now: "against_now", before: "against_before", page: "page" };
  const group = element("fieldset", { className: "ways" }, element("legend", { className: "said", textContent: w("way") }));
  for (const [name, label] of Object.entries(names)) {
    const input = element("input", { type: "radio", name: "way", value: name, checked: way === name });
    input.addEventListener("change", () => {
      way = name;
      run(input, showVersion).then(() => panel.querySelector(`input[value=${name}]`)?.focus());
    });
    group.append(element("label", {}, input, element("span", { textContent: w(label) })));
  }
  return group;
}

async function showVersion() {
  const asked = new URLSearchParams({ file, version: chosen, with: way === "before" ? "before" : "now" });
  const found = await ask(`history/version?${asked}`);
  const parts = [element("h2", { textContent: `${found.date} · ${found.by || w("unknown")}` }), element("p", { textContent: found.what }), waysOf()];
  const current = history.versions.find((each) => each.id === chosen)?.current;
  if (!current && found.digest) parts.push(element("p", { className: "buttons" }, makeButton(w("bring"), () => bringBack(found), "button")));
  if (way === "page") {
    const frame = element("iframe", { src: found.page, title: w("page") });
    // No script of it runs; the newsdesk's policy says so once more.
    frame.setAttribute("sandbox", "allow-same-origin allow-top-navigation-by-user-activation");
    parts.push(element("p", {}, element("a", { href: found.page, target: "_blank", textContent: w("open_page") })), frame);
  } else if (found.same) parts.push(element("p", { className: "empty", textContent: w(way === "now" ? "same_now" : "same_before") }));
  else parts.push(differencesOf(found.differences, way === "before", way === "now" && found.digest ? (number) => bringParagraph(found, number) : null));
  panel.replaceChildren(...parts);
}

async function bringBack(found) {
  if (!(await confirmed(w("bring_ask", { date: found.date }), w("bring")))) return;
  await restore({ file, version: chosen, digest: found.digest });
}

const bringParagraph = (found, number) => restore({ file, version: chosen, digest: found.digest, paragraph: number });

async function restore(body) {
  const done = await ask("history/restore", { method: "POST", body });
  await load();
  await showVersion();
  const links = done.url ? [element("a", { href: done.url, textContent: w("show") })] : [];
  const undo = makeButton(w("undo"), async () => {
    await ask("article/undo", { method: "POST", body: { file, digest: done.digest } });
    await load();
    await showVersion();
    say(w("undone"));
  });
  say(w("brought"), false, undo, ...links);
}

async function load() {
  history = await ask(`history?${new URLSearchParams({ file })}`);
  url = history.url || url;
  list.replaceChildren(...history.versions.map(itemOf));
}

async function showArticle() {
  await load();
  const links = element("p", { className: "buttons" });
  if (url) links.append(element("a", { className: "button quiet", href: url, textContent: w("show") }), element("a", { className: "button quiet", href: `${url}?edit=1`, textContent: w("edit") }));
  const said = element("p", { className: "soft", textContent: w(history.git ? "with_git" : "without_git") });
  panel.append(element("p", { className: "empty", textContent: w(history.versions.length ? "choose" : "none") }));
  const columns = element("div", { className: "columns" });
  if (history.versions.length) columns.append(element("section", {}, element("h2", { textContent: w("versions") }), list));
  columns.append(panel);
  root.replaceChildren(links, outcome, ...(history.trouble ? [element("p", { className: "problem", textContent: history.trouble })] : []), said, columns);
}

async function showDeleted(place) {
  const { deleted } = await ask("history/deleted");
  place.replaceChildren(element("h2", { textContent: w("deleted") }));
  if (!deleted.length) return place.append(element("p", { className: "empty", textContent: w("none_deleted") }));
  const rows = deleted.map((each) =>
    element(
      "li",
      {},
      element("p", {}, element("strong", { textContent: each.title }), element("span", { className: "soft", textContent: [each.date, each.by].filter(Boolean).join(" · ") })),
      makeButton(w("bring_article"), async () => {
        const back = await ask("history/bring-back", { method: "POST", body: { id: each.id, file: each.file } });
        await showDeleted(place);
        say(w("article_back", { title: each.title }), false, element("a", { href: `?${new URLSearchParams({ file: back.file })}`, textContent: w("versions") }));
      }),
    ),
  );
  place.append(element("ul", { className: "deleted" }, ...rows));
}

async function showAll() {
  const shared = element("section");
  const gone = element("section");
  root.replaceChildren(outcome, shared, gone);
  await Promise.all([showShared(shared), showDeleted(gone)]);
}

openSession()
  .then(() => (file ? showArticle() : showAll()))
  .catch((error) => {
    root.replaceChildren(outcome);
    say(describeError(error), true);
  })
  .finally(() => root.setAttribute("data-ready", ""));
