/** What is done with streams and with the account. */
@NullMarked
package dev.millrace.gateway.kinesis.stream;

import org.jspecify.annotations.NullMarked;
