#include "base/utf8.h"
#include "pdf/pdf_impl.h"

/* A run of glyphs as one TJ array (ISO 32000-1, 9.4.3): strings of two-byte
 * codes, and between them what moves the pen to where the glyph was set. */

/* A TJ array that is being written. Lengths in millionths of a Fixed: a width
 * in thousandths of the em times the size, times its scale in thousandths, is
 * exact. */
typedef struct {
    Buf    *out;
    int64_t em;                          /* size times scale */
    int64_t pen, at;                     /* from the run's start: where the pen should stand, where the reader's is */
    bool    in_string;
    Fixed   rise;                        /* of the baseline, upwards */
} Showing;

/* How far a glyph may stand from its place before it is moved: 1/50 pt, the
 * rounding of a kerned advance to Fixed and of a width to thousandths. */
enum { MILLION = 1000000, TOLERANCE = MILLION / 50 * FIXED_ONE };

static void show_end(Showing *showing)
{
    buf_c(showing->out, showing->in_string ? ")] TJ\n" : "] TJ\n");
    showing->in_string = false;
}

/* Shows a glyph `x` from the pen. */
static void show_code(Showing *showing, Fixed x, PdfCode code, int width)
{
    int64_t off = showing->pen + (int64_t)x * MILLION - showing->at;
    if (off > TOLERANCE || off < -TOLERANCE) {
        int64_t back = -(off + (off < 0 ? -showing->em : showing->em) / 2) / showing->em;
        if (showing->in_string)
            buf_char(showing->out, ')');
        put_integer(showing->out, back);
        showing->at -= back * showing->em;
        showing->in_string = false;
    }
    if (!showing->in_string)
        buf_char(showing->out, '(');
    put_byte(showing->out, code >> 8);
    put_byte(showing->out, code & 0xFF);
    showing->in_string = true;
    showing->at += width * showing->em;
}

/* The part of a cluster's text that its k-th glyph of n, in logical order,
 * stands for: a character each, the last one all that is left. */
static Str share_of(Str text, size_t k, size_t n)
{
    size_t at = 0;
    for (size_t i = 0; i < k && at < text.n; i++)
        utf8_next(text, &at);
    size_t from = at;
    if (k + 1 < n && at < text.n)
        utf8_next(text, &at);
    else
        at = text.n;
    return str_slice(text, from, at);
}

/* The glyphs from `lo` that share a cluster: where they end. */
static uint32_t cluster_end(const GlyphRun *run, uint32_t lo)
{
    uint32_t hi = lo + 1;
    while (hi < run->count && run->glyphs[hi].cluster == run->glyphs[lo].cluster)
        hi++;
    return hi;
}

/* The text of the cluster of glyphs [lo, hi): up to the next one in logical
 * order, which stands on the left in a run from right to left. */
static Str cluster_text(const GlyphRun *run, uint32_t lo, uint32_t hi)
{
    size_t from = run->glyphs[lo].cluster, to = run->text.n;
    if (run->is_rtl && lo > 0)
        to = run->glyphs[lo - 1].cluster;
    else if (!run->is_rtl && hi < run->count)
        to = run->glyphs[hi].cluster;
    return to > from ? str_slice(run->text, from, to) : STR_NONE;
}

static void set_rise(Showing *showing, Fixed rise)
{
    if (showing->rise == rise)
        return;
    showing->rise = rise;
    show_end(showing);
    put_hundredths(showing->out, hundredths(rise));
    buf_c(showing->out, " Ts [");
}

/* One cluster, glyph by glyph from the left. */
static void show_cluster(Showing *showing, PdfFonts *fonts, const GlyphRun *run, uint32_t lo, uint32_t hi,
                         Str text)
{
    for (uint32_t i = lo; i < hi; i++) {
        const Glyph *glyph = &run->glyphs[i];
        Str share = hi - lo == 1 ? text : share_of(text, run->is_rtl ? hi - 1 - i : i - lo, hi - lo);
        PdfCode code = pdf_font_code(fonts, run->face, glyph->id, share);
        set_rise(showing, -glyph->y);
        show_code(showing, glyph->x, code, pdf_font_width(fonts, run->face, code));
        showing->pen += (int64_t)glyph->advance * MILLION;
    }
}

void put_run(Buf *out, PdfFonts *fonts, const GlyphRun *run, Str meaning, bool ends_word)
{
    Showing showing = { .out = out, .em = (int64_t)run->size * (1000 + run->expansion) };
    buf_char(out, '[');
    for (uint32_t lo = 0, hi; lo < run->count; lo = hi) {
        hi = cluster_end(run, lo);
        show_cluster(&showing, fonts, run, lo, hi, meaning.n ? meaning : cluster_text(run, lo, hi));
    }
    set_rise(&showing, 0);
    if (ends_word) {
        PdfCode code = pdf_font_blank(fonts, run->face);
        show_code(&showing, 0, code, pdf_font_width(fonts, run->face, code));
    }
    show_end(&showing);
}
