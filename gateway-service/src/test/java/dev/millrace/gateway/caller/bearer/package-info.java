@NullMarked
package dev.millrace.gateway.caller.bearer;

import org.jspecify.annotations.NullMarked;
