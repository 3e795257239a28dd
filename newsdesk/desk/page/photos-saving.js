// What both sides of photos need, those that come and those that are there: saving lines with the files that they need no longer.
import { article, followArticle } from "./edit-article.js";
import { ask } from "./session.js";

// What stands behind photos without a caption would be taken for one: it is told that it is none.
export function keepProse(needed, behind) {
  if (!needed || !behind) return [];
  return [{ first: behind.last + 1, last: behind.last, was: "", text: "{: .prose}" }];
}

// Saves `changes` of lines, and puts the files `remove` into the trash where nothing names them any more.
export async function save(changes, remove) {
  const found = await ask("photos/save", { method: "POST", body: { file: article.file, digest: article.digest, changes, remove } });
  await followArticle();
  return found;
}
