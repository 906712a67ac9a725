/** The service by which gateways keep events and look them up. */
@NullMarked
package dev.millrace.metadata.audit.grpc;

import org.jspecify.annotations.NullMarked;
