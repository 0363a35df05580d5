/* object.h - the objects of a PDF file, through libharu
 *
 * libharu keeps the cross-reference and the streams and writes the file; an
 * object's entries are text of ours, in PDF's own syntax (see syntax.h): a
 * report has thousands of structure elements, and libharu takes a quarter of
 * a kilobyte for each key of a dictionary. Its types stay in object.c.
 *
 * The first failure is kept and turns the calls after it into no-ops;
 * pdf_save() reports it.
 */
#ifndef PDF_OBJECT_H
#define PDF_OBJECT_H

#include "base/buf.h"

typedef struct Pdf Pdf;
typedef uint32_t PdfRef;                           /* number of an object; 0 is none */

Pdf *pdf_open(Arena *arena);                       /* NULL without memory */
void pdf_close(Pdf *pdf);

/* A dictionary to be filled later. */
PdfRef pdf_reserve(Pdf *pdf);

/* Gives a reserved dictionary its entries, "/Type /Page /Parent 2 0 R", without
 * the brackets. They are borrowed until the file is saved. */
void   pdf_fill(Pdf *pdf, PdfRef ref, Str entries);
PdfRef pdf_add(Pdf *pdf, Str entries);

/* A stream with further entries. Packed: Flate, when the file is saved. `bytes`
 * are copied, the entries borrowed. */
PdfRef pdf_add_stream(Pdf *pdf, Str entries, Str bytes, bool is_packed);

PdfRef pdf_pages_root(const Pdf *pdf);             /* both reserved, with their Type */
PdfRef pdf_catalogue(const Pdf *pdf);
PdfRef pdf_info(const Pdf *pdf);

/* The file. Its ID is the SHA-256 of its other bytes. False, with libharu's
 * error number, when anything failed. */
bool pdf_save(Pdf *pdf, Arena *arena, Str *bytes, unsigned long *error);

#endif
