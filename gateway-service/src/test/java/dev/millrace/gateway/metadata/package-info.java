@NullMarked
package dev.millrace.gateway.metadata;

import org.jspecify.annotations.NullMarked;
