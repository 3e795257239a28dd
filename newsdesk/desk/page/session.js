// What every script of the newsdesk begins with: the token of this preview, the words of the site's language, and how the server is asked.
const API = "/__newsdesk/api/";
let opening = null;
let words = {};

// Resolves to { token, user, language, words }; asked for once.
export function openSession() {
  opening ||= fetch(API + "session", { cache: "no-store" })
    .then((answer) => answer.json())
    .then((session) => {
      words = session.words;
      return session;
    })
    .catch((error) => {
      opening = null;
      throw error;
    });
  return opening;
}

// Returns the message `name` ("room.name") with `values` in the place of {names}.
export function word(name, values = {}) {
  return (words[name] ?? name).replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
}

// What the server refused, or that it can't be reached: `said` and `fix` are for the editor, `status` 0 for no answer.
export class Refused extends Error {
  constructor(status, body) {
    super(body.said || String(status));
    Object.assign(this, { status, said: body.said || "", fix: body.fix || "", body });
  }
}

// Returns the JSON of an answer. `body` is sent as JSON, or as it is where it is a Blob. Throws Refused.
export async function ask(path, options = {}) {
  try {
    return await askOnce(path, options);
  } catch (error) {
    if (!error.body?.stale) throw error;
    // The preview was started anew: its token is another one.
    opening = null;
    return askOnce(path, options);
  }
}

async function askOnce(path, { method = "GET", body, signal }) {
  const { token } = await openSession().catch(() => {
    throw new Refused(0, { said: word("editing.unreachable") });
  });
  const raw = body instanceof Blob;
  const headers = method === "GET" ? {} : { "X-Newsdesk-Token": token };
  if (body !== undefined) headers["Content-Type"] = raw ? "application/octet-stream" : "application/json";
  let answer;
  try {
    answer = await fetch(API + path, { method, headers, signal, body: raw || body === undefined ? body : JSON.stringify(body) });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused(0, { said: word("editing.unreachable") });
  }
  const found = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, found);
  return found;
}

// Returns what an editor is told of `error`: what is wrong, and what to do instead.
export function describeError(error) {
  return [error.said || String(error), error.fix].filter(Boolean).join(" ");
}

// Returns a new element with `properties` and `children`. A role and names with a hyphen become attributes: Firefox 115 has no properties for them.
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "role" || key.includes("-")) made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children);
  return made;
}

// Keeps `value` in this browser, for this tab alone where it says so; "" forgets it. A browser may refuse: then nothing is kept.
export function keepHere(name, value, tabOnly = false) {
  try {
    const storage = tabOnly ? sessionStorage : localStorage;
    value ? storage.setItem(name, value) : storage.removeItem(name);
  } catch (error) {
    // What is typed is in its field still.
  }
}

// Returns the JSON values that this browser keeps under names that begin with `start`.
export function listKept(start) {
  const found = [];
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(start)) found.push(JSON.parse(localStorage.getItem(name)));
  } catch (error) {
    // It refuses, or what it has is damaged.
  }
  return found;
}

// Returns a day such as 2026-12-02, or with its time, in words: browsers show days in the order of their own language.
export function dayInWords(value) {
  const [day, time = ""] = value.split(/[T ]/);
  const moment = new Date(day + "T12:00");
  if (Number.isNaN(moment.getTime())) return "";
  const words = moment.toLocaleDateString(document.documentElement.lang, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  return time ? `${time}, ${words}` : words;
}
