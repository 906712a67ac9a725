/** Reading and writing the two wire formats, JSON 1.1 and CBOR 1.1, member by member. Knows no message. */
@NullMarked
package dev.millrace.protocol.wire;

import org.jspecify.annotations.NullMarked;
