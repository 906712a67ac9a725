@NullMarked
package dev.millrace.gateway.routing;

import org.jspecify.annotations.NullMarked;
