#include "pdf/object.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <stdatomic.h>
#include <string.h>

#include "base/array.h"
#include "base/hash.h"
#include "base/pack.h"
#include "base/task.h"

typedef struct { HPDF_Dict dict; Str bytes; } Stream;

/* Entries are written by each dictionary's `write_fn`, from the Str that its
 * `attr` points to: libharu calls it before the closing bracket. The header
 * hpdf_objects.h promises both fields. */
struct Pdf {
    Arena    *arena;
    HPDF_Doc  doc;
    ARRAY(Stream) streams;               /* to be packed when the file is saved */
    bool      has_failed;
};

enum { ID_SIZE = 16, NO_POOL = 0 };

Pdf *pdf_open(Arena *arena)
{
    Pdf *pdf = arena_new(arena, Pdf);
    pdf->arena = arena;
    pdf->doc = HPDF_NewEx(NULL, NULL, NULL, NO_POOL, NULL);
    if (pdf->doc == NULL)
        return NULL;
    pdf->doc->pdf_version = HPDF_VER_17;
    pdf->doc->root_pages->before_write_fn = NULL;  /* counts pages of libharu's own making */
    HPDF_Dict_RemoveElement(pdf->doc->root_pages, "Kids");
    HPDF_Dict_RemoveElement(pdf->doc->root_pages, "Count");
    HPDF_Dict_RemoveElement(pdf->doc->info, "Producer");
    return pdf;
}

void pdf_close(Pdf *pdf)
{
    HPDF_Free(pdf->doc);
}

static PdfRef number_of(HPDF_Dict dict)
{
    return dict->header.obj_id & 0x00FFFFFF;
}

PdfRef pdf_pages_root(const Pdf *pdf) { return number_of(pdf->doc->root_pages); }
PdfRef pdf_catalogue(const Pdf *pdf)  { return number_of(pdf->doc->catalog); }
PdfRef pdf_info(const Pdf *pdf)       { return number_of(pdf->doc->info); }

/* libharu lengthens the list of objects by a fixed step and copies it each
 * time; let the step grow with it. */
static void widen_steps(HPDF_List entries)
{
    if (entries->items_per_block < entries->count)
        entries->items_per_block = entries->count;
}

PdfRef pdf_reserve(Pdf *pdf)
{
    HPDF_Dict dict = HPDF_Dict_New(pdf->doc->mmgr);
    widen_steps(pdf->doc->xref->entries);
    if (dict == NULL || HPDF_Xref_Add(pdf->doc->xref, dict) != HPDF_OK) {
        pdf->has_failed = true;
        return 0;
    }
    return number_of(dict);
}

static HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream stream)
{
    const Str *entries = dict->attr;
    HPDF_STATUS status = HPDF_Stream_Write(stream, (const HPDF_BYTE *)entries->p, (HPDF_UINT)entries->n);
    return status == HPDF_OK ? HPDF_Stream_WriteChar(stream, '\n') : status;
}

static void set_entries(Pdf *pdf, HPDF_Dict dict, Str entries)
{
    Str *kept = arena_new(pdf->arena, Str);
    *kept = entries;
    dict->attr = kept;
    dict->write_fn = write_entries;
}

void pdf_fill(Pdf *pdf, PdfRef ref, Str entries)
{
    HPDF_XrefEntry entry = HPDF_Xref_GetEntry(pdf->doc->xref, ref);
    if (ref == 0 || entry == NULL)
        pdf->has_failed = true;
    else
        set_entries(pdf, entry->obj, entries);
}

PdfRef pdf_add(Pdf *pdf, Str entries)
{
    PdfRef ref = pdf_reserve(pdf);
    pdf_fill(pdf, ref, entries);
    return ref;
}

static void set_stream(Pdf *pdf, HPDF_Dict dict, Str bytes)
{
    if (bytes.n > 0 && HPDF_Stream_Write(dict->stream, (const HPDF_BYTE *)bytes.p, (HPDF_UINT)bytes.n) != HPDF_OK)
        pdf->has_failed = true;
}

PdfRef pdf_add_stream(Pdf *pdf, Str entries, Str bytes, bool is_packed)
{
    widen_steps(pdf->doc->xref->entries);
    HPDF_Dict dict = HPDF_DictStream_New(pdf->doc->mmgr, pdf->doc->xref);
    if (dict == NULL) {
        pdf->has_failed = true;
        return 0;
    }
    if (is_packed) {
        entries = str_printf(pdf->arena, "%.*s /Filter /FlateDecode", STR_ARG(entries));
        array_push(pdf->arena, &pdf->streams, (Stream){ dict, str_copy(pdf->arena, bytes) });
    } else {
        set_stream(pdf, dict, bytes);
    }
    set_entries(pdf, dict, entries);
    return number_of(dict);
}

/* The streams that one thread packs, each the next that none has taken. */
typedef struct {
    const Pdf     *pdf;
    Str           *packed;               /* of all streams, in their order */
    atomic_size_t *next;
    Arena         *arena;
} Share;

static void pack_share(void *context)
{
    Share *share = context;
    Packer *packer = packer_open(PACK_FAST);
    Buf packed = buf_new(share->arena);
    for (size_t i; (i = atomic_fetch_add(share->next, 1)) < share->pdf->streams.n;) {
        packer_pack(packer, share->pdf->streams.at[i].bytes, &packed);
        share->packed[i] = str_copy(share->arena, buf_text(&packed));
    }
    packer_close(packer);
}

/* Two threads pack what libharu would pack from blocks of 4 KiB. */
static void pack_streams(Pdf *pdf)
{
    atomic_size_t next = 0;
    Share shares[2];
    Task task;
    Str *packed = arena_array(pdf->arena, Str, pdf->streams.n);
    for (size_t i = 0; i < 2; i++)
        shares[i] = (Share){ pdf, packed, &next, arena_open() };
    task_start(&task, pack_share, &shares[1]);
    pack_share(&shares[0]);
    task_join(&task);
    for (size_t i = 0; i < pdf->streams.n; i++)
        set_stream(pdf, pdf->streams.at[i].dict, packed[i]);
    for (size_t i = 0; i < 2; i++)
        arena_close(shares[i].arena);
}

static HPDF_STATUS take_bytes(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT n)
{
    buf_bytes(stream->attr, bytes, n);
    return HPDF_OK;
}

static const char zero_id[] = "/ID [<00000000000000000000000000000000> <00000000000000000000000000000000>]";

/* Puts the hash of the file, written with an ID of zeros, in their place. */
static void sign(Arena *arena, Buf *file)
{
    size_t tail = file->n > 1024 ? file->n - 1024 : 0;
    size_t at = str_find(buf_text(file), STR("/ID [<"), tail) + 6;
    Str hash = str_slice(sha256_hex(arena, buf_text(file)), 0, 2 * ID_SIZE);
    memcpy(file->p + at, hash.p, hash.n);
    memcpy(file->p + at + hash.n + 3, hash.p, hash.n);
}

/* At most what the file will need: the entries and the stream of each object, around them its number and its line among
 * the offsets. */
static size_t size_bound(const Pdf *pdf)
{
    enum { AROUND = 128, ENDS = 4096 };
    HPDF_List entries = pdf->doc->xref->entries;
    size_t size = ENDS;
    for (HPDF_UINT i = 0; i < entries->count; i++) {
        const HPDF_XrefEntry entry = HPDF_List_ItemAt(entries, i);
        const HPDF_Dict dict = entry->obj;
        size += AROUND;
        if (dict == NULL || (dict->header.obj_class & HPDF_OCLASS_ANY) != HPDF_OCLASS_DICT)
            continue;
        if (dict->write_fn == write_entries)
            size += ((const Str *)dict->attr)->n;
        if (dict->stream != NULL)
            size += dict->stream->size;
    }
    return size;
}

bool pdf_save(Pdf *pdf, Arena *arena, Str *bytes, unsigned long *error)
{
    HPDF_Doc doc = pdf->doc;
    Buf file = buf_new(arena);
    pack_streams(pdf);
    buf_reserve(&file, size_bound(pdf));
    static const char header[] = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
    HPDF_Stream stream = HPDF_CallbackWriter_New(doc->mmgr, take_bytes, &file);
    HPDF_Dict_Add(doc->trailer, "Root", doc->catalog);
    HPDF_Dict_Add(doc->trailer, "Info", doc->info);
    set_entries(pdf, doc->trailer, str_from_c(zero_id));
    if (stream != NULL && !pdf->has_failed) {
        HPDF_Stream_WriteStr(stream, header);
        HPDF_Xref_WriteToStream(doc->xref, stream, NULL);
    }
    HPDF_Stream_Free(stream);
    *error = HPDF_GetError(doc);
    if (pdf->has_failed || *error != HPDF_OK || stream == NULL)
        return false;
    sign(arena, &file);
    *bytes = buf_text(&file);
    return true;
}
