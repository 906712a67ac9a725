/** The rules of tags, which streams and consumers share. */
@NullMarked
package dev.millrace.protocol.tag;

import org.jspecify.annotations.NullMarked;
