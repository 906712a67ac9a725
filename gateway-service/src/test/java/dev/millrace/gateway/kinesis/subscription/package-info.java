@NullMarked
package dev.millrace.gateway.kinesis.subscription;

import org.jspecify.annotations.NullMarked;
