// Tables as readers sort them and take them along, and areas, in Chromium, on tests/browser/tableaux.md. Prints TAP; each function's
// name is its claim.
// usage: node tables.js FOLDER
"use strict";
const assert = require("assert"), fs = require("fs"), path = require("path");
const { axe, prove } = require("./chromium.js");

const PAGE = "programme-01-essai.html", SIGNS = "#tableau-signes", TOTAL = "Total";
const GIVEN = ["coté", "Zone", "cote", "Été", "côte", "Oued"];

const head = (page, title) => page.locator(`${SIGNS} th`, { hasText: title });
const places = (page) => page.locator(`${SIGNS} :is(tbody, tfoot) tr > :first-child`).allInnerTexts();

async function opened(site, width = 1440, options = {}) {
  const page = await site.window(width, options);
  await site.show(page, PAGE);
  return page;
}

// Presses the head `title` once and compares what then stands in the first column, the total beneath it.
async function pressed(page, title, expected) {
  await head(page, title).getByRole("button").click();
  assert.deepStrictEqual(await places(page), [...expected, TOTAL], title);
}

async function figures_sort_up_then_down_then_as_in_the_report(site) {
  const page = await opened(site);
  assert.deepStrictEqual(await places(page), [...GIVEN, TOTAL]);
  await pressed(page, "Mesure", ["Zone", "Été", "côte", "cote", "coté", "Oued"]);      // n.d. – ε 9,5 10 1 200
  await pressed(page, "Mesure", ["Oued", "coté", "cote", "côte", "Été", "Zone"]);
  await pressed(page, "Mesure", GIVEN);
  await page.context().close();
}

async function texts_sort_as_french_does_and_dates_by_the_calendar(site) {
  const page = await opened(site);
  await pressed(page, "Lieu", ["cote", "côte", "coté", "Été", "Oued", "Zone"]);
  await pressed(page, "Le", ["cote", "Été", "Zone", "côte", "coté", "Oued"]);
  await page.context().close();
}

async function the_way_is_told_to_eyes_and_readers(site) {
  const page = await opened(site), status = page.locator("[role=status]", { hasText: /rapport|trié/ });
  const sign = () => head(page, "Mesure").locator(".sens").evaluate((mark) => getComputedStyle(mark, "::after").clipPath);
  const button = head(page, "Mesure").getByRole("button"), seen = new Set([await sign()]);
  assert.strictEqual(await page.locator("[aria-sort]").count(), 0);
  for (const [way, words] of [["ascending", "Tableau trié par « Mesure », ordre croissant."],
    ["descending", "Tableau trié par « Mesure », ordre décroissant."]]) {
    await button.click();
    assert.strictEqual(await head(page, "Mesure").getAttribute("aria-sort"), way);
    assert.strictEqual(await status.innerText(), words);
    seen.add(await sign());
  }
  assert.strictEqual(seen.size, 3);
  await head(page, "Lieu").getByRole("button").click();
  assert.deepStrictEqual(await page.locator("[aria-sort]").allInnerTexts(), ["Lieu"]);
  for (let presses = 0; presses < 2; presses++)
    await head(page, "Lieu").getByRole("button").click();
  assert.strictEqual(await status.innerText(), "Ordre du rapport.");
  assert.strictEqual(await page.locator("[aria-sort]").count(), 0);
  await page.context().close();
}

async function keys_alone_sort_and_stay_where_they_are(site) {
  const page = await opened(site);
  await page.locator(`${SIGNS} .cadre`).focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  for (const [key, first] of [["Enter", "Zone"], ["Space", "Oued"], ["Enter", GIVEN[0]]]) {
    await page.keyboard.press(key);
    assert.strictEqual((await places(page))[0], first, key);
    assert.strictEqual(await page.evaluate(() => document.activeElement.textContent), "Mesure");
    assert.notStrictEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "none");
  }
  await page.context().close();
}

async function only_what_an_order_is_true_of_is_sorted(site) {
  const page = await opened(site);
  const sorted = await page.evaluate(() => Array.from(document.querySelectorAll("th:has(button)"), (head) =>
    `${head.closest("figure").id}: ${head.textContent}`));
  assert.deepStrictEqual(sorted, [
    "tableau-signes: Lieu", "tableau-signes: Mesure", "tableau-signes: Le",
    "tableau-large: Lieu", "tableau-large: Première mesure", "tableau-large: Deuxième mesure", "tableau-large: Troisième mesure",
    ...["annees", "aire", "pile"].map((name) => `graphique-${name}: Première mesure`), "graphique-pile: Deuxième mesure",
  ]);
  await page.context().close();
}

async function a_row_takes_its_note_along(site) {
  const page = await opened(site);
  await pressed(page, "Mesure", ["Zone", "Été", "côte", "cote", "coté", "Oued"]);
  const call = page.locator(`${SIGNS} tbody tr:nth-child(5) .appel a`);
  await call.click();
  await page.locator(`${SIGNS} p.source:target a.lettre`).click();
  await page.locator(`${SIGNS} tbody tr:nth-child(5) .appel a:target`).waitFor();
  await page.context().close();
}

async function the_first_column_stays_held_on_a_phone(site) {
  const page = await opened(site, 390), frame = page.locator("#tableau-large .cadre"), title = frame.locator("tbody th").first();
  await frame.locator("th", { hasText: "Première" }).getByRole("button").click();
  assert.strictEqual(await title.innerText(), "Ouest");
  const before = (await title.boundingBox()).x;
  await frame.evaluate((box) => { box.scrollLeft = 200; });
  assert.ok(await frame.evaluate((box) => box.scrollLeft) > 50);
  assert.ok(Math.abs((await title.boundingBox()).x - before) < 1);
  await page.context().close();
}

// Faces that come late are not shown, and a page without scripts cannot be asked for them: then both are opened again.
async function heads_with_buttons_are_no_wider(site) {
  const widths = [];
  for (let attempt = 0; attempt < 5 && (attempt === 0 || widths[0] !== widths[1]); attempt++)
    for (const javaScriptEnabled of [true, false]) {
      const page = await site.window(1440, { javaScriptEnabled });
      await page.goto(site.address + PAGE, { waitUntil: "networkidle" });
      await page.reload({ waitUntil: "networkidle" });
      const heads = await page.locator(`${SIGNS} th`).all();
      widths[javaScriptEnabled ? 0 : 1] = JSON.stringify(await Promise.all(heads.map((cell) => cell.boundingBox())));
      await page.context().close();
    }
  assert.strictEqual(widths[0], widths[1]);
}

async function axe_finds_no_violation_in_a_sorted_table(site) {
  for (const width of [390, 1440]) {
    const page = await opened(site, width, { colorScheme: width > 900 ? "light" : "dark" });
    await pressed(page, "Lieu", ["cote", "côte", "coté", "Été", "Oued", "Zone"]);
    assert.deepStrictEqual(await axe(page), []);
    await page.context().close();
  }
}

async function without_scripts_no_head_is_a_button(site) {
  const page = await site.window(1440, { javaScriptEnabled: false });
  await page.goto(site.address + PAGE);
  assert.strictEqual(await page.locator("th button").count(), 0);
  assert.deepStrictEqual(await places(page), [...GIVEN, TOTAL]);
  await page.context().close();
}

async function what_arrives_is_the_file_that_was_built(site) {
  const page = await opened(site, 1440, { acceptDownloads: true });
  for (const kind of ["CSV", "XLSX"]) {
    const link = page.locator(`${SIGNS} .telecharger`).getByRole("link", { name: `${kind}, données` });
    const [file] = await Promise.all([page.waitForEvent("download"), link.click()]);
    const built = path.join(site.folder, await link.getAttribute("href"));
    assert.strictEqual(file.suggestedFilename(), path.basename(built));
    assert.ok(fs.readFileSync(await file.path()).equals(fs.readFileSync(built)) && fs.statSync(built).size > 100, built);
  }
  await page.context().close();
}

async function areas_tell_what_they_show(site) {
  const page = await opened(site), note = page.locator(".bulle");
  const values = page.locator("#graphique-aire svg.ample .marque-valeur"), areas = page.locator("#graphique-pile svg.ample .marque-valeur");
  assert.strictEqual(await values.count(), 4);
  await values.first().focus();
  await page.keyboard.press("ArrowRight");
  assert.match(await note.innerText(), /^Sud\s: 3\s000\s000,00$/);
  assert.strictEqual(await areas.count(), 2);
  await areas.nth(1).focus();
  assert.match(await note.innerText(), /^Deuxième mesure\s: 1\s000\s000,00 \(Nord\), 2\s000\s000,00 \(Sud\), .*\(Ouest\)$/);
  await page.context().close();
}

async function nothing_complains(site) {
  assert.deepStrictEqual(site.complaints, []);
}

const CLAIMS = [
  figures_sort_up_then_down_then_as_in_the_report, texts_sort_as_french_does_and_dates_by_the_calendar,
  the_way_is_told_to_eyes_and_readers, keys_alone_sort_and_stay_where_they_are, only_what_an_order_is_true_of_is_sorted,
  a_row_takes_its_note_along, the_first_column_stays_held_on_a_phone, heads_with_buttons_are_no_wider,
  axe_finds_no_violation_in_a_sorted_table, without_scripts_no_head_is_a_button, what_arrives_is_the_file_that_was_built,
  areas_tell_what_they_show, nothing_complains,
];

prove(process.argv[2], CLAIMS).catch(function (error) {
  console.log(`Bail out! ${error.message}`);
  process.exit(1);
});
