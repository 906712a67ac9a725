/** The service's endpoint inside the cluster. */
@NullMarked
package dev.millrace.consumers.grpc;

import org.jspecify.annotations.NullMarked;
