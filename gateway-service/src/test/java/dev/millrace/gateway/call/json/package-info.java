@NullMarked
package dev.millrace.gateway.call.json;

import org.jspecify.annotations.NullMarked;
