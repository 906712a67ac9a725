@NullMarked
package dev.millrace.gateway.tls;

import org.jspecify.annotations.NullMarked;
