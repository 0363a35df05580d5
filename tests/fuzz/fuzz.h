/* fuzz.h - what the targets of the fuzzer share
 *
 * A target is one file with a LLVMFuzzerTestOneInput(): bytes in, and what must hold whatever they are. An input is not
 * read from the disk, but stands in the place of the files of tests/verify/edition, save what only a folder can hold. Where a target takes
 * several texts, a line "%%%%" parts them; what is missing is empty.
 *
 * Source: LLVM, "libFuzzer - a library for coverage-guided fuzz testing".
 */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include "build.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* Ends the run as a finding, with the sentence, when `holds` is false. */
void fuzz_claim(bool holds, const char *claim);

/* The parts of an input, `most` at the most: what follows the last mark belongs to the last one. Each is in an
 * allocation of its own, so that reading beyond it is found. */
void fuzz_parts(Arena *arena, const uint8_t *bytes, size_t n, Str *parts, size_t most);
Str  fuzz_bytes(Arena *arena, const uint8_t *bytes, size_t n);

/* A build of `path` in tests/verify/edition (empty: the whole edition), with faces that outlive it: fuzz_tools(). */
Build *fuzz_build(Arena *arena, Str path, const Map *instead);
const BuildTools *fuzz_tools(void);

/* Puts `text` in the place of a file of that edition. */
void fuzz_instead(Arena *arena, Map *instead, const char *path, Str text);

/* Every message lies inside its file, and all ways of printing it come to an end. */
void fuzz_messages(Diags *diags, const Sources *sources);

/* There is no message; otherwise they are shown. */
void fuzz_silent(const Diags *diags, const Sources *sources, const char *claim);

/* Texts that we print are UTF-8 when what they were made of is. */
void fuzz_text(Str text);

/* Builds all outputs and closes the build. What is written stays in its folder; pages and data are UTF-8; a PDF has no
 * fault, unless it is reported that something sticks out of a page; what fails says why. */
void fuzz_built(Arena *arena, Build *build);

/* A folder of this process, under TMPDIR, which whoever runs the target removes; and a file written over in it. */
Str  fuzz_folder(void);
void fuzz_write(Arena *arena, Str path, Str bytes);

/* A file that lives in memory only: its path, and its end. */
int fuzz_file(Arena *arena, Str bytes, Str *path);

#endif
