// Publishing: what stands in the way, what readers will see change, the button, how far it is, and the way back.
import { ask, describeError, element, openSession, word } from "./session.js";
import { makeButton, outcome, say } from "./page-parts.js";
import { showReleases } from "./publish-releases.js";

const w = (name, values) => word(`publish.${name}`, values);
const root = document.getElementById("publish");
const file = root.dataset.file;
const STEPS = { prepare: ["prepare", "build", "compress", "sign", "look"], publish: ["prepare", "build", "compress", "sign", "look", "send", "check", "tidy"], rollback: ["look", "switch", "tidy"] };
const PAUSE = 600;

const place = { article: element("section"), check: element("section"), changes: element("section"), releases: element("section") };
let site;
let following = false;
let more = false;
// The job whose end is on the page.
let shown = null;

// Another tab was quicker: what it does is to be seen here, too. Where the preview is gone, it may have begun it: its answer is waited for.
const orFollow = (work) => async () => {
  try {
    await work();
  } catch (error) {
    if (!error.body?.busy && error.status !== 0) throw error;
    await follow();
  }
};
const button = (label, work, className) => makeButton(label, orFollow(work), className);
const start = async (path, body = {}) => {
  say("");
  await ask(`publish/${path}`, { method: "POST", body });
  await follow();
};
const prepare = (body) => start("prepare", body);

// -- the article that somebody came for
function showArticle() {
  const article = site.article;
  place.article.hidden = !article;
  if (!article) return;
  const title = element("h2", { textContent: article.state === "live" ? article.title : w("article", { title: article.title }) });
  const parts = [title, element("p", { textContent: w(`article_${article.state}`) })];
  if (article.state === "draft") {
    const press = async () => {
      await ask("article/fields", { method: "POST", body: { file, digest: article.digest, set: { status: "published" } } });
      await look();
      await prepare();
    };
    // What would stop is said before anything is begun.
    const go = site.findings.length ? element("p", {}, w("first")) : element("p", { className: "buttons" }, button(w("article_do"), press, "button"));
    parts.push(go);
  }
  if (article.url) parts.push(element("p", { className: "soft" }, element("a", { href: article.url, textContent: article.url })));
  place.article.replaceChildren(...parts);
}

// -- what the check says
function findingOf(finding) {
  const where = [finding.title || finding.file, finding.line ? w("line", { line: finding.line }) : ""].filter(Boolean).join(", ");
  const said = element("p", {}, element("strong", { textContent: `${w(finding.kind)}: ` }), finding.message);
  const item = element("li", {}, said);
  const more = [...(finding.fix ? [element("p", { className: "soft", textContent: finding.fix })] : []), element("p", { className: "soft", textContent: where })];
  if (!finding.url) item.append(...more);
  else {
    // How it is mended in the file is for who opens files.
    const link = element("a", { className: "button quiet", href: `${finding.url}?edit=1&line=${finding.line}`, textContent: w("fix") });
    const title = finding.title ? [element("p", { className: "soft", textContent: finding.title })] : [];
    item.append(...title, element("p", { className: "buttons" }, link), element("details", { className: "soft" }, element("summary", { textContent: w("in_file") }), ...more));
  }
  return item;
}

function showCheck() {
  const { error, warning, hint } = site.counts;
  const parts = [element("h2", { textContent: w("stands") })];
  if (site.findings.length) {
    const found = [["errors", error], ["warnings", warning]].filter(([, count]) => count).map(([name, count]) => w(name, { count }));
    parts.push(problem(w("stops", { found: found.join(", ") })));
    parts.push(element("ul", { className: "findings" }, ...site.findings.map(findingOf)));
  } else parts.push(element("p", { textContent: w("clear") }));
  if (hint) parts.push(element("p", { className: "soft", textContent: w("hints", { count: hint }) }));
  place.check.replaceChildren(...parts);
}

// -- what changes
// `base` is where readers find it: "" for the preview. What is sent already, or goes nowhere, has no size.
function changesOf(told, base = "") {
  const parts = [];
  for (const kind of ["new", "changed", "gone"]) {
    const found = told.articles.filter(([change]) => change === kind);
    if (!found.length) continue;
    const items = found.slice(0, 50).map(([, url, title]) => {
      const name = title || url;
      // What is gone has no page here.
      return element("li", {}, kind === "gone" ? element("span", { textContent: name }) : element("a", { href: base + url, textContent: name }));
    });
    if (found.length > 50) items.push(element("li", { textContent: w("more", { count: found.length - 50 }) }));
    parts.push(element("h3", { textContent: `${w(kind)} (${found.length})` }), element("ul", { className: `articles ${kind}` }, ...items));
  }
  if (!told.articles.length) parts.push(element("p", { textContent: w("no_article") }));
  parts.push(element("p", { className: "soft", textContent: w(base || !told.target ? "follow_sent" : "follow", told) }));
  return parts;
}

function summaryOf({ articles }) {
  const counts = ["new", "changed", "gone"].map((kind) => [kind, articles.filter(([change]) => change === kind).length]);
  const said = counts.filter(([, count]) => count).map(([kind, count]) => `${w(kind)}: ${count}`);
  return said.length ? [element("p", {}, element("strong", { textContent: said.join(" · ") }))] : [];
}

function showChanges(...parts) {
  showUnder("changes", ...parts);
}

function showUnder(heading, ...parts) {
  place.changes.replaceChildren(element("h2", { textContent: w(heading) }), ...parts);
}

const problem = (text) => element("p", { className: "problem", textContent: text });

const again = (label = "look") => button(w(label), () => prepare());

function targetOf() {
  if (site.target) return [element("p", { className: "soft", textContent: w("to", { target: site.target, url: site.url }) })];
  const sample = element("pre", { textContent: '[publishing]\ntarget = "/srv/web"' });
  return [element("p", { textContent: w("no_target") }), sample, element("p", { className: "soft", textContent: w("no_target_more") })];
}

function ready(told, notes) {
  const presses = element("p", { className: "buttons" });
  if (told.target) presses.append(button(w("publish"), () => start("start", { seen: told.seen }), "button"));
  presses.append(again());
  // Before a list that may be long.
  showChanges(...notes.filter(Boolean).map(problem), ...summaryOf(told), ...targetOf(), presses, ...changesOf(told));
}

// Where somebody came for one article, its own page.
function showLive(url, back) {
  const shown = url + (!back && ["public", "live"].includes(site.article?.state) ? site.article.url : "");
  say(w(back ? "live_back" : "live"), false, element("a", { className: "live", href: shown, textContent: shown }));
}

const ENDS = {
  ready: (told, action, elsewhere) => ready(told, [told.said, elsewhere]),
  otherwise: (told, action, elsewhere) => ready(told, [w("otherwise"), elsewhere]),
  nothing: () => showChanges(element("p", { textContent: w("nothing") }), ...targetOf(), element("p", { className: "buttons" }, again())),
  live: (told) => {
    const more = [element("p", { textContent: told.back ? w("back_next") : w("live_sent", { count: told.sent, size: told.sent_size }) })];
    if (told.wrong?.length) more.push(problem(w("live_wrong", { names: told.wrong.join(", ") })));
    if (told.damaged?.length) more.push(problem(w("back_damaged", { names: told.damaged.join(", ") })));
    if (told.git) more.push(problem(w("not_in_git", { reason: told.git })));
    showUnder(told.back ? "after_back" : "changes_now", ...more, ...(told.back ? [] : changesOf(told, told.url)), element("p", { className: "buttons" }, again()));
    showLive(told.url, told.back);
    outcome.tabIndex = -1;
    outcome.focus();
  },
  stopped: (told) => {
    const report = element("details", { open: !site.findings.length }, element("summary", { textContent: w("report") }), element("pre", { textContent: told.report }));
    const presses = element("p", { className: "buttons" }, again("try_again"));
    const parts = [problem(w("stopped")), report];
    if (told.removal) {
      parts.push(element("p", { textContent: w("removal_help") }));
      presses.prepend(button(w("removal"), () => prepare({ confirm_removal: true }), "button quiet danger"));
    }
    showChanges(...parts, presses);
  },
  locked: (told, action) => {
    const body = { take_over: true, release: action.release ?? "", seen: action.seen ?? "" };
    const over = button(w("take_over"), () => start(action.begin === "rollback" ? "rollback" : "start", body), "button quiet danger");
    showChanges(problem(w("locked", told)), element("p", { textContent: w("locked_help") }), element("p", { className: "buttons" }, again("try_again"), over));
  },
  failed: (told) => showChanges(problem(`${w("failed")}\n${told.said}`), element("p", { textContent: w("failed_help") }), element("p", { className: "buttons" }, again("try_again"))),
};

// -- how far it is
function showSteps(action, events) {
  const names = [...STEPS[action]];
  for (const { step } of events) if (step && !names.includes(step)) names.push(step);
  const now = events.reduce((last, { step }) => (step ? names.indexOf(step) : last), -1);
  const said = events.reduce((last, event) => event.said || (event.step ? "" : last), "");
  const items = names.map((name, number) => {
    const state = number < now ? "done" : number === now ? "doing" : "";
    const item = element("li", { className: state }, element("span", { textContent: w(`step_${name}`) }));
    if (state) item.append(element("span", { className: "soft", textContent: ` – ${w(state)}` }));
    if (number === now) item.setAttribute("aria-current", "step");
    return item;
  });
  const list = element("ol", { className: "steps" }, ...items);
  list.setAttribute("aria-label", w("progress"));
  const status = element("p", { className: "soft detail", textContent: said });
  const heading = { prepare: "changes", publish: "publishing", rollback: "going_back" }[action];
  showUnder(heading, ...(action === "prepare" ? [element("p", { textContent: w("looking") })] : []), list, status, element("p", { className: "soft", textContent: w("goes_on") }));
}

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

// Shows what jobs do until none is left, whoever began them. One that begins while the end of another is still being shown is followed next.
async function follow() {
  more = true;
  if (following) return;
  following = true;
  try {
    while (more) {
      more = false;
      await followJob();
    }
  } finally {
    following = false;
  }
}

async function followJob() {
  let told = "";
  let away = false;
  for (;;) {
    let progress;
    try {
      progress = await ask("publish/progress");
      if (away) say("");
      away = false;
    } catch (error) {
      if (error.status !== 0) throw error;
      // The preview is being started anew: the job goes on meanwhile.
      away = true;
      say(error.said, true);
      await pause(4 * PAUSE);
      continue;
    }
    if (!progress.action) return;
    if (progress.end || progress.broken) {
      if (progress.job === shown) return;
      shown = progress.job;
      await finish(progress);
      return;
    }
    const mark = `${progress.job} ${progress.total}`;
    if (mark !== told) showSteps(progress.action, progress.events);
    if (!told) say("");
    told = mark;
    // Readers have it before all is done.
    const live = progress.events.find(({ step }) => step === "tidy");
    if (live && !outcome.querySelector("a.live")) showLive(live.url, progress.action === "rollback");
    await pause(PAUSE);
  }
}

async function finish(progress) {
  await look();
  if (progress.broken) return showChanges(problem(w(progress.action === "prepare" ? "broken_look" : "broken")), element("p", { className: "buttons" }, again()));
  const told = progress.end;
  ENDS[told.end](told, progress.events[0], progress.elsewhere && w("elsewhere"));
  const heading = place.changes.querySelector("h2");
  heading.tabIndex = -1;
  if (["failed", "stopped", "otherwise"].includes(told.end)) heading.focus();
  await showReleases(place.releases, site, { button, start });
}

async function look() {
  site = await ask(`publish${file ? `?${new URLSearchParams({ file })}` : ""}`);
  showArticle();
  showCheck();
}

async function begin() {
  await openSession();
  root.replaceChildren(outcome, ...Object.values(place));
  await look();
  const waits = site.article?.state === "draft";
  if (site.progress.running) await follow();
  else if (site.findings.length || waits) {
    showChanges(element("p", { className: "buttons" }, again()));
    await showReleases(place.releases, site, { button, start });
  } else await prepare();
}

begin()
  .catch(async (error) => {
    if (error.body?.busy) return follow();
    if (!root.contains(outcome)) root.replaceChildren(outcome);
    say(describeError(error), true);
  })
  .finally(() => root.setAttribute("data-ready", ""));
