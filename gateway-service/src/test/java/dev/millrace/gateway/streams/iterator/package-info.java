@NullMarked
package dev.millrace.gateway.streams.iterator;

import org.jspecify.annotations.NullMarked;
