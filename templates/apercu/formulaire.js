/* Un formulaire, tel que le serveur le dit : ses cellules et leurs noms, le tableau qui le montre, et si un autre lui répond.
 * Rien ici ne sait ce qui est saisi : c’est l’affaire de la grille. */
window.bilan_formulaire = (function () {
  "use strict";
  var element = window.bilan_outils.element;

  /* ---- cellules ---- */

  function cell_of(form, place) { return form.lignes[place[0]].cellules[place[1]]; }
  function is_figure(form, column) { return form.colonnes[column].genre !== "texte"; }

  function every_cell(form, visit) {
    form.lignes.forEach(function (row, r) { row.cellules.forEach(function (cell, c) { visit([r, c], cell); }); });
  }

  function row_name(form, r) {
    var row = form.lignes[r], c = form.colonnes.findIndex(function (column) { return column.nomme; });
    if (row.titre) return row.titre;
    return c >= 0 && row.cellules[c].t ? row.cellules[c].t.split("\n")[0] : "ligne " + (r + 1);
  }

  function column_name(form, c) {
    var column = form.colonnes[c];
    return (column.groupe ? column.groupe + ", " : "") + column.titre;
  }

  function cell_name(form, place) { return row_name(form, place[0]) + " · " + column_name(form, place[1]); }

  /* Où l’on commence : le premier chiffre à saisir. */
  function first_place(form) {
    var found = null;
    every_cell(form, function (place, cell) { if (!found && cell.e === "saisie" && is_figure(form, place[1])) found = place; });
    every_cell(form, function (place, cell) { if (!found && cell.e !== "couverte") found = place; });
    return found;
  }

  /* ---- le tableau ---- */

  function header_row(form, texts, class_name) {
    var row = element("tr", class_name);
    row.setAttribute("role", "row");
    if (form.genre === "indicateur") row.append(element("td", "coin"));
    texts.forEach(function (text) {
      var head = element("th", "", text.titre);
      head.scope = "col";
      head.setAttribute("role", "columnheader");
      head.colSpan = text.largeur || 1;
      if (text.genre && text.genre !== "texte") head.className = "chiffre";
      if (text.unite) head.append(" ", element("small", "", "(" + text.unite + ")"));
      row.append(head);
    });
    return row;
  }

  function group_row(form) {
    var groups = [];
    form.colonnes.forEach(function (column) {
      var last = groups[groups.length - 1], name = column.groupe || "";
      if (last && last.titre === name) last.largeur++;
      else groups.push({ titre: name, largeur: 1 });
    });
    return header_row(form, groups, "groupes");
  }

  function make_cell(form, cell, place) {
    var made = element("td", "");
    if (cell.e === "couverte") return null;
    made.place = place;
    made.tabIndex = -1;
    made.dir = "auto";                   /* un texte arabe va de droite à gauche */
    made.colSpan = cell.c || 1;
    made.rowSpan = cell.l || 1;
    made.setAttribute("role", form.colonnes[place[1]].nomme ? "rowheader" : "gridcell");
    if (cell.e !== "saisie") made.setAttribute("aria-readonly", "true");
    return made;
  }

  /* Remplit le tableau ; renvoie ses cellules par ligne et colonne, null où une cellule fusionnée couvre la place. */
  function draw(form, table) {
    var head = element("thead"), body = element("tbody"), cells;
    head.setAttribute("role", "rowgroup");
    body.setAttribute("role", "rowgroup");
    if (form.colonnes.some(function (column) { return column.groupe; })) head.append(group_row(form));
    head.append(header_row(form, form.colonnes, ""));
    cells = form.lignes.map(function (row, r) {
      var line = element("tr", row.total ? "total" : ""), made;
      line.setAttribute("role", "row");
      if (row.titre) {
        line.append(element("th", "", row.titre));
        line.lastChild.scope = "row";
        line.lastChild.setAttribute("role", "rowheader");
      }
      made = row.cellules.map(function (cell, c) { return make_cell(form, cell, [r, c]); });
      line.append.apply(line, made.filter(Boolean));
      body.append(line);
      return made;
    });
    table.replaceChildren(head, body);
    return cells;
  }

  /* ---- un autre état du même formulaire ---- */

  function shape(form) {
    return JSON.stringify([form.colonnes.map(function (column) { return [column.groupe, column.titre, column.genre]; }),
      form.lignes.map(function (row) { return [row.titre, row.total, row.cellules.map(function (cell) { return cell.e; })]; })]);
  }

  function names_rows(form) {
    var c = form.colonnes.findIndex(function (column) { return column.nomme; });
    return form.lignes.map(function (row) { return c >= 0 ? row.cellules[c].t : row.titre; });
  }

  /* Les mêmes lignes, dans le même ordre : une seule peut avoir changé de nom sans que toutes aient bougé. */
  function answers_to(form, theirs) {
    var own = names_rows(form), other = names_rows(theirs), moved_names;
    if (shape(theirs) !== shape(form)) return false;
    moved_names = own.filter(function (name, i) { return name !== other[i] && own.indexOf(other[i]) >= 0; });
    return moved_names.length === 0;
  }

  return { cell_of: cell_of, is_figure: is_figure, every_cell: every_cell, row_name: row_name, column_name: column_name,
    cell_name: cell_name, first_place: first_place, draw: draw, answers_to: answers_to };
}());
