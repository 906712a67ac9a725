/** Callers of every kind, and what they may do in each face. */
@NullMarked
package dev.millrace.e2e.access;

import org.jspecify.annotations.NullMarked;
