/* Ce que la grille demande avant d’aller plus loin, au-dessus d’elle : deux versions d’une valeur, côte à côte ; un tableau qui
 * n’a plus la même forme ; des saisies qui ne sont pas enregistrées. Rien n’est choisi d’avance. */
window.bilan_choix = (function () {
  "use strict";
  var tools = window.bilan_outils, by_id = tools.by_id, element = tools.element, plural = tools.plural, button = tools.button;
  var box = by_id("grille-conflit"), body = by_id("grille-corps");

  function is_open() { return !box.hidden; }

  function close() {
    box.hidden = true;
    body.inert = false;
  }

  function show(title, about, content, buttons) {
    var actions = element("div", "actions"), first;
    actions.append.apply(actions, buttons);
    box.replaceChildren(element("h3", "", title), element("p", "", tools.french(about)));
    box.append.apply(box, content);
    box.append(actions);
    box.hidden = false;
    body.inert = true;
    first = box.querySelector("input, button:not(:disabled)");
    if (first) first.focus();
  }

  /* Un bouton qui ferme la boîte, puis agit. */
  function finishing(text, class_name, act) {
    return button(text, class_name, function () {
      close();
      act();
    });
  }

  function table_of(names) {
    var table = element("table", "conflits"), row = element("tr");
    names.forEach(function (name) {
      row.append(element("th", "", name));
      row.lastChild.scope = "col";
    });
    table.append(row);
    return table;
  }

  function add_row(table, name, entries) {
    var row = element("tr"), head = element("th", "", name);
    head.scope = "row";
    row.append(head);
    row.append.apply(row, entries);
    table.append(row);
  }

  function text_cell(text) { return element("td", "", text || "(vide)"); }

  function choice(i, value, text, label) {
    var cell = element("td"), name = element("label"), input = element("input");
    input.type = "radio";
    input.name = "choix-" + i;
    input.value = value;
    name.append(input, element("span", "cache", label + " : "), text === "" ? "(vide)" : text);
    cell.append(name);
    return cell;
  }

  function choose_all(table, value) {
    table.querySelectorAll("input[value=" + value + "]").forEach(function (input) { input.checked = true; });
    table.dispatchEvent(new Event("change"));
  }

  /* `items` : nom, avant, disque, saisie ; `done` reçoit celles dont le disque est gardé. */
  function conflicts(items, done) {
    var table = table_of(["Cellule", "À l’ouverture", "Sur le disque", "Votre saisie"]), finish;
    items.forEach(function (item, i) {
      add_row(table, item.name, [text_cell(item.before), choice(i, "disque", item.disk, "Sur le disque"),
        choice(i, "saisie", item.mine, "Votre saisie")]);
    });
    finish = finishing("Reprendre avec ces choix", "principal", function () {
      done(items.filter(function (item, i) { return table.querySelector("input[name=choix-" + i + "]:checked").value === "disque"; }));
    });
    finish.disabled = true;
    table.addEventListener("change", function () { finish.disabled = table.querySelectorAll("input:checked").length < items.length; });
    show(plural(items.length, "valeur changée") + " ici et sur le disque", "Rien n’a été écrit. Choisir pour chacune ce qui vaut.", [table],
      [finish, button("Tout du disque", "", function () { choose_all(table, "disque"); }),
        button("Toutes mes saisies", "", function () { choose_all(table, "saisie"); })]);
  }

  function other_shape(items, take) {
    var table = table_of(["Cellule", "À l’ouverture", "Votre saisie"]);
    items.forEach(function (item) { add_row(table, item.name, [text_cell(item.before), text_cell(item.mine)]); });
    show("Le tableau a changé de forme sur le disque",
      "Des lignes ou des colonnes ne sont plus les mêmes : vos saisies ne s’y placent pas d’elles-mêmes. Rien n’a été écrit.", [table],
      [finishing("Reprendre la grille du disque", "principal", take), button("Copier mes saisies", "", function () {
        navigator.clipboard.writeText(items.map(function (item) { return item.name + "\t" + item.mine; }).join("\n"));
      })]);
  }

  function unsaved(n, stay, give_up) {
    show(plural(n, "valeur saisie") + " sans être enregistrée" + (n > 1 ? "s" : ""), "Que faire de ces saisies ?", [],
      [finishing("Continuer la saisie", "principal", stay), finishing("Abandonner les saisies", "", give_up)]);
  }

  return { is_open: is_open, close: close, conflicts: conflicts, other_shape: other_shape, unsaved: unsaved };
}());
