@NullMarked
package dev.millrace.gateway.iterator;

import org.jspecify.annotations.NullMarked;
