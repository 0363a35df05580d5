// YAML texts against JSON Schemas, by ajv. Reads [{schema, text}] as JSON from the standard input and prints, for each
// text, the list of what is wrong with it.
"use strict";
const Ajv = require("ajv/dist/2020").default, fs = require("fs"), YAML = require("yaml");

const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, allowUnionTypes: true });
const compiled = new Map();

function problems({ schema, text }) {
  if (!compiled.has(schema))
    compiled.set(schema, ajv.compile(JSON.parse(schema)));
  const validate = compiled.get(schema);
  return validate(YAML.parse(text)) ? [] : validate.errors.map((error) => `${error.instancePath} ${error.message}`);
}

process.stdout.write(JSON.stringify(JSON.parse(fs.readFileSync(0, "utf8")).map(problems)));
