#include "pdf/pdf_impl.h"

/* A page for the printer lies on a larger sheet: what touches its edge runs
 * PAGE_BLEED beyond it, and crop marks in the sheet's corners say where to
 * cut (ISO 32000-1, 14.11.2). On screen the sheet is the page. */

#define SHEET_MARGIN MM(10)
#define MARK_FROM    MM(4)               /* from the trim outwards: clear of the bleed */
#define MARK_TO      MM(9)
#define MARK_WIDTH   PT(0.25)

void sheet_choose(PdfBuild *build)
{
    const Theme *theme = build->document->theme;
    bool is_larger = build->metadata->for_printer;
    build->palette = is_larger ? &theme->print : &theme->light;
    build->margin = is_larger ? SHEET_MARGIN : 0;
}

Origin page_origin(const PdfBuild *build, size_t page)
{
    Fixed margin = build->margin;
    return (Origin){ margin, margin, build->pages->pages.at[page].frame->height + 2 * margin };
}

/* "/Name [left bottom right top]" of the page with what lies `around` it. */
static void put_page_box(Buf *out, const PdfBuild *build, const Frame *frame, const char *name, Fixed around)
{
    Fixed inset = build->margin - around;
    buf_printf(out, " /%s [", name);
    put_point(out, (Point){ hundredths(inset), hundredths(inset) });
    put_point(out, (Point){ hundredths(inset + frame->width + 2 * around),
                            hundredths(inset + frame->height + 2 * around) });
    out->n--;
    buf_char(out, ']');
}

void put_page_boxes(Buf *out, const PdfBuild *build, const Frame *frame)
{
    put_page_box(out, build, frame, "MediaBox", build->margin);
    put_page_box(out, build, frame, "TrimBox", 0);
    if (build->margin > 0)
        put_page_box(out, build, frame, "BleedBox", PAGE_BLEED);
}

/* Both marks of one corner of the page, which lies at (x, y); outwards is
 * `right` and `down`, each 1 or -1. */
static void put_corner(Buf *out, Origin origin, Fixed x, Fixed y, int right, int down)
{
    put_point(out, origin_point(origin, x + right * MARK_FROM, y));
    buf_c(out, "m ");
    put_point(out, origin_point(origin, x + right * MARK_TO, y));
    buf_c(out, "l\n");
    put_point(out, origin_point(origin, x, y + down * MARK_FROM));
    buf_c(out, "m ");
    put_point(out, origin_point(origin, x, y + down * MARK_TO));
    buf_c(out, "l\n");
}

/* Draws the crop marks, then keeps all that follows within the bleed. Marks
 * are artifacts of the sheet, not of the page's setting (14.8.2.2.2, "Page"). */
void sheet_begin(Buf *out, const PdfBuild *build, const Frame *frame)
{
    if (build->margin == 0)
        return;
    Fixed width = frame->width, height = frame->height, bleed = PAGE_BLEED;
    Origin origin = { build->margin, build->margin, height + 2 * build->margin };
    buf_c(out, "/Artifact <</Type /Page>> BDC\n");
    put_colour(out, 0x000000, true);
    put_hundredths(out, hundredths(MARK_WIDTH));
    buf_c(out, " w\n");
    put_corner(out, origin, 0, 0, -1, -1);
    put_corner(out, origin, width, 0, 1, -1);
    put_corner(out, origin, 0, height, -1, 1);
    put_corner(out, origin, width, height, 1, 1);
    buf_c(out, "S\n");
    put_point(out, origin_point(origin, -bleed, height + bleed));
    put_point(out, (Point){ hundredths(width + 2 * bleed), hundredths(height + 2 * bleed) });
    buf_c(out, "re W n\nEMC\n");
}
