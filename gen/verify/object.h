/* object.h - PDF objects as they stand in a file, and their reader
 *
 * The reader repairs nothing and never looks outside the bytes it is given:
 * what it cannot read is false, and a rule says so. Text is borrowed from the
 * bytes where no escape bends it.
 *
 * Source: ISO 32000-1, 7.2 and 7.3.
 */
#ifndef VERIFY_OBJECT_H
#define VERIFY_OBJECT_H

#include "base/array.h"
#include "base/str.h"

typedef enum {
    OBJ_NULL, OBJ_BOOL, OBJ_INTEGER, OBJ_REAL, OBJ_NAME, OBJ_STRING, OBJ_ARRAY, OBJ_DICT, OBJ_STREAM, OBJ_REF,
    OBJ_WORD                             /* an operator, or a bracket that closes */
} ObjectKind;

typedef struct Object Object;
typedef struct Stream Stream;

struct Object {
    ObjectKind kind;
    union {
        bool          truth;
        int64_t       integer;           /* REF: the object's number */
        double        real;
        Str           text;              /* NAME (escapes undone), STRING, WORD */
        struct { const Object *at; size_t n; } list;   /* ARRAY; DICT: name, value, name, value … */
        const Stream *stream;
    };
};

struct Stream {
    Object   dict;
    Str      raw;                        /* as it lies in the file */
    uint32_t number;
};

extern const Object object_null;

/* The value of `key`, or object_null; of a stream, that of its dictionary.
 * References are not followed: see file_get(). */
const Object *object_entry(const Object *dict, const char *key);

/* Names, values, lengths: 0 and nothing for what is no dictionary. */
size_t        object_pairs(const Object *dict);
Str           object_key(const Object *dict, size_t index);
const Object *object_value(const Object *dict, size_t index);

bool   object_is(const Object *object, const char *name);   /* the name, /Page */
bool   object_number(const Object *object, double *value);  /* an integer or a real */

/* A text string (7.9.2.2) as UTF-8: UTF-16BE after FEFF, else Latin 1 for
 * PDFDocEncoding, which agrees with it in all letters of French but œ. */
Str    object_text(Arena *arena, const Object *string);
Str    utf16_text(Arena *arena, Str bytes);        /* without its mark */

/* How objects are cut out of bytes. The stack is kept between calls so that
 * lists are allocated once, at their size. */
typedef struct {
    Arena *arena;
    Str    text;
    size_t at;
    int    depth;
    bool   knows_references;             /* "12 0 R": in files, not in content */
    bool   has_odd_hex;                  /* a string <…> with a stray or an odd number of digits */
    ARRAY(Object) stack;
} Lexer;

enum { LEX_DEPTH = 64 };                 /* arrays and dictionaries inside each other */

Lexer lexer_new(Arena *arena, Str text, size_t at);

/* Reads the next object, or a word. False at the end, and for what is none:
 * `at` then stands where reading failed. */
bool  lex_object(Lexer *lexer, Object *object);

/* Moves past blanks and comments. */
void  lex_blanks(Lexer *lexer);

bool  byte_is_blank(unsigned char c);
bool  byte_is_regular(unsigned char c);  /* neither a blank nor a delimiter */

#endif
