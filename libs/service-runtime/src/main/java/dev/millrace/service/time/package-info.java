/** Time that may be gone by where something cannot be taken back: the machine's own, held against witnesses. */
@NullMarked
package dev.millrace.service.time;

import org.jspecify.annotations.NullMarked;
