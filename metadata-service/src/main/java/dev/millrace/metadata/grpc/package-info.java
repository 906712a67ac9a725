/** The service's endpoint inside the cluster. */
@NullMarked
package dev.millrace.metadata.grpc;

import org.jspecify.annotations.NullMarked;
