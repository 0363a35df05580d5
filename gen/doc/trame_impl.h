/* trame_impl.h - what the makers of a trame's blocks share */
#ifndef DOC_TRAME_IMPL_H
#define DOC_TRAME_IMPL_H

#include "doc/doc_impl.h"

typedef struct {
    Maker   *maker;
    Outline *outline;
    Placing *placing;
    int      depth;                      /* sections that are open */
} Trame;

/* Appends what the trame asks for at one place, for one scope, to `chain`. */
typedef void MakeBlock(Trame *trame, const TrameSpec *spec, const Scope *scope, BlockChain *chain);

/* ---- trame.c ---- */

MakeBlock trame_blocks;                  /* all blocks of `blocs` */
MakeBlock trame_block;                   /* one block, as often as its `pour` and `si` say */

/* Words of the type with their places filled. */
Inline *trame_inlines(Trame *trame, const Scope *scope, Text words);

/* A heading below the open sections, in the outline; NULL when its words are empty. */
Block *trame_heading(Trame *trame, const TrameSpec *spec, const Scope *scope);

/* The entries of `pour`; without it the scope itself. */
size_t trame_entries(Trame *trame, const TrameSpec *spec, const Scope *scope, const Scope **entries);

/* ---- trame_panels.c: what stands side by side, in boxes, in stars ---- */

MakeBlock make_band, make_columns, make_cards, make_key_figures, make_tiles, make_box, make_map;

#endif
