/* Ce que les pages de saisie de l’aperçu ont en commun : éléments, phrases, demandes au serveur, blocs collés. */
window.bilan_outils = (function () {
  "use strict";
  function by_id(id) { return document.getElementById(id); }

  function element(name, class_name, text) {
    var made = document.createElement(name);
    if (class_name) made.className = class_name;
    if (text) made.textContent = text;
    return made;
  }

  function plural(n, words) { return n + " " + words.split(" ").map(function (word) { return n > 1 ? word + "s" : word; }).join(" "); }

  /* Des espaces qui ne se coupent pas, où la phrase française en veut. */
  function french(text) {
    return text.replace(/ ([:;!?»])/g, "\u00a0$1").replace(/« /g, "«\u00a0");
  }

  /* Une phrase : majuscule et point. */
  function sentence(text) {
    return french(text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?…]$/.test(text) ? "" : "."));
  }

  function button(text, class_name, act) {
    var made = element("button", class_name, text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  /* ---- le serveur ---- */

  /* Un lecteur de YAML ne prend pas ces caractères tels quels ; JSON les permet en échappement. */
  function json_of(value) {
    return JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, function (sign) {
      return "\\u" + sign.charCodeAt(0).toString(16).padStart(4, "0");
    });
  }

  function take_answer(answer) {
    var is_json = /json/.test(answer.headers.get("Content-Type"));
    return is_json ? answer.json().then(function (told) { return { status: answer.status, told: told }; })
      : { status: answer.status, told: { raison: answer.status === 403 ? "L’aperçu a été relancé : recharger la page pour enregistrer."
        : "L’aperçu ne prend pas cette saisie (" + answer.status + ")." } };
  }

  function no_answer() {
    return { status: 0, told: { raison: "L’aperçu ne répond pas ; les saisies sont gardées ici." } };
  }

  function read(name) {
    return fetch("/_/formulaire?nom=" + encodeURIComponent(name)).then(take_answer).catch(no_answer);
  }

  /* ---- coller ---- */

  /* Des lignes de cellules, entre guillemets où il le faut (RFC 4180). */
  function cut_cells(text, separator) {
    var rows = [[""]], is_quoted = false, i, sign;
    for (i = 0; i < text.length; i++) {
      sign = text[i];
      var row = rows[rows.length - 1], last = row.length - 1;
      if (is_quoted && sign === '"' && text[i + 1] === '"') { row[last] += sign; i++; }
      else if (sign === '"' && (is_quoted || row[last] === "")) is_quoted = !is_quoted;
      else if (!is_quoted && sign === separator) row.push("");
      else if (!is_quoted && sign === "\n") rows.push([""]);
      else row[last] += sign;
    }
    return rows;
  }

  /* Ce qu’un tableur met au presse-papiers, ou des lignes à points-virgules. Une seule de celles-ci est une phrase, là où l’on
   * n’attend pas de chiffres. */
  function block_of(text, expects_figures) {
    var plain = text.replace(/\r\n?/g, "\n").replace(/\n$/, ""), lines = plain.split("\n"), width = lines[0].split(";").length;
    var is_list = width > 1 && (lines.length > 1 || expects_figures)
      && lines.every(function (line) { return line.split(";").length === width; });
    return cut_cells(plain, is_list && !/\t/.test(plain) ? ";" : "\t");
  }

  return { by_id: by_id, element: element, plural: plural, french: french, sentence: sentence, button: button, json_of: json_of,
    take_answer: take_answer, no_answer: no_answer, read: read, block_of: block_of };
}());
