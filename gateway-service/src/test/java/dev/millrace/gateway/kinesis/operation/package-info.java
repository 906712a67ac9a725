@NullMarked
package dev.millrace.gateway.kinesis.operation;

import org.jspecify.annotations.NullMarked;
