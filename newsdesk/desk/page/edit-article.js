// The article that is edited: what the server knows of it, the elements of its blocks, how it is saved. One for a page.
import { ask } from "./session.js";
import { body, fetchPage, showPage } from "./edit-page.js";

// As `GET api/article` gives it; null before it is open.
export let article = null;
// The blocks below the head, each with `elements`: those on the page, none for what readers don't see.
export let blocks = [];
const followers = new Set();

// Calls `follow` after each change of what is shown.
export function onArticle(follow) {
  followers.add(follow);
}

// Resolves to whether its text is on the page; that of a withdrawn article is not.
export async function openArticle() {
  article = await ask("article?url=" + encodeURIComponent(decodeURI(location.pathname)));
  if (!body()) return false;
  await show(article);
  return true;
}

const askAgain = () => ask("article?file=" + encodeURIComponent(article.file));
let turn = Promise.resolve();
let shown = 0;

// Shows the article as it is, when something else changed it. Resolves to whether it is shown.
export function followArticle() {
  return inTurn(async () => article && showNow(await askAgain()));
}

// Shows `found`, an answer that holds the article as it is now.
export function show(found) {
  const then = shown;
  // What was shown meanwhile is newer.
  return inTurn(async () => showNow(shown === then ? found : await askAgain()));
}

function inTurn(work) {
  turn = turn.catch(() => null).then(work);
  return turn;
}

async function showNow(found) {
  shown += 1;
  for (let round = 0; ; round += 1) {
    const next = await fetchPage();
    if (!next) return leave();
    // Page and lines are of the same moment, unless another program writes right now.
    if (found.placed && count(next) !== sum(found) + found.after && round < 3) {
      await new Promise((done) => setTimeout(done, 150));
      found = await askAgain();
      continue;
    }
    article = found;
    showPage(next);
    const before = blocks;
    blocks = article.blocks.filter((each) => each.first >= article.body_first);
    blocks.forEach((block, index) => Object.assign(block, { index, elements: [] }));
    for (const each of document.querySelectorAll("[data-block]")) each.removeAttribute("data-block");
    found.placed ? place() : placeAsBefore(before);
    followers.forEach((each) => each());
    return true;
  }
}

const sum = (found) => found.blocks.reduce((all, each) => all + each.children, 0);
const count = (page) => body(page).children.length;

// There is no text at this address now: what is typed stays, anything else is left to the page as it is.
function leave() {
  if (!document.querySelector("[data-newsdesk=field]")) location.reload();
  return false;
}

function place() {
  const kids = [...body().children].filter((each) => !each.hasAttribute("data-newsdesk"));
  let at = 0;
  for (const block of blocks) mark(block, kids.slice(at, (at += block.children)));
}

// Of an article with an error, the page shows how it was before: what was not touched is found again, the rest stands where it stood.
function placeAsBefore(before) {
  const same = (one, other) => one && other && one.text === other.text;
  let top = 0;
  while (same(before[top], blocks[top])) top += 1;
  let end = 0;
  while (top + end < Math.min(before.length, blocks.length) && same(before[before.length - 1 - end], blocks[blocks.length - 1 - end])) end += 1;
  const shift = blocks.length - before.length;
  const rest = before.slice(top, before.length - end).flatMap((each) => each.elements);
  before.forEach((old, at) => {
    const now = at < top ? blocks[at] : at >= before.length - end ? blocks[at + shift] : null;
    if (now) mark(now, old.elements);
  });
  if (blocks.length - end > top) mark(blocks[top], rest);
}

function mark(block, elements) {
  block.elements = elements;
  elements.forEach((each) => each.setAttribute("data-block", block.index));
}

// Saves `changes` of the lines of the version `digest`, and shows the result; nothing is unsaved at `place` then. Throws Refused.
export async function save(changes, { place, digest = article.digest } = {}) {
  const found = await ask("article/save", { method: "POST", body: { file: article.file, digest, changes, place } });
  await show(found.article);
}

// Takes back the last change, or does it again: "undo" or "redo".
export async function step(way) {
  const found = await ask("article/" + way, { method: "POST", body: { file: article.file, digest: article.digest } });
  await show(found.article);
}

// The change that puts `text`, a block of its own, before the block `index`, or at the end.
export function insertion(index, text) {
  const first = lineOf(index);
  return { first, last: first - 1, was: "", text, apart: true };
}

// The line before which something new before the block `index` stands.
export function lineOf(index) {
  if (index < blocks.length) return blocks[index].first;
  return blocks.length ? blocks[blocks.length - 1].last + 1 : article.body_first;
}

export function findingsOf(block) {
  return article.findings.filter((each) => each.line >= block.first && each.line <= block.last);
}
