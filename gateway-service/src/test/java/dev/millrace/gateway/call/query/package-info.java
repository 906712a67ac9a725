@NullMarked
package dev.millrace.gateway.call.query;

import org.jspecify.annotations.NullMarked;
