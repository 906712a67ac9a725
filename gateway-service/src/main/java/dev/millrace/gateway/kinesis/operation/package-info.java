/** What each operation of the API does; one class for each. */
@NullMarked
package dev.millrace.gateway.kinesis.operation;

import org.jspecify.annotations.NullMarked;
