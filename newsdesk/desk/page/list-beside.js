// What stands beside the list and has to be asked for elsewhere: comments that wait, figures of readers, how the server does.
import { ask, describeError, element, Refused, word } from "./session.js";

const FOLDER = "/__newsdesk/";
const say = (name, values) => word("list." + name, values);

// Why nothing could be asked for: for who set it up, so folded away.
function away(what, reason) {
  return element("details", { className: "away" }, element("summary", { textContent: say("away", { what }) }), element("p", {}, reason));
}

function line(text, href) {
  return element("p", {}, href ? element("a", { href, textContent: text }) : text);
}

const format = (number) => new Intl.NumberFormat(document.documentElement.lang).format(number);

function showComments(comments) {
  if (comments.off) return [line(say("comments_off"))];
  if (comments.said) return [line(say("comments"), FOLDER + "comments"), away(say("comments"), comments.said)];
  const waiting = comments.likely ? say("comments_waiting", { number: format(comments.likely) }) : say("comments_none");
  const parts = [line(waiting, FOLDER + "comments")];
  if (comments.suspects) parts.push(line(say("comments_suspects", { number: format(comments.suspects) }), FOLDER + "comments?view=suspects"));
  return parts;
}

function showFigures(figures) {
  if (figures.said) return [figures.off ? line(figures.said) : away(say("counter"), figures.said)];
  const parts = [line(say("today", { views: format(figures.today), visits: format(figures.visits), online: format(figures.online) }))];
  if (figures.top.length) {
    const items = figures.top.map((each) =>
      element("li", {}, element("a", { href: each.url, textContent: each.title }), " – " + say("views", { views: format(each.views) })),
    );
    parts.push(element("h4", { textContent: say("most_read") }), element("ol", {}, ...items));
  }
  return parts;
}

function showStatus(status) {
  const items = status.map((each) => element("li", { className: each.trouble ? "trouble" : "", textContent: each.said }));
  if (!items.length) return [];
  const trouble = status.some((each) => each.trouble);
  const all = element("details", { open: trouble }, element("summary", { textContent: say(trouble ? "trouble" : "no_trouble") }), element("ul", {}, ...items));
  return [element("h3", { textContent: say("status") }), all];
}

const SHOWING = { comments: showComments, figures: showFigures, status: showStatus };

async function showPart(part) {
  const place = document.querySelector(`#beside [data-part="${part}"]`);
  if (!place) return;
  const waiting = element("p", { className: "waiting", textContent: document.getElementById("readers").dataset.asking });
  place.append(waiting);
  try {
    place.replaceChildren(...SHOWING[part](await ask("beside/" + part)));
    place.hidden = !place.childElementCount;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    waiting.textContent = describeError(error);
  }
}

// Fills each part as soon as it is known.
export function showBeside() {
  Object.keys(SHOWING).forEach(showPart);
}

// Shows anew what of it the server says at once: after something was done, more waits to be published, or less.
export async function renewBeside() {
  const answer = await fetch("/__newsdesk/", { cache: "no-store" }).catch(() => null);
  if (!answer || !answer.ok) return;
  const made = new DOMParser().parseFromString(await answer.text(), "text/html");
  const own = "#beside > section:not([id], [data-part])";
  const fresh = [...made.querySelectorAll(own)];
  document.querySelectorAll(own).forEach((each, at) => fresh[at] && each.replaceChildren(...fresh[at].childNodes));
}
