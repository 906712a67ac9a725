/**
 * KMS, and who may use which key: the key's own policy first, and what it leaves to the caller's account. Likewise for the keys that
 * records are encrypted under.
 */
@NullMarked
package dev.millrace.gateway.kms;

import org.jspecify.annotations.NullMarked;
