/**
 * Catalogues: rows of one partition that change by compare-and-set on one revision, copies of them in memory, and how others
 * follow those.
 */
@NullMarked
package dev.millrace.metadata.catalog;

import org.jspecify.annotations.NullMarked;
