/** Encryption at rest, as its users and as a thief of disks see it. */
@NullMarked
package dev.millrace.e2e.encryption;

import org.jspecify.annotations.NullMarked;
