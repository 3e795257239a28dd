// The page that is edited: what the preview shows now takes the place of what differs, and everything else stays as it is: the scroll, the
// focus, photos that are loaded, fields that are open. Pages come from this preview alone; their scripts don't run.

// Parts that are exchanged piece by piece; all others as a whole.
const PARTS = "main, article, .article__content, .prose";
const own = (node) => !node.hasAttribute("data-newsdesk") && node.tagName !== "SCRIPT";
let before = null;

// Shows what the preview has at this address; false where that is no article any more. The time is right when nothing awaits in between.
export async function fetchPage() {
  const answer = await fetch(location.pathname, { cache: "no-store" });
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  return answer.ok && body(next) && body(document) ? next : null;
}

// The element that holds the blocks.
export function body(page = document) {
  return page.querySelector("main .prose");
}

// Exchanges what differs, and tells the preview's client which state this page is of now.
export function showPage(next) {
  const script = (page) => page.querySelector('script[src="/__preview/client.js"]');
  const { server, version } = script(next).dataset;
  const mine = script(document).dataset;
  if (!before && mine.server === server && mine.version === version) before = next;
  const were = before && before.querySelector("main");
  exchange(document.querySelector("main"), were, next.querySelector("main"));
  before = next;
  document.title = next.title;
  for (const sheet of next.querySelectorAll('head link[rel="stylesheet"]'))
    if (![...document.querySelectorAll("link")].some((each) => sameSheet(each, sheet))) document.head.append(document.importNode(sheet));
  document.dispatchEvent(new CustomEvent("newsdesk:renewed", { detail: { server, version } }));
}

const sameSheet = (link, other) => link.href.split("?")[0] === new URL(other.getAttribute("href"), location.href).href.split("?")[0];

function exchange(live, were, come) {
  if (were && were.outerHTML === come.outerHTML) return;
  if (!isPart(live) || !isPart(come)) return live.replaceWith(copy(come));
  const kids = [...live.children].filter(own);
  const olds = were ? [...were.children].filter(own) : [];
  align(live, kids, olds.length === kids.length ? olds : kids.map(() => null), [...come.children].filter(own), null);
}

// Lets `kids`, which were made of `olds`, become what is made of `news`; `after` is the element behind them.
function align(parent, kids, olds, news, after) {
  const same = (old, other) => old && other && old.outerHTML === other.outerHTML;
  let top = 0;
  while (top < Math.min(kids.length, news.length) && same(olds[top], news[top])) top += 1;
  let end = 0;
  const least = Math.min(kids.length, news.length) - top;
  while (end < least && same(olds[kids.length - 1 - end], news[news.length - 1 - end])) end += 1;
  if (end) after = kids[kids.length - end];
  const [mid, old, come] = [kids.slice(top, kids.length - end), olds.slice(top, kids.length - end), news.slice(top, news.length - end)];
  const [part, other] = [mid.findIndex(isPart), come.findIndex(isPart)];
  if (part >= 0 && other >= 0) {
    align(parent, mid.slice(0, part), old.slice(0, part), come.slice(0, other), mid[part]);
    exchange(mid[part], old[part], come[other]);
    return align(parent, mid.slice(part + 1), old.slice(part + 1), come.slice(other + 1), after);
  }
  // As many as there were: each takes the place of its own, and what is open between two of them stays there.
  if (mid.length === come.length) return mid.forEach((each, at) => same(old[at], come[at]) || each.replaceWith(copy(come[at])));
  const place = mid.length ? null : after;
  const anchor = mid[0] || place;
  const fresh = come.map(copy);
  // New elements stand where the old ones stood: a field that is open between them keeps its place.
  if (anchor) fresh.forEach((each) => parent.insertBefore(each, anchor));
  else parent.append(...fresh);
  mid.forEach((each) => each.remove());
}

const isPart = (node) => node.matches(PARTS);

function copy(node) {
  const made = document.importNode(node, true);
  made.querySelectorAll("script").forEach((each) => each.remove());
  return made;
}
