// The home over all editions, the years side by side and the search over all, in Chromium. Prints TAP; each function's
// name is its claim. usage: node home.js FOLDER
"use strict";
const assert = require("assert"), { execFileSync } = require("child_process"), path = require("path");
const { axe, prove } = require("./chromium.js");

const PAGES = ["index.html", "comparaison.html", "recherche.html"];
const LEAFLETS = ["", "-ar"].map((twin) => `fiches/programme-regional-2019-2021${twin}/index.html`);

const open_all = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((item) => { item.open = true; }));

async function nu_finds_no_error(site) {
  assert.deepStrictEqual(site.pages, [...PAGES].sort());
  const files = [...PAGES, ...LEAFLETS].map((name) => path.join(site.folder, name));
  execFileSync("java", ["-jar", require.resolve("vnu-jar/build/dist/vnu.jar"), "--errors-only", ...files], { stdio: "pipe" });
}

async function axe_finds_no_violation_light_and_dark_on_a_phone_and_a_desk(site) {
  for (const colorScheme of ["light", "dark"])
    for (const width of [390, 1440])
      for (const name of PAGES) {
        const page = await site.window(width, { colorScheme });
        await site.show(page, name);
        await open_all(page);
        assert.deepStrictEqual(await axe(page), [], `${name}, ${colorScheme}, ${width}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${name} is ${wide} wide on ${width}`);
        await page.context().close();
      }
}

async function a_leaflet_and_its_twin_pass_axe_and_fit_a_small_phone(site) {
  for (const colorScheme of ["light", "dark"])
    for (const width of [320, 1440])
      for (const name of LEAFLETS) {
        const page = await site.window(width, { colorScheme });
        await site.show(page, name);
        assert.deepStrictEqual(await axe(page), [], `${name}, ${colorScheme}, ${width}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${name} is ${wide} wide on ${width}`);
        await page.context().close();
      }
}

async function a_leaflet_leads_to_its_twin_and_back(site) {
  const page = await site.window(320);
  await site.show(page, "index.html");
  await page.getByRole("link", { name: "العربية" }).click();
  await page.waitForURL(/-ar\/index\.html$/);
  assert.strictEqual(await page.evaluate(() => document.documentElement.dir), "rtl");
  await page.getByRole("contentinfo").getByRole("link", { name: "Français" }).click();
  await page.waitForURL(/2019-2021\/index\.html$/);
  await page.context().close();
}

async function a_card_leads_to_its_edition_and_back(site) {
  const page = await site.window(1440);
  await site.show(page, "index.html");
  await page.getByRole("link", { name: "Lire en ligne, Rapport 2019" }).click();
  await page.waitForURL(/\/2019\/index\.html$/);
  await page.getByRole("link", { name: "Toutes les éditions" }).click();
  await page.waitForURL(/\/index\.html$/);
  assert.match(await page.locator("h1").innerText(), /Politique Nationale/);
  await page.getByRole("navigation", { name: "Éditions" }).getByRole("link", { name: "Rapport 2018" }).click();
  await page.waitForURL(/\/2018\/index\.html$/);
  await page.context().close();
}

async function the_search_finds_in_all_from_a_folder_too(site) {
  for (const address of [site.address, `file://${site.folder}/`]) {
    const page = await site.window(1440);
    await page.goto(`${address}recherche.html?q=${encodeURIComponent("réseaux démantelés")}`);
    await page.locator(".resultats section").first().waitFor();
    const links = await page.evaluate(() => Array.from(document.querySelectorAll(".resultats a"), (link) => link.getAttribute("href")));
    for (const edition of ["2018/", "2019/", "2020/"])
      assert.ok(links.some((href) => href.startsWith(edition)), `${edition} in ${links}`);
    await page.locator(".resultats a[href^='2019/donnees']").first().click();
    await page.waitForURL(/2019\/donnees\.html/);
    await page.context().close();
  }
}

async function the_same_figure_is_a_link_away_in_each_edition(site) {
  const page = await site.window(1440);
  await site.show(page, "2019/donnees.html#chiffre_8_reseaux-demanteles_2019");
  await page.locator("tr:target .autres").getByRole("link", { name: "2020", exact: true }).click();
  await page.waitForURL(/2020\/donnees\.html#chiffre_8_reseaux-demanteles_2020$/);
  assert.match(await page.locator("tr:target").innerText(), /394/);
  await page.context().close();
}

async function changed_words_are_told_to_eyes_and_ears(site) {
  const page = await site.window(1440);
  await site.show(page, "comparaison.html");
  await page.getByText("Programme 8, de 2019 à 2020").click();
  const change = page.locator(".passage.modifie", { hasText: "394" }).first();
  assert.match(await change.locator("del").first().innerText(), /208/);
  assert.match(await change.locator("del").first().textContent(), /^ôté : /);
  assert.match(await change.locator("ins").first().textContent(), /^ajouté : .*394/s);
  const [del, ins] = await change.evaluate((item) => ["del", "ins"].map((name) =>
    getComputedStyle(item.querySelector(name)).textDecorationLine));
  assert.deepStrictEqual([del, ins], ["line-through", "underline"]);
  await page.context().close();
}

async function without_scripts_everything_but_the_search_is_there(site) {
  const page = await site.window(1440, { javaScriptEnabled: false });
  await page.goto(site.address + "index.html");
  assert.ok(await page.locator(".cartes > li").count() >= 4);
  assert.ok(await page.locator("form.chercher").isHidden());
  await page.goto(site.address + "comparaison.html");
  assert.ok(await page.locator(".cotes tbody tr").count() > 10);
  await page.context().close();
}

async function nothing_is_asked_of_another_place_and_nothing_complains(site) {
  assert.deepStrictEqual(site.requests.filter((url) => !url.startsWith(site.address) && !url.startsWith(`file://${site.folder}/`)), []);
  assert.deepStrictEqual(site.complaints, []);
}

const CLAIMS = [
  nu_finds_no_error, axe_finds_no_violation_light_and_dark_on_a_phone_and_a_desk, a_card_leads_to_its_edition_and_back,
  the_search_finds_in_all_from_a_folder_too, the_same_figure_is_a_link_away_in_each_edition,
  a_leaflet_and_its_twin_pass_axe_and_fit_a_small_phone, a_leaflet_leads_to_its_twin_and_back,
  changed_words_are_told_to_eyes_and_ears, without_scripts_everything_but_the_search_is_there,
  nothing_is_asked_of_another_place_and_nothing_complains,
];

prove(process.argv[2], CLAIMS).catch(function (error) {
  console.log(`Bail out! ${error.message}`);
  process.exit(1);
});
