/** The libraries that most consumers and producers of Kinesis are written with, unchanged, against the running suite. */
@NullMarked
package dev.millrace.e2e.libraries;

import org.jspecify.annotations.NullMarked;
