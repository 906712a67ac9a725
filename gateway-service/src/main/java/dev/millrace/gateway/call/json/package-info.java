/**
 * Services of AWS's JSON protocol beside Kinesis, told apart by the name that requests are signed for. Which members an operation
 * has is described by its message; nothing here knows any of them.
 */
@NullMarked
package dev.millrace.gateway.call.json;

import org.jspecify.annotations.NullMarked;
