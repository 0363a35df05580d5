// Compiles a Typst document and writes it as tagged PDF/UA-1, in one process, and prints the times as JSON.
// usage: node typst.js FOLDER FONTS [CHANGES]
//
// FOLDER holds main.typ and its pictures; main.pdf is written there. `cold` is the first compilation and export, without Node's
// own start; `changes` are those of the document with one paragraph changed, each in milliseconds.
"use strict";
const fs = require("fs"), path = require("path");
const { NodeCompiler } = require("@myriaddreamin/typst-ts-node-compiler");

const [folder, fonts, changes] = process.argv.slice(2);
const PARAGRAPH = "Le présent rapport dresse le bilan";

function build(compiler, text) {
  compiler.addSource(path.join(folder, "main.typ"), text);
  const begun = performance.now();
  const done = compiler.compile({ mainFilePath: path.join(folder, "main.typ") });
  if (done.hasError()) {
    done.printErrors();
    process.exit(1);
  }
  const compiled = performance.now();
  const pdf = compiler.pdf(done.result, { pdfStandard: "ua-1", pdfTags: true, creationTimestamp: 0 });
  const exported = performance.now();
  return { compile: compiled - begun, export: exported - compiled, pages: done.result.numOfPages, pdf };
}

const text = fs.readFileSync(path.join(folder, "main.typ"), "utf8");
if (!text.includes(PARAGRAPH))
  throw new Error("the paragraph to change is not there");
const begun = performance.now();
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [fonts] }] });
const first = build(compiler, text);
const cold = performance.now() - begun;
fs.writeFileSync(path.join(folder, "main.pdf"), first.pdf);
const times = [];
for (let i = 1; i <= Number(changes || 0); i++) {
  const next = build(compiler, text.replace(PARAGRAPH, `Mot${i} ${PARAGRAPH}`));
  times.push(next.compile + next.export);
}
console.log(JSON.stringify({ cold, compile: first.compile, export: first.export, pages: first.pages, changes: times }));
