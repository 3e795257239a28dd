// What is typed and not saved: on the server a second after a pause, and found again after a crash. In this browser where the server is away.
import { article } from "./edit-article.js";
import { ask, keepHere, listKept, openSession } from "./session.js";

const PAUSE = 1000;
const waiting = new Map();
// What was sent of each place, until it is forgotten.
const sent = new Map();
const key = (place) => "newsdesk-unsaved:" + article.file + ":" + place;

// Keeps `text` at `place` after a pause; `digest` is that of the version that it was typed over.
export function keepSoon(place, text, digest) {
  clearTimeout(waiting.get(place)?.timer);
  waiting.set(place, { text, digest, timer: setTimeout(() => keepNow(place), PAUSE) });
}

async function keepNow(place, last = false) {
  const { text, digest, timer } = waiting.get(place);
  clearTimeout(timer);
  waiting.delete(place);
  const body = { file: article.file, place, text, digest };
  try {
    if (last) return keepAtTheEnd(body);
    const sending = ask("unsaved", { method: "PUT", body });
    sent.set(place, sending);
    await sending;
    keepHere(key(place), "");
  } catch (error) {
    keepHere(key(place), JSON.stringify({ place, text, digest, at: new Date().toISOString() }));
  }
}

// The page is going: the browser sends it by itself.
async function keepAtTheEnd(body) {
  const { token } = await openSession();
  const headers = { "X-Newsdesk-Token": token, "Content-Type": "application/json" };
  return fetch("/__newsdesk/api/unsaved", { method: "PUT", headers, body: JSON.stringify(body), keepalive: true }).catch(() => null);
}

export function keepAllNow() {
  for (const place of waiting.keys()) keepNow(place, true);
}

// Forgets what is kept at `place`: it was thrown away; or `saved`, which the server knows but for what came meanwhile.
export async function forget(place, saved = false) {
  clearTimeout(waiting.get(place)?.timer);
  waiting.delete(place);
  keepHere(key(place), "");
  const sending = sent.get(place);
  sent.delete(place);
  if (saved && !sending) return;
  await sending?.catch(() => null);
  await ask("unsaved?file=" + encodeURIComponent(article.file) + "&place=" + encodeURIComponent(place), { method: "DELETE" }).catch(() => null);
}

// All that is kept of this article, the oldest first: { place, text, digest, at }.
export function listUnsaved() {
  const kept = Object.entries(article.unsaved || {}).map(([name, each]) => (each.place ? each : { ...each, place: name }));
  kept.push(...listKept(key("")));
  const newest = new Map(kept.sort((one, other) => (one.at < other.at ? -1 : 1)).map((each) => [each.place, each]));
  return [...newest.values()];
}
