// Data filled in by an editor in the preview, in Chromium. Prints TAP; each function's name is its claim.
// usage: node forms.js ADDRESS CONTENT        (tests/forms.py serves them)
"use strict";
const assert = require("assert");
const fs = require("fs"), path = require("path");
const { chromium } = require("playwright-core");
const { axe } = require("./chromium.js");

const PAGE = "programme-11-gouvernance-et-communication.html", PROGRAMME = "programmes/11-gouvernance-et-communication/programme.yaml";
const SHOWN = "11/tableaux/partenariat-2019", ESSAI = "3/tableaux/essai", ESSAI_FILE = "programmes/03-sante/programme.yaml";

class Form {
  static async open(address, content) {
    const form = new Form();
    form.content = content;
    form.complaints = [];
    form.browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
    const context = await form.browser.newContext({ viewport: { width: 1600, height: 900 } });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    context.setDefaultTimeout(30e3);
    form.page = await context.newPage();
    form.page.on("console", (message) => {
      // A refusal, a conflict and a file that is just being written are told by status.
      const is_told = message.location().url.includes("/_/formulaire") && /status of 4(04|09|22)/.test(message.text());
      if (["error", "warning"].includes(message.type()) && !is_told)
        form.complaints.push(message.text());
    });
    if (process.env.IMAGES) form.page.on("response", (answer) => { if (answer.status() >= 400) console.log("#", answer.status(), answer.url()); });
    form.page.on("pageerror", (error) => form.complaints.push(String(error)));
    await form.page.goto(`${address}#${PAGE}`);
    await form.page.locator(`html[data-suivi="${PAGE}"][data-feuilles]`).waitFor();
    await form.page.locator("#suivre").uncheck();
    form.before = [PROGRAMME, ESSAI_FILE].map((name) => [name, form.read(name)]);
    form.known = await form.fingerprints();
    return form;
  }

  file(name) { return path.join(this.content, name); }
  read(name) { return fs.readFileSync(this.file(name), "utf8"); }
  write(name, text) { fs.writeFileSync(this.file(name), text); }
  press(keys) { return this.page.keyboard.press(keys); }
  type(text) { return this.page.keyboard.type(text); }
  // Replaces what a cell says, signs included that no key gives, and waits for what the server says of it.
  async fill(row, column, text) {
    await this.cell(row, column).click();
    await this.press("F2");
    await this.page.keyboard.insertText(text);
    await this.press("Enter");
    await this.page.locator("#grille:not([data-attend])").waitFor();
  }

  panel() { return this.page.locator("#grille"); }
  save() { return this.panel().locator("#grille-enregistrer"); }
  count() { return this.panel().getAttribute("data-saisies"); }

  // The cell of the grid, counted as the form counts them.
  cell(row, column) {
    return this.panel().locator("#grille-table tbody tr").nth(row).locator("td").nth(column);
  }

  async shows(row, column, text) {
    await this.page.waitForFunction(([row, column, text]) => {
      const line = document.querySelectorAll("#grille-table tbody tr")[row];
      return line && line.querySelectorAll("td")[column].textContent.replace(/[\s\u202f\u00a0]/g, " ") === text;
    }, [row, column, text]).catch(async () => {
      throw new Error(`cell ${row},${column} is «${await this.cell(row, column).textContent()}», not «${text}»`);
    });
  }

  async start(name) {
    await this.page.locator("#ouvrir-donnees").click();
    await this.page.locator(`#donnees [data-nom="${name}"]`).click();
    await this.panel().locator("td[tabindex='0']").waitFor();
  }

  // Leaves the grid, whatever stands in it, and puts the files back.
  async end() {
    const box = this.panel().locator("#grille-conflit"), click = (words) => box.locator("button", { hasText: words }).click();
    for (let i = 0; i < 6 && await this.panel().evaluate((panel) => panel.open); i++) {
      if (!await box.isVisible()) await this.press("Escape");
      else if (await box.locator("button", { hasText: "Abandonner" }).count()) await click("Abandonner");
      else {
        if (await box.locator("input").count()) await click("Tout du disque");
        await click("Reprendre");
      }
      await this.page.waitForTimeout(80);
    }
    this.before.forEach(([name, text]) => { if (this.read(name) !== text) this.write(name, text); });
    for (const last = Date.now() + 30e3; (await this.fingerprints()).join() !== this.known.join();) {
      assert.ok(Date.now() < last, "the server does not see that the files are what they were");
      await this.page.waitForTimeout(20);
    }
  }

  // What the server knows of the files: it reads them a moment after they are written.
  fingerprints() {
    return this.page.evaluate((names) => Promise.all(names.map(async (name) =>
      (await (await fetch(`/_/formulaire?nom=${encodeURIComponent(name)}`)).json()).empreinte)), [SHOWN, ESSAI]);
  }

  async paste(text) {
    await this.page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await this.press("Control+v");
  }
}

async function a_table_of_the_page_leads_to_its_grid(form) {
  await form.page.frameLocator("#site").locator("figure.tableau tbody td[data-source]").first().click();
  await form.page.locator("#source .modifier").click();
  await form.shows(0, 1, "36");
  assert.match(await form.panel().locator("h2").innerText(), /Bilan du partenariat/);
  assert.strictEqual(await form.panel().locator("#grille-table").getAttribute("role"), "grid");
  assert.match(await form.panel().locator("#grille-editeur").getAttribute("href"), /^vscode:\/\/file\/.*programme\.yaml:\d+:\d+$/);
}

async function a_chart_leads_to_the_figures_it_draws(form) {
  await form.page.frameLocator("#site").locator("figure.graphique svg [data-source], figure svg[data-source], figure.graphique[data-source]").first().click();
  await form.page.locator("#source .modifier").click();
  await form.panel().locator("td[tabindex='0']").waitFor();
  assert.match(await form.panel().locator("#grille-fichier").innerText(), /programmes\/11-/);
}

async function totals_follow_while_one_types(form) {
  await form.start(SHOWN);
  await form.cell(0, 1).click();
  await form.type("1040");
  await form.shows(4, 1, "1 116");
  assert.ok(await form.cell(0, 1).locator("input").isVisible());
  await form.press("Escape");
  await form.shows(4, 1, "112");
  assert.strictEqual(await form.count(), "0");
  assert.ok(await form.panel().evaluate((panel) => panel.open));
  assert.strictEqual(await form.cell(4, 1).getAttribute("aria-readonly"), "true");
  await form.cell(4, 1).click();
  await form.type("9");
  assert.strictEqual(await form.cell(4, 1).locator("input").count(), 0);
  assert.match(await form.panel().locator("#grille-etat").innerText(), /Calculé/);
  assert.strictEqual(form.read(PROGRAMME), form.before[0][1]);
}

async function messages_do_not_move_the_rows(form) {
  const width = () => form.panel().evaluate((panel) => panel.getBoundingClientRect().width);
  await form.start(SHOWN);
  const before = await width();
  await form.cell(4, 1).click();
  assert.match(await form.panel().locator("#grille-etat").innerText(), /Calculé/);
  assert.strictEqual(await width(), before);
}

async function a_sum_that_is_wrong_elsewhere_is_told(form) {
  await form.start(SHOWN);
  await form.cell(0, 1).click();
  await form.type("40\n");
  await form.panel().locator("#grille-ailleurs", { hasText: /total annoncé/ }).waitFor();
  await form.press("Control+z");
  await form.panel().locator("#grille-ailleurs:empty").waitFor({ state: "attached" });
}

async function keys_move_as_in_a_spreadsheet(form) {
  const where = () => form.page.evaluate(() => document.activeElement.place && document.activeElement.place.join());
  await form.start(ESSAI);
  assert.strictEqual(await where(), "0,1");
  for (const [keys, place] of [["ArrowDown", "1,1"], ["ArrowRight", "1,2"], ["Tab", "1,3"], ["Shift+Tab", "1,2"], ["Home", "1,0"], ["End", "1,4"],
    ["Tab", "2,0"], ["Control+Home", "0,0"], ["Control+ArrowDown", "4,0"], ["ArrowUp", "3,0"], ["Control+End", "4,4"], ["ArrowDown", "4,4"]]) {
    await form.press(keys);
    assert.strictEqual(await where(), place, keys);
  }
  await form.cell(0, 1).click();
  await form.press("Enter");
  assert.strictEqual(await form.cell(0, 1).locator("input").inputValue(), "36");
  await form.press("ArrowLeft");
  assert.ok(await form.cell(0, 1).locator("input").isVisible());
  await form.press("Tab");
  assert.strictEqual(await where(), "0,2");
  await form.type("50,5");
  await form.press("ArrowDown");
  assert.strictEqual(await where(), "1,2");
  await form.shows(0, 2, "50,5");
  await form.press("F2");
  await form.press("Enter");
  assert.strictEqual(await where(), "2,2");
  await form.press("Control+End");
  await form.press("Tab");
  for (let i = 0; i < 12; i++) {
    assert.ok(await form.page.evaluate(() => document.activeElement === document.body || document.activeElement.closest("#grille") !== null));
    await form.press("Tab");
  }
}

async function what_is_no_figure_is_marked_before_it_is_saved(form) {
  await form.start(ESSAI);
  await form.type("douze\n");
  await form.panel().locator("td.refus").waitFor();
  await form.cell(0, 1).click();
  assert.strictEqual(await form.cell(0, 1).getAttribute("aria-invalid"), "true");
  assert.match(await form.panel().locator("#grille-etat").innerText(), /pas un nombre[^]*À faire/);
  assert.ok(await form.save().isDisabled());
  await form.press("Control+s");
  for (const text of ["1 234,5", "n.d.", "–", "ε", "12\u202f000"]) {
    await form.fill(0, 1, text);
    assert.strictEqual(await form.panel().locator("td.refus").count(), 0, text);
    assert.ok(await form.save().isEnabled(), text);
  }
  await form.fill(0, 1, "εn.d.");
  assert.strictEqual(await form.panel().locator("td.refus").count(), 1);
  assert.strictEqual(form.read(ESSAI_FILE), form.before[1][1]);
}

async function a_block_of_a_spreadsheet_is_pasted_and_undone(form) {
  await form.start(ESSAI);
  await form.paste("37\t51,25\t\"1 090 001,50\"\r\n8\t48,75\t12\r\n1 235\t\t\r\n");
  await form.shows(0, 1, "37");
  await form.shows(0, 2, "51,25");
  await form.shows(0, 3, "1 090 001,50");
  await form.shows(1, 3, "12,00");
  await form.shows(2, 1, "1 235");
  assert.match(await form.panel().locator("#grille-avis").innerText(), /9 cellules collées/);
  await form.press("Control+z");
  await form.shows(0, 1, "36");
  assert.strictEqual(await form.count(), "0");
  await form.press("Control+y");
  await form.shows(2, 1, "1 235");
  await form.press("Control+z");
  await form.press("Control+End");
  await form.paste("1;2;3\n4;5;6\n");
  await form.shows(4, 4, "1");
  assert.match(await form.panel().locator("#grille-avis").innerText(), /sans place[^]*dans le fichier/);
  await form.press("Control+z");
  await form.cell(0, 1).click();
  await form.press("Shift+ArrowDown");
  await form.press("Shift+ArrowRight");
  await form.press("Control+c");
  assert.strictEqual(await form.page.evaluate(() => navigator.clipboard.readText()), "36\t49,9\n7\t50,1 %");
  await form.paste("5");
  for (const [row, column] of [[0, 1], [0, 2], [1, 1], [1, 2]])
    await form.shows(row, column, row === 1 && column === 1 ? "5note" : "5");
  await form.press("Delete");
  await form.shows(0, 2, "");
}

async function what_is_saved_is_shown_in_both_views(form) {
  const looks = () => form.page.evaluate(() => document.documentElement.getAttribute("data-feuilles") && Array.from(document.querySelectorAll(".place"),
    (place) => place.getAttribute("data-aspect")).filter(Boolean).join());
  await form.page.locator(".place svg").first().waitFor({ state: "attached" });
  await form.page.waitForTimeout(500);
  const before = await looks();
  await form.start(SHOWN);
  await form.cell(0, 1).click();
  await form.type("7036");               // and not yet Enter
  await form.save().click();
  await form.panel().locator("#grille-avis", { hasText: /^Enregistré à/ }).waitFor();
  assert.strictEqual(form.read(PROGRAMME), form.before[0][1].replace("langues-et-cultures: 36", "langues-et-cultures: 7036"));
  await form.page.frameLocator("#site").locator("figure.tableau td", { hasText: /^7.036/ }).first().waitFor();
  await form.page.frameLocator("#site").locator("figure.tableau td", { hasText: /^7.112/ }).first().waitFor();
  await form.page.waitForFunction((before) => Array.from(document.querySelectorAll(".place"), (place) => place.getAttribute("data-aspect"))
    .filter(Boolean).join() !== before, before);
  assert.strictEqual(await form.count(), "0");
  await form.press("Control+z");
  await form.shows(0, 1, "36");
  await form.press("Control+s");
  await form.page.frameLocator("#site").locator("figure.tableau td", { hasText: /^7.036/ }).first().waitFor({ state: "detached" });
  assert.strictEqual(form.read(PROGRAMME), form.before[0][1]);
}

async function a_typed_total_that_does_not_add_up_is_told_and_may_be_saved(form) {
  await form.start(ESSAI);
  await form.cell(4, 1).click();
  await form.type("1300\n");
  await form.panel().locator("td.alerte").waitFor();
  await form.cell(4, 1).click();
  assert.match(await form.panel().locator("#grille-etat").innerText(), /total annoncé[^]*1.277/);
  await form.save().click();
  await form.panel().locator("#grille-avis", { hasText: /^Enregistré à/ }).waitFor();
  assert.strictEqual(form.read(ESSAI_FILE), form.before[1][1].replace("[Total, 1277,", "[Total, 1300,"));
}

async function an_open_grid_follows_the_file(form) {
  await form.start(ESSAI);
  form.write(ESSAI_FILE, form.before[1][1].replace("36, 49.9", "41, 49.9"));
  await form.shows(0, 1, "41");
  await form.cell(0, 2).click();
  await form.type("55\n");
  form.write(ESSAI_FILE, form.before[1][1].replace("36, 49.9", "42, 49.9"));
  await form.shows(0, 1, "42");
  assert.strictEqual(await form.count(), "1");
  await form.save().click();
  await form.panel().locator("#grille-avis", { hasText: /^Enregistré à/ }).waitFor();
  assert.strictEqual(form.read(ESSAI_FILE), form.before[1][1].replace("36, 49.9,", "42, 55,"));
}

async function the_same_value_changed_here_and_there_is_shown_side_by_side(form) {
  await form.start(ESSAI);
  await form.cell(0, 1).click();
  await form.type("37\n");
  await form.cell(1, 3).click();
  await form.type("12\n");
  const theirs = form.before[1][1].replace("36, 49.9", "99, 49.9");
  form.write(ESSAI_FILE, theirs);
  const box = form.panel().locator("#grille-conflit");
  await box.waitFor();
  assert.deepStrictEqual((await box.locator("tr").nth(1).locator("th, td").allInnerTexts()).map((text) => text.split("\n").pop().trim()),
    ["Langues · Projets", "36", "99", "37"]);
  assert.strictEqual(form.read(ESSAI_FILE), theirs);
  const go_on = box.locator("button", { hasText: "Reprendre" });
  assert.ok(await go_on.isDisabled());
  assert.deepStrictEqual(await axe(form.page), []);
  await box.locator("input[value=disque]").check();
  await go_on.click();
  await form.shows(0, 1, "99");
  assert.strictEqual(await form.count(), "1");
  assert.strictEqual(form.read(ESSAI_FILE), theirs);
  await form.save().click();
  await form.panel().locator("#grille-avis", { hasText: /^Enregistré à/ }).waitFor();
  assert.strictEqual(form.read(ESSAI_FILE), theirs.replace("n.d., –", "12, –"));
}

async function a_table_of_another_shape_is_not_filled_in_by_chance(form) {
  await form.start(ESSAI);
  await form.cell(0, 1).click();
  await form.type("37\n");
  const theirs = form.before[1][1].replace("    lignes:\n      - [ \"Langues\"", "    lignes:\n      - [ Neuve, 1, 2, 3, 2019 ]\n      - [ \"Langues\"");
  assert.notStrictEqual(theirs, form.before[1][1]);
  form.write(ESSAI_FILE, theirs);
  const box = form.panel().locator("#grille-conflit");
  await box.waitFor();
  assert.match(await box.innerText(), /changé de forme[^]*Langues · Projets\s+36\s+37/);
  await box.locator("button", { hasText: "Reprendre" }).click();
  await form.shows(0, 0, "Neuve");
  assert.strictEqual(form.read(ESSAI_FILE), theirs);
}

async function what_is_not_saved_is_not_lost_unasked(form) {
  await form.start(ESSAI);
  await form.cell(0, 1).click();
  await form.type("37\n");
  await form.press("Escape");
  const box = form.panel().locator("#grille-conflit");
  await box.waitFor();
  assert.match(await box.innerText(), /sans être enregistrée/);
  await box.locator("button", { hasText: "Continuer" }).click();
  await form.shows(0, 1, "37");
  await form.press("Escape");
  await box.locator("button", { hasText: "Abandonner" }).click();
  await form.panel().waitFor({ state: "hidden" });
  assert.strictEqual(form.read(ESSAI_FILE), form.before[1][1]);
}

async function texts_of_several_lines_keep_them(form) {
  await form.start(ESSAI);
  await form.cell(2, 0).click();
  await form.press("F2");
  assert.strictEqual(await form.cell(2, 0).locator("textarea").inputValue(), "Deux lignes\nde texte");
  await form.press("End");
  await form.press("Control+End");
  await form.press("Alt+Enter");
  await form.type("et une autre");
  await form.press("Enter");
  await form.save().click();
  await form.panel().locator("#grille-avis", { hasText: /^Enregistré à/ }).waitFor();
  assert.strictEqual(form.read(ESSAI_FILE), form.before[1][1].replace("          de texte\n", "          de texte\n          et une autre\n"));
}

async function arabic_is_read_and_written_from_right_to_left(form) {
  const ways = (cell) => cell.evaluate((made) => [made, made.firstElementChild].filter(Boolean).map((place) => getComputedStyle(place).direction));
  await form.start("11/tableaux/filieres-accreditees");
  assert.deepStrictEqual(await ways(form.cell(0, 3)), ["ltr"]);
  assert.deepStrictEqual(await ways(form.cell(3, 3)), ["rtl"]);
  await form.cell(3, 3).click();
  await form.press("F2");
  assert.strictEqual((await ways(form.cell(3, 3)))[1], "rtl");
  await form.page.keyboard.insertText("Droit");
  assert.strictEqual((await ways(form.cell(3, 3)))[1], "ltr");
  await form.press("Escape");
}

async function the_list_finds_by_words_without_accents(form) {
  await form.page.locator("#ouvrir-donnees").click();
  const shown = form.page.locator("#donnees [data-nom]:visible");
  await shown.first().waitFor();
  assert.match(await shown.first().getAttribute("data-nom"), /^11\//);
  await form.page.locator("#donnees-filtre").fill("eleves inscrits");
  assert.deepStrictEqual(await shown.evaluateAll((list) => list.map((item) => item.getAttribute("data-nom")).slice(0, 1)), ["1/indicateurs/eleves-inscrits"]);
  assert.deepStrictEqual(await axe(form.page), []);
  await shown.first().click();
  await form.panel().locator("th[role=rowheader]", { hasText: "garçons" }).waitFor();
  assert.deepStrictEqual(await axe(form.page), []);
}

async function grids_can_be_used_without_seeing_them(form) {
  await form.start(ESSAI);
  await form.type("douze\n");
  await form.panel().locator("td.refus").waitFor();
  assert.deepStrictEqual(await axe(form.page), []);
  const roles = await form.panel().locator("#grille-table").evaluate((table) => ({
    rows: table.querySelectorAll("[role=row]").length, heads: table.querySelectorAll("[role=columnheader]").length,
    named: table.querySelectorAll("td[role=rowheader]").length, cells: table.querySelectorAll("[role=gridcell]").length,
    stops: table.querySelectorAll("td[tabindex='0']").length }));
  assert.deepStrictEqual(roles, { rows: 6, heads: 5, named: 5, cells: 20, stops: 1 });
}

async function nothing_was_complained_of(form) {
  assert.deepStrictEqual(form.complaints, []);
}

const CLAIMS = [a_table_of_the_page_leads_to_its_grid, a_chart_leads_to_the_figures_it_draws, totals_follow_while_one_types,
  messages_do_not_move_the_rows, a_sum_that_is_wrong_elsewhere_is_told, keys_move_as_in_a_spreadsheet, what_is_no_figure_is_marked_before_it_is_saved,
  a_block_of_a_spreadsheet_is_pasted_and_undone, what_is_saved_is_shown_in_both_views,
  a_typed_total_that_does_not_add_up_is_told_and_may_be_saved, an_open_grid_follows_the_file,
  the_same_value_changed_here_and_there_is_shown_side_by_side, a_table_of_another_shape_is_not_filled_in_by_chance,
  what_is_not_saved_is_not_lost_unasked, texts_of_several_lines_keep_them,
  arabic_is_read_and_written_from_right_to_left, the_list_finds_by_words_without_accents,
  grids_can_be_used_without_seeing_them, nothing_was_complained_of];

async function main() {
  const form = await Form.open(process.argv[2], process.argv[3]), only = process.env.SEULEMENT;
  let failed = 0;
  console.log(`1..${CLAIMS.length}`);
  for (const [at, claim] of CLAIMS.entries()) {
    const name = `${at + 1} - ${claim.name.replace(/_/g, " ")}`;
    if (only && !claim.name.includes(only))
      continue;
    try {
      await claim(form);
      console.log(`ok ${name}`);
    } catch (problem) {
      failed++;
      console.log(`not ok ${name}\n# ${String(problem.stack || problem).split("\n").slice(0, 30).join("\n# ")}`);
      if (process.env.IMAGES)
        await form.page.screenshot({ path: path.join(process.env.IMAGES, `${at + 1}.png`) });
    }
    await form.end();
  }
  await form.browser.close();
  return failed ? 1 : 0;
}

main().then((code) => process.exit(code), (problem) => {
  console.log(`1..1\nnot ok 1 - data filled in, in Chromium\n# ${problem.stack || problem}`);
  process.exit(1);
});
