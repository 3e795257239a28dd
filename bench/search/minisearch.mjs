// MiniSearch over documents: reads {documents, queries, d} as JSON, writes the ids found for each query, the best first.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const MiniSearch = createRequire(process.argv[2] + "/")("minisearch");
const { documents, queries, d, options } = JSON.parse(readFileSync(0, "utf8"));
const fold = (word) => {
  const plain = word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  return d ? plain.replace(/đ/g, "d") : plain;
};
// The word that may be half-typed.
const last = (word, number, words) => number === words.length - 1;
const index = new MiniSearch({ fields: ["title", "text", "files"], processTerm: fold });
index.addAll(documents);
process.stdout.write(JSON.stringify(queries.map((query) => index.search(query, { ...options, prefix: last }).map((found) => found.id))));
