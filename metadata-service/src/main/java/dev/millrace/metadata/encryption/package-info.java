/** Whether new records of streams are encrypted, and with which key. */
@NullMarked
package dev.millrace.metadata.encryption;

import org.jspecify.annotations.NullMarked;
