/** What other services ask and say of streams, shards, the account and audit events, and what they watch; IAM and KMS have theirs. */
@NullMarked
package dev.millrace.metadata.grpc;

import org.jspecify.annotations.NullMarked;
