// The last releases, what they changed, and going back to one of them.
import { confirmed } from "./page-parts.js";
import { ask, describeError, element, word } from "./session.js";

const w = (name, values) => word(`publish.${name}`, values);

function itemOf(release, uses) {
  const head = element("p", {}, element("strong", { textContent: release.date }));
  if (release.by) head.append(` ${w("by", { name: release.by })}`);
  if (release.taken_back) head.append(" ", element("span", { className: "chip", textContent: w("taken_back") }));
  if (release.live) head.append(" ", element("span", { className: "chip", textContent: w("is_live") }));
  const item = element("li", {}, element("div", {}, head));
  if (!release.known) item.firstChild.append(element("p", { className: "soft", textContent: w("unknown") }));
  else if (release.articles.length) {
    const titles = release.articles.map(([kind, url, title]) => element("li", { textContent: `${w(kind)}: ${title || url}` }));
    item.firstChild.append(element("details", {}, element("summary", { textContent: w("articles", { count: release.count }) }), element("ul", {}, ...titles)));
  } else item.firstChild.append(element("p", { className: "soft", textContent: w("no_article") }));
  if (!release.live) item.append(uses.button(w("back_to"), () => back(release, uses)));
  return item;
}

async function back(release, uses) {
  if (await confirmed(w("back_ask", { date: release.date }), w("back_to"))) await uses.start("rollback", { release: release.name });
}

// Fills `place`; `uses` are the page's button and start.
export async function showReleases(place, site, uses) {
  place.replaceChildren();
  if (!site.target) return;
  const head = element("h2", { textContent: w("releases") });
  try {
    const { releases } = await ask("publish/releases");
    if (!releases.length) return place.replaceChildren(head, element("p", { className: "empty", textContent: w("no_releases") }));
    const now = releases.findIndex((each) => each.live);
    // What readers had before, where that is known; never one that was found wrong.
    const good = releases.filter((each) => !each.live && !each.taken_back);
    const before = good.find(({ name }) => name === releases[now]?.before) ?? good.find((each) => releases.indexOf(each) > now);
    const presses = element("p", { className: "buttons" });
    if (now >= 0 && before) presses.append(uses.button(w("back"), () => back(before, uses)));
    place.replaceChildren(head, element("p", { className: "soft", textContent: w("releases_help") }), presses, element("ol", { className: "releases" }, ...releases.map((each) => itemOf(each, uses))));
  } catch (error) {
    const reason = element("details", { className: "soft" }, element("summary", { textContent: w("reason") }), element("p", { textContent: describeError(error) }));
    place.replaceChildren(head, element("p", { textContent: w("releases_away") }), reason);
  }
}
