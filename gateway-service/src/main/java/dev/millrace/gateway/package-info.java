/** The public face of the suite: each room knows those that the architecture test names before it, and no other. */
@NullMarked
package dev.millrace.gateway;

import org.jspecify.annotations.NullMarked;
