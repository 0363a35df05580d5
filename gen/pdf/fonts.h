/* fonts.h - the faces as the PDF holds them: subsets with codes of our own
 *
 * A code (CID) stands for one glyph that means one text. The same glyph with
 * another meaning (a dotless tooth that is ba here and ta there) has another
 * code, so that copying and searching need no ActualText inside the content.
 * Codes are given in the order of first use: most are below 256, which packs
 * well.
 */
#ifndef PDF_FONTS_H
#define PDF_FONTS_H

#include "pdf/object.h"
#include "text/font.h"

typedef struct PdfFonts PdfFonts;
typedef uint32_t PdfCode;                          /* from 1; 16 bits */

PdfFonts *pdf_fonts_new(Arena *arena, Fonts *fonts);

/* The code of a glyph that means `text` (borrowed). Empty text: a glyph that
 * another one of its cluster speaks for. Glyph 0 becomes the face's sign
 * for a missing character. */
PdfCode pdf_font_code(PdfFonts *fonts, Face face, uint32_t glyph, Str text);
PdfCode pdf_font_blank(PdfFonts *fonts, Face face);
int     pdf_font_width(const PdfFonts *fonts, Face face, PdfCode code);   /* thousandths of the em */

/* Writes the faces used and appends them as resources, "/F0 12 0 R". False,
 * with the face, when HarfBuzz cannot cut one. */
bool    pdf_fonts_write(PdfFonts *fonts, Pdf *pdf, Buf *resources, Face *failed);

/* The ToUnicode map of one face: only for what writes and tests it. */
Str     pdf_font_map(PdfFonts *fonts, Arena *arena, Face face);

#endif
