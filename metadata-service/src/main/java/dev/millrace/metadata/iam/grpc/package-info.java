/** IAM's operations and the watch of the directory: messages in and out. */
@NullMarked
package dev.millrace.metadata.iam.grpc;

import org.jspecify.annotations.NullMarked;
