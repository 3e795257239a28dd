// What both sides of photos need, those that come and those that are there: sending one, saving lines with the files that they need no longer.
import { article, followArticle } from "./edit-article.js";
import { loadStyles, makeHost } from "./edit-frame.js";
import { ask, openSession } from "./session.js";

const sheet = new CSSStyleSheet();
let styled = null;

export async function loadOwn() {
  await openSession();
  styled ||= fetch("/__newsdesk/page/photos.css").then(async (answer) => sheet.replace(await answer.text()));
  return Promise.all([loadStyles(), styled]);
}

export function host(kind) {
  const made = makeHost(kind);
  made.root.adoptedStyleSheets = [...made.root.adoptedStyleSheets, sheet];
  return made;
}

// `number`: which of those that come together it is; its name may have it.
export function send(file, signal, number = 1) {
  const query = "article/add-file?file=" + encodeURIComponent(article.file) + "&name=" + encodeURIComponent(file.name) + "&number=" + number;
  return ask(query, { method: "POST", body: file, signal });
}

// What stands behind photos without a caption would be taken for one: it is told that it is none.
export function keepProse(needed, behind) {
  if (!needed || !behind) return [];
  return [{ first: behind.last + 1, last: behind.last, was: "", text: "{: .prose}" }];
}

export async function save(changes, remove) {
  const found = await ask("photos/save", { method: "POST", body: { file: article.file, digest: article.digest, changes, remove } });
  await followArticle();
  return found;
}
