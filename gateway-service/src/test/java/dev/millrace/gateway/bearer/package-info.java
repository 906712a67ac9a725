@NullMarked
package dev.millrace.gateway.bearer;

import org.jspecify.annotations.NullMarked;
