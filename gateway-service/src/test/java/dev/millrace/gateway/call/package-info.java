@NullMarked
package dev.millrace.gateway.call;

import org.jspecify.annotations.NullMarked;
