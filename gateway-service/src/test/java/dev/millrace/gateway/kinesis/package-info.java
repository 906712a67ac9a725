@NullMarked
package dev.millrace.gateway.kinesis;

import org.jspecify.annotations.NullMarked;
