@NullMarked
package dev.millrace.gateway.audit.sink;

import org.jspecify.annotations.NullMarked;
