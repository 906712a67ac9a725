/** KMS's operations and the watch of the key catalogue: messages in and out. */
@NullMarked
package dev.millrace.metadata.kms.grpc;

import org.jspecify.annotations.NullMarked;
