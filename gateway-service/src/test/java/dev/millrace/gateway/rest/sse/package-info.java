@NullMarked
package dev.millrace.gateway.rest.sse;

import org.jspecify.annotations.NullMarked;
