@NullMarked
package dev.millrace.gateway.limits;

import org.jspecify.annotations.NullMarked;
