@NullMarked
package dev.millrace.signing.sigv4;

import org.jspecify.annotations.NullMarked;
