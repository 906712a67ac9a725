@NullMarked
package dev.millrace.gateway.sts;

import org.jspecify.annotations.NullMarked;
