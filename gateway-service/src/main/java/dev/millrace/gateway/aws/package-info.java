/** The AWS face: one endpoint, its steps in order, and how its answers and errors are written. */
@NullMarked
package dev.millrace.gateway.aws;

import org.jspecify.annotations.NullMarked;
