/**
 * The Query protocol of IAM and STS: forms in, XML out. Which members an operation has is described by its message; nothing
 * here knows any of them.
 */
@NullMarked
package dev.millrace.gateway.call.query;

import org.jspecify.annotations.NullMarked;
