@NullMarked
package dev.millrace.gateway.trail;

import org.jspecify.annotations.NullMarked;
