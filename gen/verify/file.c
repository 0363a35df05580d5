#include "verify/file.h"

#include <stdarg.h>
#include <string.h>

#include "verify/xref_impl.h"

enum { CHAIN_MAX = 16, READ_FACTOR = 4, READ_BASE = 1 << 16, FAULTS_MAX = 1000 };

void file_fault(PdfFile *file, FileFaultKind kind, uint32_t number, const char *format, ...)
{
    va_list args;
    if (file->faults.n >= FAULTS_MAX)
        return;
    va_start(args, format);
    array_push(file->arena, &file->faults, (FileFault){ kind, number, str_vprintf(file->arena, format, args) });
    va_end(args);
}

uint32_t object_reference(const Object *object)
{
    if (object->kind == OBJ_STREAM)
        return object->stream->number;
    return object->kind == OBJ_REF ? (uint32_t)object->integer : 0;
}

const Object *file_resolve(PdfFile *file, const Object *object)
{
    for (int i = 0; i < CHAIN_MAX && object->kind == OBJ_REF; i++)
        object = file_object(file, (uint32_t)object->integer);
    return object->kind == OBJ_REF ? &object_null : object;
}

const Object *file_get(PdfFile *file, const Object *dict, const char *key)
{
    return file_resolve(file, object_entry(dict, key));
}

size_t file_count(const Object *array)
{
    return array->kind == OBJ_ARRAY ? array->list.n : 0;
}

const Object *file_item(PdfFile *file, const Object *array, size_t index)
{
    return index < file_count(array) ? file_resolve(file, &array->list.at[index]) : &object_null;
}

/* --- reading one object -------------------------------------------------- */

/* The end of a stream whose Length is wrong. */
static size_t find_end(Str bytes, size_t at)
{
    size_t end = str_find(bytes, STR("endstream"), at);
    if (end > at && end < bytes.n && bytes.p[end - 1] == '\n')
        end--;
    if (end > at && end < bytes.n && bytes.p[end - 1] == '\r')
        end--;
    return end;
}

/* The bytes between "stream" and "endstream" (7.3.8.1): Length of them, then
 * a line end. */
static Str stream_bytes(PdfFile *file, Lexer *lexer, uint32_t number, const Object *dict)
{
    Str bytes = file->bytes;
    size_t from = lexer->at;
    from += from < bytes.n && bytes.p[from] == '\r';
    from += from < bytes.n && bytes.p[from] == '\n';
    const Object *length = file_get(file, dict, "Length");
    size_t n = length->kind == OBJ_INTEGER && length->integer >= 0 ? (size_t)length->integer : bytes.n;
    size_t end = n <= bytes.n - from ? from + n : bytes.n, word = end;
    word += word < bytes.n && bytes.p[word] == '\r';
    word += word < bytes.n && bytes.p[word] == '\n';
    if (!str_starts(str_slice(bytes, word, bytes.n), STR("endstream"))) {
        end = find_end(bytes, from);
        if (length->kind == OBJ_INTEGER)
            file_fault(file, FILE_LENGTH, number, "Length vaut %lld, le flux a %zu octets",
                       (long long)length->integer, end - from);
        else
            file_fault(file, FILE_LENGTH, number, "Length manque, le flux a %zu octets", end - from);
        word = str_find(bytes, STR("endstream"), end);
    }
    lexer->at = word + 9 < bytes.n ? word + 9 : bytes.n;
    return str_slice(bytes, from, end);
}

static bool next_word(Lexer *lexer, const char *word)
{
    size_t at = lexer->at;
    Object object;
    if (lex_object(lexer, &object) && object.kind == OBJ_WORD && str_equal(object.text, str_from_c(word)))
        return true;
    lexer->at = at;
    return false;
}

static bool is_number_word(Lexer *lexer, uint32_t *number)
{
    Object first, generation;
    if (!lex_object(lexer, &first) || first.kind != OBJ_INTEGER || first.integer <= 0
        || first.integer >= OBJECTS_MAX || !lex_object(lexer, &generation) || generation.kind != OBJ_INTEGER
        || !next_word(lexer, "obj"))
        return false;
    *number = (uint32_t)first.integer;
    return true;
}

/* Each byte is read READ_FACTOR times at most: offsets that all lead to one
 * place cannot make a small file a long work. */
static bool spend(size_t *left, size_t amount)
{
    if (amount > *left) {
        *left = 0;
        return false;
    }
    *left -= amount;
    return true;
}

bool file_read_at(PdfFile *file, size_t at, uint32_t *number, const Object **object)
{
    Lexer lexer = lexer_new(file->arena, file->bytes, at);
    Object *read = arena_new(file->arena, Object);
    *object = &object_null;
    if (at >= file->bytes.n || !byte_is_regular((unsigned char)file->bytes.p[at])
        || !is_number_word(&lexer, number))
        return false;
    lexer.knows_references = true;
    bool done = lex_object(&lexer, read) && read->kind != OBJ_WORD;
    if (!spend(&file->read_left, lexer.at - at)) {
        file_fault(file, FILE_LIMIT, *number, "le fichier se recoupe trop, la suite n’est pas lue");
        return false;
    }
    if (done && read->kind == OBJ_DICT && next_word(&lexer, "stream")) {
        Stream *stream = arena_new(file->arena, Stream);
        *stream = (Stream){ .dict = *read, .number = *number };
        stream->raw = stream_bytes(file, &lexer, *number, read);
        *read = (Object){ .kind = OBJ_STREAM, .stream = stream };
    }
    if (lexer.has_odd_hex)
        file_fault(file, FILE_HEX, *number, "chaîne hexadécimale");
    done = done && next_word(&lexer, "endobj");
    if (!done)
        file_fault(file, FILE_OBJECT, *number, "illisible vers l’octet %zu", lexer.at);
    if (done)
        *object = read;
    return true;
}

/* An object stream (7.5.7): "number offset" pairs, then the objects. */
struct Packed {
    Str      bytes;
    uint32_t n;
    struct { int64_t number, offset; } *at;
};

static const struct Packed *open_packed(PdfFile *file, uint32_t container)
{
    const Object *stream = file_object(file, container);
    struct Packed *packed = arena_new(file->arena, struct Packed);
    file->entries.at[container].packed = packed;
    const Object *first = file_get(file, stream, "First"), *count = file_get(file, stream, "N");
    if (first->kind != OBJ_INTEGER || first->integer < 0 || count->kind != OBJ_INTEGER || count->integer < 0
        || !file_unpack(file, file->arena, stream, &packed->bytes)
        || (uint64_t)count->integer > packed->bytes.n)
        return packed;
    Lexer lexer = lexer_new(file->arena, packed->bytes, 0);
    packed->at = arena_alloc(file->arena, (size_t)count->integer + 1, sizeof *packed->at);
    file->read_left += READ_FACTOR * packed->bytes.n;
    for (; packed->n < count->integer; packed->n++) {
        Object number, offset;
        if (!lex_object(&lexer, &number) || !lex_object(&lexer, &offset) || number.kind != OBJ_INTEGER
            || offset.kind != OBJ_INTEGER || offset.integer < 0)
            break;
        packed->at[packed->n].number = number.integer;
        packed->at[packed->n].offset = first->integer + offset.integer;
    }
    return packed;
}

static const Object *read_packed(PdfFile *file, uint32_t number, uint32_t container, uint32_t index)
{
    if (container >= file->entries.n || file->entries.at[container].kind != ENTRY_AT)
        return &object_null;
    const struct Packed *packed = file->entries.at[container].packed;
    if (packed == NULL)
        packed = open_packed(file, container);
    Object *read = arena_new(file->arena, Object);
    if (index < packed->n && packed->at[index].number == number
        && packed->at[index].offset < (int64_t)packed->bytes.n) {
        Lexer lexer = lexer_new(file->arena, packed->bytes, (size_t)packed->at[index].offset);
        lexer.knows_references = true;
        if (lex_object(&lexer, read) && read->kind != OBJ_WORD
            && spend(&file->read_left, lexer.at - (size_t)packed->at[index].offset))
            return read;
    }
    file_fault(file, FILE_OBJECT, number, "illisible dans le flux d’objets %u", container);
    return &object_null;
}

/* The object at its entry's offset, or, when another or none is there, where
 * it is found. */
static const Object *read_entry(PdfFile *file, uint32_t number, size_t offset)
{
    uint32_t found = 0;
    const Object *object;
    size_t at;
    if (file_read_at(file, offset, &found, &object) && found == number)
        return object;
    file_fault(file, FILE_ENTRY, number, "octet %zu", offset);
    if (!xref_find(file, number, &at) || !file_read_at(file, at, &found, &object) || found != number)
        return &object_null;
    return object;
}

const Object *file_object(PdfFile *file, uint32_t number)
{
    if (number >= file->entries.n || file->entries.at[number].is_open)
        return &object_null;
    XrefEntry entry = file->entries.at[number];
    if (entry.object != NULL)
        return entry.object;
    file->entries.at[number].is_open = true;
    const Object *object = &object_null;
    if (entry.kind == ENTRY_AT)
        object = read_entry(file, number, (size_t)entry.offset);
    else if (entry.kind == ENTRY_PACKED && entry.offset < OBJECTS_MAX)
        object = read_packed(file, number, (uint32_t)entry.offset, entry.index);
    file->entries.at[number].is_open = false;
    file->entries.at[number].object = object;
    return object;
}

/* --- the whole ----------------------------------------------------------- */

static bool is_version(Str bytes)
{
    return str_starts(bytes, STR("%PDF-1.")) && bytes.n > 8 && bytes.p[7] >= '4' && bytes.p[7] <= '7'
        && (bytes.p[8] == '\n' || bytes.p[8] == '\r');
}

/* PDF/A-3, 6.1.2: the header, then a comment of four bytes above 127. */
static void check_head(PdfFile *file)
{
    Str bytes = file->bytes;
    if (!is_version(bytes))
        file_fault(file, FILE_HEADER, 0, "le fichier commence par « %.*s »", STR_ARG(str_slice(bytes, 0, 8)));
    size_t at = 8;
    while (at < bytes.n && (bytes.p[at] == '\r' || bytes.p[at] == '\n'))
        at++;
    bool has_mark = at + 5 <= bytes.n && bytes.p[at] == '%';
    for (size_t i = at + 1; has_mark && i < at + 5; i++)
        has_mark = (unsigned char)bytes.p[i] > 127;
    if (!has_mark)
        file_fault(file, FILE_MARK, 0, "octet %zu", at);
}

static void check_tail(PdfFile *file)
{
    size_t n = file->bytes.n;
    if (n > 0 && file->bytes.p[n - 1] == '\n')
        n--;
    if (n > 0 && file->bytes.p[n - 1] == '\r')
        n--;
    if (!str_ends(str_slice(file->bytes, 0, n), STR("%%EOF")))
        file_fault(file, FILE_TAIL, 0, "le fichier ne finit pas par « %%%%EOF »");
}

/* Without a trailer, or with one that names none: the first catalogue. */
static void find_catalogue(PdfFile *file)
{
    if (object_pairs(file_get(file, file->trailer, "Root")) > 0)
        return;
    for (uint32_t number = 1; number < file->entries.n; number++) {
        if (!object_is(file_get(file, file_object(file, number), "Type"), "Catalog"))
            continue;
        Object *pair = arena_array(file->arena, Object, 2), *dict = arena_new(file->arena, Object);
        pair[0] = (Object){ .kind = OBJ_NAME, .text = STR("Root") };
        pair[1] = (Object){ .kind = OBJ_REF, .integer = number };
        dict->kind = OBJ_DICT;
        dict->list.at = pair;
        dict->list.n = 2;
        file->trailer = dict;
        return;
    }
}

bool file_open(Arena *arena, Str bytes, PdfFile *file)
{
    *file = (PdfFile){ .arena = arena, .bytes = bytes, .trailer = &object_null, .unpack_left = UNPACK_ALL,
                       .read_left = bytes.n * READ_FACTOR + READ_BASE };
    check_head(file);
    xref_read(file);
    find_catalogue(file);
    check_tail(file);
    return object_pairs(file_get(file, file->trailer, "Root")) > 0;
}
