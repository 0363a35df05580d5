/* words.h - words as the search knows them
 *
 *     "Les élèves de l’Oriental, 3 636 inscrits" -> les elev de oriental 3636 inscrit
 *
 * Letters are folded (case, accents, œ to oe), elisions dropped, endings cut by a table of suffixes. The
 * browser does the same to what a reader types: words_rules() hands it the tables, and both are held against
 * one list of examples (tests/search-words.txt).
 */
#ifndef HTML_WORDS_H
#define HTML_WORDS_H

#include "base/buf.h"

/* Puts the next word at or after byte `*at`, folded, in place of what `word` holds; moves `*at` past it. False
 * when there is none left. A number is one word whatever its blanks, and without decimals
 * that are nought: "4 175 500,00" is "4175500". */
bool word_next(Buf *word, Str text, size_t *at);

/* A folded word without its ending: "elev" for "eleves". Three letters at least stay. Borrows from the word
 * where it can. */
Str  word_stem(Arena *arena, Str folded);

/* True for a folded word that says nothing alone ("le", "dans"): it is not searched for. */
bool word_is_stop(Str folded);

/* Appends members of a JSON object: "fins" (a list a step, of pairs: the ending and what takes its place),
 * "elisions" and "vides" (the words that say nothing). */
void words_rules(Buf *out);

#endif
