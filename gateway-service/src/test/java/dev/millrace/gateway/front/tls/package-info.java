@NullMarked
package dev.millrace.gateway.front.tls;

import org.jspecify.annotations.NullMarked;
