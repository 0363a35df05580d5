/* La recherche dans tout le rapport. L’index (recherche-index.js, fait avec le site) n’est demandé que lorsqu’on cherche.
 * Les mots sont pliés et coupés ici comme là-bas (gen/html/words.c) : tests/search-words.txt le vérifie des deux côtés. */
(function () {
  "use strict";

  /* ---- les mots ---- */

  var BASE = 90, SHORT = 40, STEM_LETTERS = 3;
  var KIND_WEIGHTS = [3, 2, 3, 1.6, 1.6, 1, 1], PREFIX_WEIGHT = 0.5, PAGE_WEIGHT = 0.5, TITLE_WEIGHT = 3;
  var AIMED = [0, 1], WORDS_AIMED = 4, AIM_ROOM = 100;   /* chapitres et sections (gen/html/search.h) */
  var MARKS = /[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g;
  var LETTERS = { "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ß": "ss" };
  var WORD = /[\p{L}\p{M}0-9]/u, DIGIT = /[0-9]/, NUMBER = /^[0-9]+/;
  var GROUP = /^[ \t\n\r\u00a0\u202f\u2009]([0-9]{3})(?![0-9])/, DECIMALS = /^[,.]([0-9]+)/;

  function fold(text) {
    if (text >= "a" && text <= "z" && text.length === 1)
      return text;
    return text.toLowerCase().normalize("NFD").replace(MARKS, "").replace(/[œæøłđðħıß]/g, function (letter) {
      return LETTERS[letter];
    });
  }

  /* Le nombre au début de `text`, groupes joints, sans décimales nulles, et ce qu’il occupe. */
  function number_at(text) {
    var found = NUMBER.exec(text)[0], at = found.length, rest = "", next;
    var is_grouped = at <= 3;
    while (is_grouped && (next = GROUP.exec(text.slice(at)))) {
      found += next[1];
      at += next[0].length;
    }
    while ((next = DECIMALS.exec(text.slice(at)))) {
      rest += "," + next[1];
      at += next[0].length;
    }
    return { text: found + (/^,0+$/.test(rest) ? "" : rest), length: at };
  }

  /* Les mots d’un texte, avec leurs places. */
  function words(text, elisions) {
    var list = [], at = 0, lo = 0, word = "", c, number;
    function end() {
      if (word)
        list.push({ word: word, lo: lo, hi: at });
      word = "";
    }
    while (at < text.length) {
      c = String.fromCodePoint(text.codePointAt(at));
      if (word === "")
        lo = at;
      if (word === "" && DIGIT.test(c)) {
        number = number_at(text.slice(at));
        word = number.text;
        at += number.length;
        continue;
      }
      if (WORD.test(c))
        word += fold(c);
      else if ((c === "'" || c === "’") && elisions.indexOf(word) >= 0)
        word = "";
      else
        end();
      at += c.length;
    }
    end();
    return list;
  }

  function stem(word, steps) {
    if (/[0-9]/.test(word))
      return word;
    steps.forEach(function (step) {
      var ending = step.find(function (pair) {
        return word.endsWith(pair[0]) && word.length - pair[0].length + pair[1].length >= STEM_LETTERS;
      });
      if (ending)
        word = word.slice(0, word.length - ending[0].length) + ending[1];
    });
    return word.length > STEM_LETTERS && /([\x21-\x7e])\1$/.test(word) ? word.slice(0, -1) : word;
  }

  /* ---- l’index (gen/html/search_text.h) ---- */

  function digit(text, at) {
    var c = text.charCodeAt(at) - 35;
    return c > 57 ? c - 1 : c;
  }

  function numbers(text) {
    var list = [], at = 0, first;
    while (at < text.length) {
      first = digit(text, at++);
      if (first >= BASE - 1) {
        first = SHORT + (BASE - SHORT - 1) * BASE
          + (digit(text, at) * BASE + digit(text, at + 1)) * BASE + digit(text, at + 2);
        at += 3;
      } else if (first >= SHORT) {
        first = SHORT + (first - SHORT) * BASE + digit(text, at++);
      }
      list.push(first);
    }
    return list;
  }

  function Engine(index) {
    var engine = this, before = "";
    this.index = index;
    this.elisions = index.elisions.split(" ");
    this.stops = index.vides.split(" ");
    this.pieces = index.morceaux.split("\n");
    this.uses = index.renvois.split("\n");
    this.stems = index.mots.split("\n").map(function (line) {
      before = before.slice(0, digit(line, 0)) + line.slice(1);
      return before;
    });
    this.titles = index.pages.map(function (page) {
      return engine.words(page[1]).map(function (item) { return item.stem; });
    });
  }

  Engine.prototype.words = function (text) {
    var steps = this.index.fins;
    return words(text, this.elisions).map(function (item) {
      item.stem = stem(item.word, steps);
      return item;
    });
  };

  Engine.prototype.text = function (coded) {
    var pieces = this.pieces, text = "", is_word = false;
    numbers(coded).forEach(function (number) {
      var piece = pieces[number], is_next_word = piece[0] !== "\t";
      if (is_word && is_next_word && !text.endsWith("’"))
        text += " ";
      text += is_next_word ? piece : piece.slice(1);
      is_word = is_next_word;
    });
    return text;
  };

  /* Ce que la question demande : des mots, et ceux qui doivent se suivre. */
  Engine.prototype.read = function (query) {
    var engine = this, phrases = [], terms = this.words(query), useful;
    query.replace(/["«“]([^"»”]+)["»”]/g, function (all, inside) {
      phrases.push(engine.words(inside).map(function (item) { return item.stem; }));
      return all;
    });
    useful = terms.filter(function (item) { return engine.stops.indexOf(item.word) < 0; });
    useful.forEach(function (item, at) {
      var is_last = at === useful.length - 1 && item.hi === query.length;
      item.list = engine.stems.map(function (text, number) {
        return text === item.stem ? { number: number, weight: 1 } : null;
      }).filter(Boolean);
      if ((is_last || item.list.length === 0) && item.word.length > 1) {
        item.prefix = item.word;
        engine.stems.forEach(function (text, number) {
          if (text !== item.stem && text.startsWith(item.word))
            item.list.push({ number: number, weight: PREFIX_WEIGHT });
        });
      }
    });
    return { terms: useful, phrases: phrases };
  };

  /* Ce que vaut chaque entrée pour un mot : le mot rare plus que le courant, le titre plus que le texte. */
  Engine.prototype.weigh = function (term) {
    var engine = this, found = new Map(), total = this.index.entrees.length, rarity;
    term.list.forEach(function (item) {
      var codes = numbers(engine.uses[item.number]), entry = 0, i, where, count, value;
      for (i = 0; i < codes.length; i += 2) {
        entry += codes[i];
        where = codes[i + 1] % 4;
        count = Math.floor(codes[i + 1] / 4) + 1;
        value = (where & 1 ? TITLE_WEIGHT * KIND_WEIGHTS[engine.index.entrees[entry][2]] : 0)
          + (where & 2 ? 1 + Math.log(count) : 0);
        found.set(entry, Math.max(found.get(entry) || 0, value * item.weight));
      }
    });
    rarity = Math.log(1 + total / (found.size || 1));
    found.forEach(function (value, entry) { found.set(entry, value * rarity); });
    return { found: found, rarity: rarity, stem: term.stem };
  };

  Engine.prototype.follows = function (entry, phrase) {
    var said = this.words(this.text(entry[3]) + " . " + this.text(entry[4])).map(function (item) { return item.stem; });
    return said.some(function (first, at) {
      return phrase.every(function (word, i) { return said[at + i] === word; });
    });
  };

  /* Les entrées qui répondent, les meilleures d’abord. Celles qui disent tous les mots ; à défaut, celles qui en disent un. */
  Engine.prototype.search = function (query) {
    var engine = this, asked = this.read(query), weights = asked.terms.map(this.weigh, this), all = [], some = [];
    var entries = new Set();
    weights.forEach(function (weight) { weight.found.forEach(function (value, entry) { entries.add(entry); }); });
    entries.forEach(function (number) {
      var entry = engine.index.entrees[number], score = 0, missing = 0;
      weights.forEach(function (weight) {
        var value = weight.found.get(number);
        if (!value && engine.titles[entry[0]].indexOf(weight.stem) >= 0)
          value = PAGE_WEIGHT * weight.rarity;
        score += value || 0;
        missing += value ? 0 : 1;
      });
      if (!asked.phrases.every(function (phrase) { return engine.follows(entry, phrase); }))
        return;
      (missing ? some : all).push({ number: number, score: score / (1 + missing) / (1 + entry[4].length / 4000) });
    });
    function better(a, b) {
      return b.score - a.score || a.number - b.number;
    }
    return { terms: asked.terms, is_partial: all.length === 0 && some.length > 0,
      found: (all.length ? all : some).sort(better).map(function (item) { return item.number; }) };
  };

  /* Un texte coupé là où des mots cherchés s’y trouvent : [texte, est marqué ?]. */
  Engine.prototype.parts = function (text, terms) {
    var parts = [], at = 0;
    this.words(text).forEach(function (item) {
      var is_sought = terms.some(function (term) {
        return term.stem === item.stem || (term.prefix && item.word.startsWith(term.prefix));
      });
      if (!is_sought)
        return;
      parts.push([text.slice(at, item.lo), false], [text.slice(item.lo, item.hi), true]);
      at = item.hi;
    });
    parts.push([text.slice(at), false]);
    return parts.filter(function (part) { return part[0]; });
  };

  /* Là où commence le passage d’une entrée qui dit le plus des mots cherchés ; -1 quand elle n’en dit aucun. */
  Engine.prototype.place = function (text, terms, room) {
    var marks = this.words(text).filter(function (item) {
      return terms.some(function (term) {
        return term.stem === item.stem || (term.prefix && item.word.startsWith(term.prefix));
      });
    });
    var best = 0, lo = -1;
    marks.forEach(function (mark, i) {
      var seen = new Set();
      marks.slice(i).forEach(function (other) {
        if (other.hi < mark.lo + room * 2 / 3)
          seen.add(other.stem);
      });
      if (seen.size > best) {
        best = seen.size;
        lo = mark.lo;
      }
    });
    return lo;
  };

  /* Ce passage, coupé entre deux mots. */
  Engine.prototype.context = function (text, terms, place, room) {
    var lo = place < 0 ? 0 : text.lastIndexOf(" ", Math.max(0, place - room / 3)) + 1;
    var hi = lo + room < text.length ? text.lastIndexOf(" ", lo + room) : text.length;
    return [[lo > 0 ? "… " : "", false]].concat(this.parts(text.slice(lo, hi), terms), [[hi < text.length ? " …" : "", false]]);
  };

  /* Ce qui suit l’adresse d’un chapitre ou d’une section pour que le navigateur aille aux mots mêmes et les montre : ceux
   * qui se suivent à cette place, sans chiffre ni signe, tels qu’ils sont dans la page. Trop peu de mots mèneraient ailleurs.
   * Un navigateur qui ne connaît pas ces adresses, ou ne trouve pas les mots, s’arrête au titre. */
  Engine.prototype.aim = function (entry, text, place) {
    var before, after, said;
    if (place < 0 || AIMED.indexOf(entry[2]) < 0)
      return "";
    before = /(?:[\p{L}\p{M}’-]+ ){0,3}[\p{L}\p{M}’]*$/u.exec(text.slice(Math.max(0, place - AIM_ROOM), place))[0];
    after = /^[\p{L}\p{M}’-]*(?: [\p{L}\p{M}’-]+){0,5}(?![\p{L}\p{M}0-9])/u.exec(text.slice(place));
    said = after ? before + after[0] : "";
    if (said.split(" ").length < WORDS_AIMED)
      return "";
    return (entry[1] ? "" : "#") + ":~:text=" + encodeURIComponent(said).replace(/-/g, "%2D");
  };

  /* Par page, dans l’ordre de leur meilleure entrée. */
  Engine.prototype.answer = function (query, limit, room) {
    var engine = this, answer = this.search(query), groups = new Map();
    answer.found.slice(0, limit).forEach(function (number) {
      var entry = engine.index.entrees[number], page = engine.index.pages[entry[0]];
      var text = engine.text(entry[4]), place = engine.place(text, answer.terms, room);
      if (!groups.has(entry[0]))
        groups.set(entry[0], { title: page[1], list: [] });
      groups.get(entry[0]).list.push({
        href: page[0] + (entry[1] ? "#" + entry[1] : "") + engine.aim(entry, text, place),
        title: engine.parts(engine.text(entry[3]), answer.terms),
        context: engine.context(text, answer.terms, place, room)
      });
    });
    return { count: answer.found.length, is_partial: answer.is_partial, has_words: answer.terms.length > 0,
      groups: Array.from(groups.values()) };
  };

  if (typeof module === "object") {
    module.exports = { Engine: Engine };
    return;
  }

  /* ---- la page ---- */

  var LISTED = 8, SHOWN = 60, ROOM = 180, PAGE = "recherche.html";
  var engine = null, waiting = [];

  function with_engine(then) {
    var script;
    if (engine) {
      then();
      return;
    }
    waiting.push(then);
    if (waiting.length > 1)
      return;
    script = document.createElement("script");
    script.src = "recherche-index.js";
    script.onload = function () {
      engine = new Engine(window.indexDeRecherche);
      waiting.splice(0).forEach(function (next) { next(); });
    };
    script.onerror = function () { waiting = []; };
    document.head.appendChild(script);
  }

  function element(name, attributes, content) {
    var item = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { item.setAttribute(key, attributes[key]); });
    item.append.apply(item, content || []);
    return item;
  }

  function marked(parts) {
    return parts.map(function (part) { return part[1] ? element("mark", {}, [part[0]]) : part[0]; });
  }

  function count_text(answer, query) {
    var number = answer.count === 1 ? "{{{mots.un-passage}}}" : answer.count + "{{{mots.nombre-de-passages.2}}}";
    if (!query.trim())
      return "";
    if (!answer.has_words)
      return "{{{mots.mots-trop-courants}}}";
    if (answer.count === 0)
      return "{{{mots.aucun-passage}}}";
    return answer.is_partial ? "{{{mots.passages-partiels.1}}}" + number + "{{{mots.passages-partiels.2}}}" : number + ".";
  }

  /* Dans l’en-tête : une liste sous le champ, parcourue par les flèches. */

  function start_field(form, field) {
    var list = element("div", { class: "propositions", role: "listbox", id: "page_propositions", "aria-label": "{{{mots.passages}}}" });
    var status = element("p", { class: "cache", role: "status" });
    var options = [], current = -1, back = null;
    list.hidden = true;
    form.append(list, status);
    Object.entries({ role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list",
      "aria-controls": "page_propositions" }).forEach(function (pair) { field.setAttribute(pair[0], pair[1]); });

    function mark(next) {
      if (options[current])
        options[current].setAttribute("aria-selected", "false");
      current = next;
      if (!options[current]) {
        field.removeAttribute("aria-activedescendant");
        return;
      }
      options[current].setAttribute("aria-selected", "true");
      options[current].scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", options[current].id);
    }

    function hide() {
      list.hidden = true;
      field.setAttribute("aria-expanded", "false");
      mark(-1);
    }

    function option(href, content) {
      var item = element("a", { role: "option", href: href, id: "page_proposition_" + options.length,
        "aria-selected": "false", tabindex: "-1" }, content);
      options.push(item);
      return item;
    }

    function show() {
      var query = field.value, answer = engine.answer(query, LISTED, ROOM * 2 / 3);
      mark(-1);
      options = [];
      list.textContent = "";
      status.textContent = count_text(answer, query);
      answer.groups.forEach(function (group, number) {
        var title = element("div", { class: "groupe", id: "page_groupe_" + number }, [group.title]);
        list.append(element("div", { role: "group", "aria-labelledby": title.id }, [title].concat(group.list.map(function (item) {
          return option(item.href, [element("span", { class: "nom" }, marked(item.title)),
            element("span", { class: "contexte" }, marked(item.context))]);
        }))));
      });
      if (answer.count > 0)
        list.append(option(PAGE + "?q=" + encodeURIComponent(query), [element("span", { class: "nom" },
          ["{{{mots.tous-les-resultats.1}}}" + answer.count + "{{{mots.tous-les-resultats.2}}}"])]));
      else if (query.trim())
        list.append(element("div", { class: "vide", role: "option", "aria-disabled": "true", "aria-selected": "false" },
          [status.textContent]));
      list.hidden = !query.trim();
      field.setAttribute("aria-expanded", String(!list.hidden));
    }

    form.hidden = false;
    field.addEventListener("focus", function (event) {
      back = event.relatedTarget || back;
      with_engine(function () { if (field.value) show(); });
    });
    field.addEventListener("input", function () { with_engine(show); });
    field.addEventListener("keydown", function (event) {
      var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && !list.hidden && options.length) {
        event.preventDefault();
        mark(current < 0 && step < 0 ? options.length - 1 : (current + step + options.length + 1) % (options.length + 1));
      } else if (event.key === "Enter" && options[current]) {
        event.preventDefault();
        options[current].click();
      } else if (event.key === "Escape") {
        event.preventDefault();
        if (!list.hidden)
          hide();
        else if (back && back.isConnected)
          back.focus();
        else
          field.blur();
      }
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      location.assign(PAGE + "?q=" + encodeURIComponent(field.value));
    });
    form.addEventListener("focusout", function (event) {
      if (!form.contains(event.relatedTarget))
        hide();
    });
    list.addEventListener("mousedown", function (event) { event.preventDefault(); });
    list.addEventListener("click", function (event) {
      if (event.target.closest("a"))
        hide();
    });
  }

  /* La page des résultats. */

  function start_page(form, field, place) {
    var status = document.querySelector(".compte"), timer = 0;
    form.hidden = false;

    function show() {
      var query = field.value, answer = engine.answer(query, SHOWN, ROOM * 1.5);
      place.textContent = "";
      status.textContent = count_text(answer, query)
        + (answer.count > SHOWN ? "{{{mots.premiers-montres.1}}}" + SHOWN + "{{{mots.premiers-montres.2}}}" : "");
      answer.groups.forEach(function (group, number) {
        var title = element("h2", { id: "page_groupe_" + number }, [group.title]);
        place.append(element("section", { "aria-labelledby": title.id }, [title,
          element("ol", {}, group.list.map(function (item) {
            return element("li", {}, [element("a", { href: item.href }, marked(item.title)),
              element("p", {}, marked(item.context))]);
          }))]));
      });
      document.title = (query ? query + " – " : "") + document.title.replace(/^.*(?={{{mots.recherche}}} – )/, "");
    }

    function ask() {
      try {
        history.replaceState(null, "", PAGE + (field.value ? "?q=" + encodeURIComponent(field.value) : ""));
      } catch (e) { /* dans un dossier, l’adresse reste */ }
      with_engine(show);
    }

    field.value = new URLSearchParams(location.search).get("q") || "";
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      ask();
    });
    field.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(ask, 150);
    });
    if (field.value)
      with_engine(show);
    field.focus();
  }

  /* Une touche seule doit pouvoir être coupée (WCAG 2.1.4) : le choix est sur la page de recherche. */

  function slash_is_off() {
    try { return localStorage.getItem("touche-recherche") === "non"; } catch (e) { return false; }
  }

  function start_keys(field) {
    var choice = document.getElementById("page_touche");
    if (choice) {
      choice.checked = !slash_is_off();
      choice.addEventListener("change", function () {
        try { localStorage.setItem("touche-recherche", choice.checked ? "oui" : "non"); } catch (e) { /* rien à retenir */ }
      });
    }
    document.addEventListener("keydown", function (event) {
      var is_writing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
      var is_slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !is_writing && !slash_is_off();
      var is_control = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k";
      if (!is_slash && !is_control)
        return;
      event.preventDefault();
      field.focus();
      field.select();
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    var form = document.querySelector("form.chercher"), place = document.querySelector(".resultats");
    var field = form && form.querySelector("input[type=search]");
    if (!field)
      return;
    if (place)
      start_page(form, field, place);
    else
      start_field(form, field);
    start_keys(field);
  });
}());
