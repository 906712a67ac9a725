@NullMarked
package dev.millrace.gateway.audit.event;

import org.jspecify.annotations.NullMarked;
