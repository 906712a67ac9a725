@NullMarked
package dev.millrace.gateway.sse;

import org.jspecify.annotations.NullMarked;
