/** What only services with the same cluster secret can make and read. */
@NullMarked
package dev.millrace.seal;

import org.jspecify.annotations.NullMarked;
