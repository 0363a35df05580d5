/* file.h - a PDF file: its objects by number, its streams unpacked
 *
 * Reads both kinds of cross-reference (ISO 32000-1, 7.5.4 and 7.5.8). Where
 * one is wrong the object is looked for in the bytes, so that the other rules
 * still have something to say, and the fault is kept.
 *
 * Nothing of a hostile file costs more than a bounded time and memory: each
 * byte is read as an object a bounded number of times, unpacked bytes are
 * counted, nesting is limited, and no chain of references is followed in
 * circles.
 */
#ifndef VERIFY_FILE_H
#define VERIFY_FILE_H

#include "verify/object.h"

typedef enum {
    FILE_HEADER, FILE_MARK, FILE_START, FILE_XREF, FILE_ENTRY, FILE_TAIL, FILE_OBJECT, FILE_LENGTH, FILE_HEX,
    FILE_STREAM, FILE_LIMIT, FILE_FAULTS
} FileFaultKind;

typedef struct { FileFaultKind kind; uint32_t number; Str detail; } FileFault;

typedef enum { ENTRY_NONE, ENTRY_AT, ENTRY_PACKED } EntryKind;

typedef struct {
    EntryKind     kind;
    uint32_t      index;                 /* PACKED: place in the object stream */
    uint64_t      offset;                /* AT: byte; PACKED: number of the object stream */
    const Object *object;                /* NULL: not read so far */
    const struct Packed *packed;         /* what is in it, when it is an object stream that was opened */
    bool          is_open;               /* being read: its own Length leads back to it */
} XrefEntry;

typedef struct {
    Arena  *arena;
    Str     bytes;
    ARRAY(XrefEntry) entries;            /* by number */
    ARRAY(FileFault) faults;
    ARRAY(uint64_t)  places;             /* by number: where "n g obj" was found, plus 1; empty: not looked for */
    const Object    *trailer;            /* a dictionary, perhaps empty */
    size_t  read_left, unpack_left;      /* bytes */
} PdfFile;

enum { OBJECTS_MAX = 1 << 20, UNPACK_ALL = 1 << 30, UNPACK_ONE = 1 << 26 };

/* False when there is neither a cross-reference nor a catalogue: no PDF. */
bool file_open(Arena *arena, Str bytes, PdfFile *file);

/* The object, object_null when there is none. */
const Object *file_object(PdfFile *file, uint32_t number);

/* `object`, or what it refers to. */
const Object *file_resolve(PdfFile *file, const Object *object);
const Object *file_get(PdfFile *file, const Object *dict, const char *key);
const Object *file_item(PdfFile *file, const Object *array, size_t index);
size_t        file_count(const Object *array);     /* 0 for what is no array */

/* The number of the object that a value is: 0 when it stands in another one. */
uint32_t      object_reference(const Object *object);

/* A stream's bytes, unpacked. False for a filter other than Flate, for bytes
 * that do not unpack, and beyond the limits. */
bool file_unpack(PdfFile *file, Arena *arena, const Object *stream, Str *bytes);

/* True when a filter named `name` is among the stream's. */
bool stream_has_filter(PdfFile *file, const Object *stream, const char *name);

void file_fault(PdfFile *file, FileFaultKind kind, uint32_t number, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
