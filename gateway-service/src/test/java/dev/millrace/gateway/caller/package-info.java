@NullMarked
package dev.millrace.gateway.caller;

import org.jspecify.annotations.NullMarked;
