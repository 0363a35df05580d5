/* xref_impl.h - what file.c and xref.c share */
#ifndef VERIFY_XREF_IMPL_H
#define VERIFY_XREF_IMPL_H

#include "verify/file.h"

/* Reads the cross-reference and the trailer. */
void xref_read(PdfFile *file);

/* Where "number g obj" stands in the bytes; false when nowhere. */
bool xref_find(PdfFile *file, uint32_t number, size_t *at);

/* Reads "number g obj" and the object behind it at `at`. */
bool file_read_at(PdfFile *file, size_t at, uint32_t *number, const Object **object);

#endif
