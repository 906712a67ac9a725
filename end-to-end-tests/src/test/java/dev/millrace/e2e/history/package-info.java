/** What clients were told, held against what can be read. */
@NullMarked
package dev.millrace.e2e.history;

import org.jspecify.annotations.NullMarked;
