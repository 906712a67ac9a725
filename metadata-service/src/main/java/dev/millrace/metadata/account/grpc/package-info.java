/** The account's settings as other services ask for them. */
@NullMarked
package dev.millrace.metadata.account.grpc;

import org.jspecify.annotations.NullMarked;
