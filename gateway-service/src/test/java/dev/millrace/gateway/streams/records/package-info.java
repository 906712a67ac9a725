@NullMarked
package dev.millrace.gateway.streams.records;

import org.jspecify.annotations.NullMarked;
