// The search's words in JavaScript against the list that the C is held against, and its index decoded. Prints TAP.
// usage: node words.js FOLDER
"use strict";
const assert = require("assert"), fs = require("fs"), path = require("path"), vm = require("vm");

const folder = process.argv[2];
const { Engine } = require(path.resolve(folder, "recherche.js"));
const world = {};
vm.runInNewContext(fs.readFileSync(path.join(folder, "recherche-index.js"), "utf8"), world);
const engine = new Engine(world.indexDeRecherche);
const stems = (text) => engine.words(text).map((item) => item.stem);

function words_are_those_of_the_list() {
  const lines = fs.readFileSync(path.join(__dirname, "../search-words.txt"), "utf8").split("\n");
  const wrong = lines.filter((line) => line && !line.startsWith("#")).map((line) => line.split("\t"))
    .filter(([text, wanted]) => stems(text).join(" ") !== wanted).map(([text]) => `${text}: ${stems(text).join(" ")}`);
  assert.deepStrictEqual(wrong, []);
}

// Every stem that C found in an entry's text is one that JavaScript finds there, and the other way round.
function the_index_says_where_each_word_stands() {
  const places = new Map();
  engine.index.entrees.forEach(function (entry, number) {
    for (const item of engine.words(engine.text(entry[3]) + " / " + engine.text(entry[4])))
      if (!engine.stops.includes(item.word))
        places.set(item.stem, (places.get(item.stem) || new Set()).add(number));
  });
  assert.deepStrictEqual(engine.stems.filter((stem) => !places.has(stem)), []);
  assert.strictEqual(places.size, engine.stems.length);
  engine.stems.forEach(function (stem, number) {
    const found = engine.weigh({ list: [{ number, weight: 1 }], stem }).found;
    assert.deepStrictEqual(Array.from(found.keys()), Array.from(places.get(stem)), stem);
  });
}

function texts_come_back_whole() {
  const text = engine.index.entrees.map((entry) => engine.text(entry[4])).join("\n");
  assert.match(text, /Stratégie Nationale d’Immigration et d’Asile/);
  assert.match(text, /3\u202f636/);
  assert.doesNotMatch(text, /undefined|’ [a-z]| ,/);
}

function the_index_is_small() {
  const size = fs.statSync(path.join(folder, "recherche-index.js")).size + fs.statSync(path.join(folder, "recherche.js")).size;
  assert.ok(size < 250e3, `${size} bytes`);
}

const claims = [words_are_those_of_the_list, the_index_says_where_each_word_stands, texts_come_back_whole, the_index_is_small];
console.log(`1..${claims.length}`);
claims.forEach(function (claim, i) {
  let problem = "";
  try { claim(); } catch (error) { problem = String(error.message).slice(0, 2000); }
  console.log(`${problem ? "not ok" : "ok"} ${i + 1} - ${claim.name.replace(/_/g, " ")}`);
  if (problem)
    console.log("# " + problem.replace(/\n/g, "\n# "));
});
