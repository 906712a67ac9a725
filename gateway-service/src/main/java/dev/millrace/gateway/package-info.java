/** The public faces of the suite: authenticates, authorizes, routes, answers. */
@NullMarked
package dev.millrace.gateway;

import org.jspecify.annotations.NullMarked;
