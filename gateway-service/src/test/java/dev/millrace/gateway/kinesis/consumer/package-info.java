@NullMarked
package dev.millrace.gateway.kinesis.consumer;

import org.jspecify.annotations.NullMarked;
