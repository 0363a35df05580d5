/* Les données par formulaire : un tableau ou un indicateur en grille, que l’on remplit comme dans un tableur.
 *
 * Le serveur tient les comptes : chaque saisie lui est montrée (« essai »), et il répond par la grille telle qu’elle serait,
 * totaux et messages compris. Rien n’est écrit avant « Enregistrer ». Une cellule est désignée par sa place dans le fichier
 * tel qu’il a été lu ; si le fichier est autre, le serveur répond par ce qu’il contient (409), et l’on choisit. */
(function () {
  "use strict";
  var tools = window.bilan_outils, forms = window.bilan_formulaire, choices = window.bilan_choix;
  var by_id = tools.by_id, element = tools.element, plural = tools.plural, button = tools.button;
  var token = document.querySelector("meta[name=bilan-jeton]").content;
  var panel = by_id("grille"), table = by_id("grille-table"), told_line = by_id("grille-etat");
  var base = null;                       /* la grille telle que le fichier la dit */
  var tried = null, tried_edits = {};    /* telle qu’elle serait, et pour quelles saisies */
  var edits = {};                        /* « ligne,colonne » : ce qui est saisi et diffère de `base` */
  var done = [], undone = [];            /* pas à annuler, à rétablir : listes de [ligne, colonne, avant, après] */
  var at = [0, 0], anchor = [0, 0];      /* la cellule, et l’autre coin de la sélection */
  var editor = null, cells = [], moved = {}, notice = "", reason = "", opener = null;
  var is_asking = false, must_ask = false, is_saving = false, timer = 0, trials = 0;

  /* ---- le serveur ---- */

  function send(is_trial) {
    var by_place = {}, asked;
    Object.keys(edits).forEach(function (key) { by_place[forms.cell_of(base, key.split(",")).p] = edits[key]; });
    if (is_trial && editor && editor.cell.p && editor.value !== editor.cell.t) by_place[editor.cell.p] = editor.value;
    asked = { nom: base.nom, empreinte: base.empreinte, essai: is_trial,
      cellules: Object.keys(by_place).map(function (place) { return [place, by_place[place]]; }) };
    return fetch("/_/formulaire", { method: "POST", body: tools.json_of(asked),
      headers: { "Content-Type": "application/json", "X-Bilan-Jeton": token } }).then(tools.take_answer).catch(tools.no_answer);
  }

  /* ---- cellules et saisies ---- */

  function is_open(place) { return forms.cell_of(base, place).e === "saisie"; }

  function text_at(place) {
    var key = place.join(",");
    return key in edits ? edits[key] : forms.cell_of(base, place).t;
  }

  function put(place, text) {
    var key = place.join(",");
    if (text === forms.cell_of(base, place).t) delete edits[key];
    else edits[key] = text;
  }

  /* Un chiffre peut se montrer dans plusieurs cellules : elles changent ensemble. */
  function twins(place) {
    var own = forms.cell_of(base, place).p, found = [];
    forms.every_cell(base, function (other, cell) { if (cell.e === "saisie" && cell.p === own) found.push(other); });
    return found;
  }

  function change(list) {
    var step = [];
    list.forEach(function (item) {
      if (item.text === text_at(item.place)) return;
      twins(item.place).forEach(function (place) {
        step.push([place, text_at(place), item.text]);
        put(place, item.text);
      });
    });
    if (step.length === 0) return;
    done.push(step);
    undone = [];
    notice = "";
    refresh();
  }

  function step_back(from, to, side) {
    var step = from.pop();
    if (!step) return;
    (side === 1 ? step.slice().reverse() : step).forEach(function (part) { put(part[0], part[side]); });
    to.push(step);
    notice = "";
    go(step[0][0]);
    refresh();
  }

  function undo() { step_back(done, undone, 1); }
  function redo() { step_back(undone, done, 2); }

  /* ---- l’essai : ce que serait la grille ---- */

  function has_edits() { return Object.keys(edits).length > 0; }

  function refresh() {
    paint();
    ask();
  }

  function ask() {
    var number = ++trials, asked = Object.assign({}, edits);
    if (!has_edits() && !editor) {
      must_ask = false;
      tried = base;
      tried_edits = {};
      reason = "";
      mark_waiting(false);
      paint();
      return;
    }
    mark_waiting(true);
    if (is_asking) { must_ask = true; return; }
    is_asking = true;
    must_ask = false;
    if (editor) asked[editor.place.join(",")] = editor.value;
    send(true).then(function (answer) {
      is_asking = false;
      if (base && must_ask) ask();
      else if (base && number === trials) take_trial(answer, asked);      /* sinon, ce qu’il dit n’a plus cours */
    });
  }

  /* Tant que le serveur n’a pas répondu, ce qui est montré n’est pas jugé. */
  function mark_waiting(yes) { panel.toggleAttribute("data-attend", yes); }

  function take_trial(answer, asked) {
    mark_waiting(false);
    if (answer.status === 409) { take_theirs(answer.told); return; }
    reason = answer.told.raison || "";
    if (answer.told.lignes) {
      tried = answer.told;
      tried_edits = asked;
    }
    paint();
  }

  function ask_soon() {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  }

  /* ---- l’affichage ---- */

  function build() {
    cells = forms.draw(base, table);
    by_id("grille-titre").textContent = base.titre || base.nom;
    by_id("grille-fichier").textContent = base.fichier + ", ligne " + base.ligne;
    by_id("grille-fichier").href = base.editeur || "#";
    by_id("grille-editeur").href = base.editeur || "#";
  }

  function shown_text(place, cell) {
    var key = place.join(","), own = text_at(place);
    if (cell.e !== "saisie") return cell.v || cell.t;
    if (!forms.is_figure(base, place[1]) || cell.liste || cell.refus || (key in edits && tried_edits[key] !== edits[key])) return own;
    return cell.v || own;
  }

  function is_selected(place) {
    return [0, 1].every(function (i) { return place[i] >= Math.min(at[i], anchor[i]) && place[i] <= Math.max(at[i], anchor[i]); });
  }

  function classes(place, cell) {
    var key = place.join(","), names = [cell.e];
    if (forms.is_figure(base, place[1])) names.push("chiffre");
    if (cell.vient) names.push("vient");
    if (key in edits) names.push("saisi");
    if (key in moved) names.push("disque");
    if (cell.message) names.push(cell.refus ? "refus" : "alerte");
    if (is_selected(place) && (at.join() !== anchor.join())) names.push("choisi");
    return names.join(" ");
  }

  function paint_cell(place) {
    var made = cells[place[0]][place[1]], cell = forms.cell_of(tried, place), text;
    if (!made || (editor && editor.made === made)) return;
    text = shown_text(place, cell);
    if (made.shown !== text + "\u0000" + (cell.note || "")) {
      made.shown = text + "\u0000" + (cell.note || "");
      made.textContent = text;
      if (cell.note) made.append(element("sup", "", "note"));
    }
    made.className = classes(place, cell);
    made.title = cell.message || "";
    if (cell.refus) made.setAttribute("aria-invalid", "true");
    else made.removeAttribute("aria-invalid");
    if (made.getAttribute("role") === "gridcell") made.setAttribute("aria-selected", String(is_selected(place)));
  }

  function refused() {
    var found = [];
    forms.every_cell(tried, function (place, cell) { if (cell.refus && place.join(",") in edits) found.push(place); });
    return found;
  }

  function paint() {
    if (!base) return;
    forms.every_cell(base, paint_cell);
    paint_actions();
    tell();
  }

  /* Ce qu’on est en train de taper s’enregistre aussi : cliquer sur le bouton le valide d’abord. */
  function paint_actions() {
    var n = Object.keys(edits).length, wrong = refused().length, is_typing = editor !== null && editor.value !== text_at(editor.place);
    by_id("grille-enregistrer").disabled = (n === 0 && !is_typing) || wrong > 0 || is_saving;
    by_id("grille-annuler").disabled = done.length === 0;
    by_id("grille-retablir").disabled = undone.length === 0;
    by_id("grille-compte").textContent = n === 0 ? "" : plural(n, "valeur saisie") + (wrong ? ", " + plural(wrong, "refusée") : "");
    panel.setAttribute("data-saisies", n);
  }

  var hints = {
    calcul: "calculé d’après les autres valeurs : suit ce que l’on saisit",
    absente: "n’a pas de place dans le fichier : l’y ajouter",
    ailleurs: "vient d’un calcul fait ailleurs : ne se saisit pas ici"
  };

  function message_of(told) { return told.message + (told.remede ? ". À faire : " + told.remede : ""); }

  /* Ce qu’il faut savoir de la cellule où l’on est, puis des colonnes. */
  function sentences(cell) {
    var parts = [];
    if (cell.message) parts.push(message_of(cell));
    else if (hints[cell.e]) parts.push(hints[cell.e]);
    else if (reason) parts.push(reason);
    if (cell.vient) parts.push("ce chiffre est écrit ailleurs (" + cell.vient + ") : il changera partout où il se montre");
    if (cell.note) parts.push("note : " + cell.note);
    if (cell.liste) parts.push("une ligne par élément de la liste (Alt+Entrée) ; en ajouter ou en ôter un : dans le fichier");
    tried.colonnes.forEach(function (column) { if (column.message) parts.push(column.titre + " : " + message_of(column)); });
    return parts.map(tools.sentence).join(" ");
  }

  function link_to(name, text) {
    return button(text, "lien", function () { leave(function () { open(name); }); });
  }

  function tell() {
    var cell = forms.cell_of(tried, at), text = sentences(cell), other = tried.ailleurs, line = by_id("grille-ailleurs");
    told_line.replaceChildren(element("strong", "", forms.cell_name(base, at) + (text ? " — " : "")), text);
    told_line.className = cell.refus || (reason && has_edits()) ? "refus" : cell.message ? "alerte" : "";
    if (cell.formulaire && cell.formulaire !== base.nom) told_line.append(" ", link_to(cell.formulaire, "Ouvrir ce chiffre"));
    line.textContent = other ? tools.sentence("ailleurs, " + message_of(other)) : "";
    if (other && other.formulaire) line.append(" ", link_to(other.formulaire, "L’ouvrir"));
    by_id("grille-avis").textContent = tools.french(notice);
  }

  /* ---- se déplacer ---- */

  function go(place, extends_selection) {
    var before = cells[at[0]] && cells[at[0]][at[1]], made = cells[place[0]] && cells[place[0]][place[1]];
    if (!made) return;
    if (before) before.tabIndex = -1;
    at = place;
    if (!extends_selection) anchor = place;
    made.tabIndex = 0;
    made.focus();
    made.scrollIntoView({ block: "nearest", inline: "nearest" });
    paint();
  }

  /* La cellule suivante dans une direction ; ce qu’une cellule fusionnée couvre est passé. */
  function beside(place, down, right) {
    var r = place[0] + down, c = place[1] + right;
    while (cells[r] && c >= 0 && c < base.colonnes.length && !cells[r][c]) { r += down; c += right; }
    return cells[r] && cells[r][c] ? [r, c] : null;
  }

  function next(step) {
    var width = base.colonnes.length, i = at[0] * width + at[1] + step;
    while (i >= 0 && i < width * base.lignes.length && !cells[Math.floor(i / width)][i % width]) i += step;
    return i >= 0 && i < width * base.lignes.length ? [Math.floor(i / width), i % width] : null;
  }

  var moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  function far(place, down, right) {
    var other = beside(place, down, right);
    return other ? far(other, down, right) : place;
  }

  function nearest(place, down, right) { return cells[place[0]][place[1]] ? place : beside(place, down, right); }

  function on_move(event) {
    var move = moves[event.key], width = base.colonnes.length - 1, height = base.lignes.length - 1, ctrl = event.ctrlKey || event.metaKey, to;
    if (move) to = ctrl ? far(at, move[0], move[1]) : beside(at, move[0], move[1]);
    else if (event.key === "Home") to = nearest([ctrl ? 0 : at[0], 0], 0, 1);
    else if (event.key === "End") to = nearest([ctrl ? height : at[0], width], 0, -1);
    else if (event.key === "PageUp") to = nearest([Math.max(0, at[0] - 10), at[1]], 1, 0);
    else if (event.key === "PageDown") to = nearest([Math.min(height, at[0] + 10), at[1]], -1, 0);
    else return false;
    event.preventDefault();
    if (to) go(to, event.shiftKey);
    return true;
  }

  /* ---- saisir ---- */

  function begin(text) {
    var made = cells[at[0]][at[1]], cell = forms.cell_of(base, at), input;
    if (editor || !is_open(at)) return;
    input = element(forms.is_figure(base, at[1]) && !cell.liste ? "input" : "textarea");
    input.setAttribute("aria-label", forms.row_name(base, at[0]) + ", " + forms.column_name(base, at[1]));
    input.value = text === undefined ? text_at(at) : text;
    input.autocomplete = "off";
    input.dir = "auto";
    input.spellcheck = !forms.is_figure(base, at[1]);
    made.style.width = made.getBoundingClientRect().width + "px";
    made.replaceChildren(input);
    made.shown = undefined;
    made.classList.add("ouverte");
    editor = { made: made, input: input, place: at, cell: cell, value: input.value, is_typed: text !== undefined };
    input.addEventListener("input", function () { editor.value = input.value; fit(input); paint_actions(); ask_soon(); });
    input.addEventListener("blur", function () { if (editor && editor.input === input) commit(); });
    fit(input);
    input.focus();
    if (text === undefined) input.select();
    else { paint_actions(); ask_soon(); }
  }

  function fit(input) {
    if (input.nodeName === "TEXTAREA") { input.style.height = "0"; input.style.height = input.scrollHeight + "px"; }
  }

  function end_edit() {
    var was = editor;
    editor = null;
    clearTimeout(timer);
    was.made.style.width = "";
    was.made.replaceChildren();
    was.made.shown = undefined;
    return was;
  }

  function commit() {
    var was = end_edit();
    change([{ place: was.place, text: was.value }]);
    refresh();
  }

  function cancel() {
    var was = end_edit();
    go(was.place);
    refresh();
  }

  function commit_and(to) {
    var place = at;
    commit();
    go(to || place);
  }

  function on_editor_key(event) {
    var is_multiline = editor.input.nodeName === "TEXTAREA", move = moves[event.key], place = editor.place;
    if (event.key === "Escape") cancel();
    else if (event.key === "Enter" && event.altKey && is_multiline) editor.input.setRangeText("\n", editor.input.selectionStart, editor.input.selectionEnd, "end");
    else if (event.key === "Enter") commit_and(beside(place, event.shiftKey ? -1 : 1, 0));
    else if (event.key === "Tab") { at = place; commit_and(next(event.shiftKey ? -1 : 1)); }
    else if (move && editor.is_typed && !is_multiline) commit_and(beside(place, move[0], move[1]));
    else if (event.key === "s" && (event.ctrlKey || event.metaKey)) { commit(); go(place); save(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
    if (editor) editor.input.dispatchEvent(new Event("input"));
  }

  function selected() {
    var list = [];
    forms.every_cell(base, function (place, cell) { if (cell.e !== "couverte" && is_selected(place)) list.push(place); });
    return list;
  }

  function clear() {
    change(selected().filter(is_open).map(function (place) { return { place: place, text: "" }; }));
  }

  function on_key(event) {
    var ctrl = event.ctrlKey || event.metaKey, key = event.key.toLowerCase(), to;
    if (editor) { on_editor_key(event); return; }
    if (ctrl && key === "s") { event.preventDefault(); save(); return; }
    if (ctrl && key === "z") { event.preventDefault(); if (event.shiftKey) redo(); else undo(); return; }
    if (ctrl && key === "y") { event.preventDefault(); redo(); return; }
    if (!event.target.closest || !event.target.closest("#grille-table")) return;
    if (on_move(event)) return;
    if (event.key === "Tab") {
      to = next(event.shiftKey ? -1 : 1);
      if (to) { event.preventDefault(); go(to); }
    } else if (event.key === "Enter" || event.key === "F2") {
      event.preventDefault();
      begin();
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      clear();
    } else if (ctrl && key === "a") {
      event.preventDefault();
      anchor = [0, 0];
      go([base.lignes.length - 1, base.colonnes.length - 1], true);
    } else if (event.key.length === 1 && !ctrl && !event.altKey) {
      event.preventDefault();
      begin(event.key);
    }
  }

  /* ---- coller, copier ---- */

  /* Une seule valeur collée sur plusieurs cellules les remplit toutes. */
  function paste(text) {
    var block = tools.block_of(text, forms.is_figure(base, at[1])), list = [], left = 0, corner = [Math.min(at[0], anchor[0]), Math.min(at[1], anchor[1])];
    if (block.length === 1 && block[0].length === 1)
      list = selected().filter(is_open).map(function (place) { return { place: place, text: tidy(place, block[0][0]) }; });
    else
      block.forEach(function (row, r) {
        row.forEach(function (value, c) {
          var place = [corner[0] + r, corner[1] + c], cell = base.lignes[place[0]] && forms.cell_of(base, place);
          if (cell && cell.e === "saisie") list.push({ place: place, text: tidy(place, value) });
          else if (!cell || (cell.e !== "couverte" && cell.e !== "calcul")) left++;
        });
      });
    change(list);
    notice = plural(list.length, "cellule collée") + (left ? ", " + plural(left, "valeur") + " sans place laissée" + (left > 1 ? "s" : "")
      + " (ajouter une ligne : dans le fichier)" : "");
    tell();
  }

  function tidy(place, value) { return forms.is_figure(base, place[1]) ? value.trim() : value; }

  function copy() {
    var lines = {}, keys;
    selected().forEach(function (place) {
      var cell = forms.cell_of(tried, place), text = cell.e === "saisie" ? text_at(place) : cell.v || cell.t;
      lines[place[0]] = lines[place[0]] || [];
      lines[place[0]].push(/[\t\n"]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text);
    });
    keys = Object.keys(lines).map(Number).sort(function (a, b) { return a - b; });
    return keys.map(function (r) { return lines[r].join("\t"); }).join("\n");
  }

  /* ---- enregistrer ---- */

  function save() {
    var n = Object.keys(edits).length, wrong = refused();
    if (n === 0 || is_saving) return;
    if (wrong.length) { go(wrong[0]); return; }
    is_saving = true;
    paint();
    send(false).then(function (answer) {
      is_saving = false;
      if (answer.status === 409) { take_theirs(answer.told); return; }
      reason = answer.status === 200 ? "" : answer.told.raison || "";
      if (answer.status === 200) {
        take_form(answer.told);
        notice = "Enregistré à " + new Date().toLocaleTimeString("fr") + " : " + plural(n, "valeur") + ".";
      } else if (answer.status === 422 && answer.told.lignes) {
        tried = answer.told;
        tried_edits = Object.assign({}, edits);
      }
      paint();
      go(at);
    });
  }

  function take_form(form) {
    trials++;
    must_ask = false;
    mark_waiting(false);
    base = tried = form;
    edits = {};
    tried_edits = {};
    moved = {};
    build();
  }

  /* ---- le fichier a changé sur le disque ---- */

  function take_theirs(theirs) {
    var conflicts = [], kept = edits, before = base;
    if (editor) end_edit();
    if (!forms.answers_to(base, theirs)) { show_other_shape(theirs); return; }
    moved = {};
    forms.every_cell(before, function (place, cell) {
      var key = place.join(","), now = forms.cell_of(theirs, place);
      if (cell.e !== "saisie" || now.t === cell.t) return;
      moved[key] = true;
      if (key in kept && kept[key] !== now.t) conflicts.push({ place: place, before: cell.t, disk: now.t, mine: kept[key] });
    });
    var seen = moved;
    take_form(theirs);
    moved = seen;
    Object.keys(kept).forEach(function (key) { put(key.split(",").map(Number), kept[key]); });
    done = done.filter(function (step) { return step.every(function (part) { return !(part[0].join(",") in moved); }); });
    undone = [];
    reason = "";
    notice = "Le fichier a changé sur le disque (" + plural(Object.keys(moved).length, "valeur") + " de cette grille) ; "
      + (has_edits() ? "vos saisies sont gardées, rien n’est encore enregistré." : "la grille est à jour.");
    refresh();
    if (conflicts.length) show_conflicts(conflicts);
    else go(at);
  }

  function show_conflicts(conflicts) {
    choices.conflicts(conflicts.map(function (item) {
      return { place: item.place, name: forms.cell_name(base, item.place), before: item.before, disk: item.disk, mine: item.mine };
    }), function (kept_disk) {
      kept_disk.forEach(function (item) { put(item.place, item.disk); });
      go(at);
      refresh();
    });
  }

  /* Lignes ou colonnes ne se répondent plus : on ne peut pas dire quelle cellule est laquelle. */
  function show_other_shape(theirs) {
    var mine = Object.keys(edits).map(function (key) {
      var place = key.split(",").map(Number);
      return { name: forms.cell_name(base, place), before: forms.cell_of(base, place).t, mine: edits[key] };
    });
    function take() {
      take_form(theirs);
      done = [];
      undone = [];
      at = anchor = [0, 0];
      notice = "Grille reprise du disque" + (mine.length ? " ; " + plural(mine.length, "saisie") + " à refaire." : ".");
      go(at);
      refresh();
    }
    if (mine.length) choices.other_shape(mine, take);
    else take();
  }

  /* ---- ouvrir, fermer ---- */

  function open(name) {
    tools.read(name).then(function (answer) {
      if (answer.status !== 200) {
        by_id("quand").textContent = tools.sentence(answer.told.raison);
        return;
      }
      take_form(answer.told);
      done = [];
      undone = [];
      notice = reason = "";
      choices.close();
      at = anchor = [0, 0];
      if (!panel.open) {
        opener = document.activeElement;
        panel.showModal();
      }
      paint();
      go(forms.first_place(base));
    });
  }

  function close() {
    base = null;
    edits = {};
    panel.close();
    if (opener && opener.isConnected) opener.focus();
  }

  /* Quitte la grille, après avoir demandé ce qu’il advient des saisies. */
  function leave(then) {
    if (!has_edits()) { then(); return; }
    choices.unsaved(Object.keys(edits).length, function () { go(at); }, function () { edits = {}; then(); });
  }

  /* Les fichiers ont bougé : la grille ouverte est relue. */
  function files_changed() {
    var form = base;
    if (!form || is_saving) return;
    tools.read(form.nom).then(function (answer) {
      if (base !== form || is_saving || choices.is_open()) return;
      if (answer.status === 200 && answer.told.empreinte !== base.empreinte) take_theirs(answer.told);
      else if (answer.status === 404) { reason = answer.told.raison; paint(); }
    });
  }

  /* ---- ce qui écoute ---- */

  function on_mouse(event) {
    var made = event.target.closest("td[role=gridcell], td[role=rowheader]");
    if (!made || !made.place || event.button !== 0 || (editor && editor.made === made)) return;
    event.preventDefault();
    if (editor) commit();
    go(made.place, event.shiftKey);
  }

  function on_drag(event) {
    var made = event.target.closest("td[role=gridcell], td[role=rowheader]");
    if (event.buttons === 1 && made && made.place && !editor && made.place.join() !== at.join()) go(made.place, true);
  }

  function start() {
    table.addEventListener("mousedown", on_mouse);
    table.addEventListener("mouseover", on_drag);
    table.addEventListener("dblclick", function () { begin(); });
    panel.addEventListener("keydown", on_key);
    panel.addEventListener("cancel", function (event) {
      event.preventDefault();
      if (choices.is_open()) return;
      leave(close);
    });
    panel.addEventListener("paste", function (event) {
      if (editor || !event.target.closest("#grille-table")) return;
      event.preventDefault();
      paste(event.clipboardData.getData("text/plain"));
    });
    panel.addEventListener("copy", function (event) {
      if (editor || !event.target.closest("#grille-table")) return;
      event.preventDefault();
      event.clipboardData.setData("text/plain", copy());
    });
    /* Un navigateur ferme de force à la deuxième Échap : les saisies n’en sont pas moins là. */
    panel.addEventListener("close", function () { if (base) panel.showModal(); });
    by_id("grille-enregistrer").addEventListener("click", save);
    by_id("grille-annuler").addEventListener("click", undo);
    by_id("grille-retablir").addEventListener("click", redo);
    by_id("grille-fermer").addEventListener("click", function () { if (!choices.is_open()) leave(close); });
    window.addEventListener("beforeunload", function (event) { if (base && has_edits()) event.preventDefault(); });
  }

  start();
  window.bilan_grille = { open: open, files_changed: files_changed };
}());
