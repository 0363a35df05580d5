/* access.c - what those who hear the report, or leap through it, must be told
 *
 * Pictures without a text (B406) and headings that jump (B404) are seen while
 * the document is made. Source for links: WCAG 2.1, success criterion 2.4.4.
 */
#include "check/check_impl.h"

static const char *const empty_links[] = {
    "ici", "la", "lien", "ce lien", "le lien", "cliquez ici", "cliquer ici", "cliquez", "cliquez sur ce lien", "voir",
    "voir ici", "lire", "lire ici", "en savoir plus", "plus", "lire la suite", "suite", "la suite", "page", "cette page",
    "la page", "site", "le site", "ce site", "adresse", "cette adresse", "telecharger", "document", "ce document", "pdf", NULL
};

static bool says_nothing(Str folded)
{
    for (size_t i = 0; empty_links[i] != NULL; i++)
        if (str_equal(folded, str_from_c(empty_links[i])))
            return true;
    return false;
}

void links_say_where(const Checking *checking)
{
    for (size_t i = 0; i < checking->links.n; i++) {
        const Inline *link = checking->links.at[i].link;
        Str text = inlines_text(checking->scratch, link->first);
        if (!says_nothing(text_folded(checking->scratch, text)))
            continue;
        diag_add(checking->diags, DIAG_LINK_EMPTY, link->span, "« %.*s »", STR_ARG(str_trim(text)));
        diag_remedy(checking->diags, "dire où mène le lien : [guide de l’inscription](adresse)");
    }
}
