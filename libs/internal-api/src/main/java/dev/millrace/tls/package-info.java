/** Certificates in PEM files, which may be replaced at any time. */
@NullMarked
package dev.millrace.tls;

import org.jspecify.annotations.NullMarked;
