@NullMarked
package dev.millrace.gateway.streams;

import org.jspecify.annotations.NullMarked;
